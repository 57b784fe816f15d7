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

/** Failures of one kind that are named; more of them are counted. */
const mostNamed = 10;

/** Collects the failures of a run. */
export class RunOutcome {
  readonly #strict: boolean;
  readonly #brief: boolean;
  readonly #failures = new Set<string>();
  /**
   * What loading a protocol and its scripts has found, and whether it is about a QAction without a script file; forgotten when
   * they are loaded again.
   */
  readonly #loading = new Map<string, boolean>();
  readonly #opened = new Set<number>();
  readonly #notOpened = new Map<number, string>();
  /** Why saved values are not on disk; undefined once they are. */
  #notSaved: string | undefined;

  /**
   * @param strict Errors of the protocol, and errors that the runtime logs while the element runs, are failures too.
   * @param brief The log, which people see, has said why: only what failed is said.
   */
  constructor(strict = false, brief = false) {
    this.#strict = strict;
    this.#brief = brief;
  }

  /** A finding of the loader: XML that is not well-formed is a failure, the rest is advice. */
  diagnostic({ code, severity, message, position }: Diagnostic): void {
    const line = String(position.line);
    if (code === "XML_MALFORMED") this.#loading.set(`the XML is not well-formed (line ${line})`, false);
    else if (this.#strict && severity === "error") this.#loading.set(`line ${line}: ${message}`, false);
  }

  /** The protocol and its scripts are loaded again: what was wrong with them may be mended. */
  loadedAgain(): void {
    this.#loading.clear();
  }

  /** QActions without a script file are compiled again: what was wrong with them is reported again while it is. */
  compiledAgain(): void {
    for (const [failure, compiled] of this.#loading) if (compiled) this.#loading.delete(failure);
  }

  /** An event of the element. */
  event(event: ElementEvent): void {
    if (event.type === "log" && event.code !== undefined) {
      const compiled = event.compiled === true;
      if (scriptNotices.has(event.code))
        this.#loading.set(this.#brief ? firstSentence(event.message) : event.message, compiled);
      else if (this.#strict && event.kind === "error") this.#loading.set(firstLine(event.message), compiled);
    }
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
      .map(([id, reason]) => {
        const why = reason === "" || this.#brief ? "" : `: ${reason}`;
        return `connection ${String(id)} never opened${why}`;
      });
    const notSaved = this.#notSaved === undefined ? [] : [this.#notSaved];
    const loading = [...this.#loading.keys()];
    const more = loading.length - mostNamed;
    const errors = [...loading.slice(0, mostNamed), ...(more > 0 ? [`${String(more)} more errors`] : [])];
    return [...this.#failures, ...errors, ...notSaved, ...connections].map((text) =>
      /[.!?]$/.test(text) ? text : `${text}.`,
    );
  }
}

/** A message without the stack that may follow it. */
function firstLine(message: string): string {
  return message.split(/\r?\n/, 1)[0] ?? "";
}

function firstSentence(message: string): string {
  return message.split(/(?<=\.) /, 1)[0] ?? "";
}
