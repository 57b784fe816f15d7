/** What went wrong in a run that stopped in order: the reasons for exit code 1 of `qaction run`. */
import type { ElementEvent } from "../../element/events.ts";
import type { NoticeCode } from "../../base/notices.ts";
import type { Diagnostic } from "../../protocol/diagnostic.ts";

/** Notices of a QAction that could not run at all. */
const scriptNotices: ReadonlySet<string> = new Set<NoticeCode>([
  "CSHARP_UNAVAILABLE",
  "SCRIPT_MISSING",
  "SCRIPT_NOT_LOADED",
  "SCRIPT_ENTRY_POINT",
]);

/** Collects the failures of a run. */
export class RunOutcome {
  readonly #failures = new Set<string>();
  readonly #opened = new Set<number>();
  readonly #notOpened = new Map<number, string>();
  /** Why saved values are not on disk; undefined once they are. */
  #notSaved: string | undefined;

  /** A finding of the loader: XML that is not well-formed is a failure, the rest is advice. */
  diagnostic({ code, position }: Diagnostic): void {
    if (code === "XML_MALFORMED")
      this.#failures.add(`the XML is not well-formed (line ${String(position.line)})`);
  }

  /** An event of the element. */
  event(event: ElementEvent): void {
    if (event.type === "log" && scriptNotices.has(event.code ?? "")) this.#failures.add(event.message);
    if (event.type === "log" && event.code === "SAVED_NOT_WRITTEN") this.#notSaved = event.message;
    if (event.type === "log" && event.code === "SAVED_WRITTEN_AGAIN") this.#notSaved = undefined;
    if (event.type !== "connection") return;
    if (event.phase === "open") this.#opened.add(event.connection);
    if (event.phase === "failed" && !this.#notOpened.has(event.connection))
      this.#notOpened.set(event.connection, event.reason ?? "");
  }

  /** Anything else that makes the run a failure, as a sentence without its full stop. */
  failure(what: string): void {
    this.#failures.add(what);
  }

  /** One sentence for each thing that failed; empty if the run did its work. */
  sentences(): string[] {
    const connections = [...this.#notOpened]
      .filter(([id]) => !this.#opened.has(id))
      .map(([id, reason]) => `connection ${String(id)} never opened${reason === "" ? "" : `: ${reason}`}`);
    const notSaved = this.#notSaved === undefined ? [] : [this.#notSaved];
    return [...this.#failures, ...notSaved, ...connections].map((text) =>
      /[.!?]$/.test(text) ? text : `${text}.`,
    );
  }
}
