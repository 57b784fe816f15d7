/** Unexpected errors inside a piece of work: reported with their place, and the element continues. */
import { inspect } from "node:util";
import type { NoticeSink } from "../base/notices.ts";
import { isPending, type MaybePromise } from "../base/maybe-promise.ts";

/** Bytes of a message that a notice shows. */
const mostBytes = 64;

/** A piece of work, for the notice about its end. */
export interface WorkPlace {
  /** Half a sentence: `Group 5`. */
  readonly what: string;
  /** Its ids. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The first bytes of a message as hex, for a line of the log. */
export function firstBytes(bytes: Uint8Array): string {
  const shown = Buffer.from(bytes.subarray(0, mostBytes))
    .toString("hex")
    .replace(/..(?!$)/g, "$& ");
  return bytes.length > mostBytes ? `${shown} ...` : shown;
}

/**
 * Ends a piece of work that throws, and reports it. Errors of scripts never come here: these are thrown by the program's
 * own parts (saved values, a connection), or are mistakes of the kit.
 */
export class Failures {
  readonly #notice: NoticeSink;

  constructor(notice: NoticeSink) {
    this.#notice = notice;
  }

  /** Reports an error that ended a piece of work. */
  report(error: unknown, { what, details }: WorkPlace): void {
    const stack = error instanceof Error && typeof error.stack === "string" ? error.stack : inspect(error);
    this.#notice({
      code: "CHAIN_FAILED",
      kind: "error",
      message:
        `${what} ended with an error, and the element continues. If the lines below name code of yours, look there; ` +
        `otherwise it is a bug of the kit. ${stack}`,
      details,
      cause: error,
    });
  }

  /** Runs a piece of work; `undefined` in place of what it throws, or is rejected with. */
  contain<T>(work: () => MaybePromise<T>, place: () => WorkPlace): MaybePromise<T | undefined> {
    try {
      const result = work();
      if (!isPending(result)) return result;
      return result.catch((error: unknown) => {
        this.report(error, place());
        return undefined;
      });
    } catch (error) {
      this.report(error, place());
      return undefined;
    }
  }
}
