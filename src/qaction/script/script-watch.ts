/** The time that a script may take before it returns (`scriptTimeoutMs`): a loop without an end must not be one of the element. */
import { createContext, Script } from "node:vm";
import { QActionKitError } from "../../base/errors.ts";

/** ms that a script which calls members has to end by their error before it is cut off wherever it is. */
const graceMs = 250;

/** A watched script that has not returned. */
interface Watched {
  /** Members throw from here on. */
  readonly soft: number;
  /** It is cut off here. */
  readonly hard: number;
  readonly limitMs: number;
}

/** The innermost one of all elements: scripts run one inside of the other, on one thread. */
let current: Watched | undefined;

// Only `node:vm` ends code that does not return. It calls a function of ours: nothing of the script is compiled or moved by it.
const holder: { call: (() => unknown) | undefined } = { call: undefined };
const context = createContext(holder);
const caller = new Script("call()", { filename: "node:qaction-kit" });

function timeout(limitMs: number): QActionKitError {
  return new QActionKitError(
    "ERR_SCRIPT_TIMEOUT",
    `It did not return within ${String(limitMs)} ms (scriptTimeoutMs) and was ended. Look for a loop without an end, or wait with await.`,
    { details: { limitMs } },
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** Watches the scripts of one element. Only what runs before the first `await` is watched: behind it, the element is free. */
export class ScriptWatch {
  readonly #limitMs: number;

  /** @param limitMs more than 0 */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /**
   * Calls a script.
   * @throws QActionKitError `ERR_SCRIPT_TIMEOUT` when it did not return in time, `ERR_SCRIPT_INTERRUPTED` when Ctrl+C was pressed
   *   meanwhile, which the process is told of afterwards; else what the script throws
   */
  call(script: () => unknown): unknown {
    const outer = current;
    // The system's own time: a clock that a test moves stands still while a script runs.
    const now = performance.now();
    const soft = Math.min(now + this.#limitMs, outer?.soft ?? Infinity);
    // Inside of another one it is cut off earlier than that one, so that the one that does not return is named.
    const hard = outer === undefined ? soft + graceMs : soft + (outer.hard - soft) / 2;
    current = { soft, hard, limitMs: this.#limitMs };
    holder.call = script;
    try {
      return caller.runInContext(context, {
        timeout: Math.max(1, Math.ceil(hard - now)),
        breakOnSigint: true,
      });
    } catch (error) {
      const code = codeOf(error);
      if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw timeout(this.#limitMs);
      if (code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
      process.kill(process.pid, "SIGINT");
      throw new QActionKitError(
        "ERR_SCRIPT_INTERRUPTED",
        "Ctrl+C was pressed while it ran, and it was ended.",
      );
    } finally {
      current = outer;
    }
  }

  /**
   * To be asked at each call of a member: it ends a script that is over its time in front of the member and not inside of it,
   * where a table might be half written.
   * @throws QActionKitError `ERR_SCRIPT_TIMEOUT`
   */
  check(): void {
    if (current !== undefined && performance.now() > current.soft) throw timeout(current.limitMs);
  }
}
