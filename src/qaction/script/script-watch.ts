/** Time limit of scripts (`scriptTimeoutMs`): an endless loop in a script must not stop the element. */
import { createContext, Script } from "node:vm";
import { QActionKitError } from "../../base/errors.ts";

/** ms that a script has to end by the error of a member before it is terminated anywhere. */
const graceMs = 250;

/** A watched script that has not returned. */
interface Watched {
  /** Members throw from this time on. */
  readonly soft: number;
  /** It is terminated at this time. */
  readonly hard: number;
  readonly limitMs: number;
}

/** The innermost running script of all elements: scripts run nested, on one thread. */
let current: Watched | undefined;

// Only `node:vm` can end code that does not return. It only calls a function here; the script itself is not compiled in the context.
const holder: { call: (() => unknown) | undefined } = { call: undefined };
const context = createContext(holder);
const caller = new Script("call()", { filename: "node:qaction-kit" });

function timeout(limitMs: number): QActionKitError {
  return new QActionKitError(
    "ERR_SCRIPT_TIMEOUT",
    `It did not return within ${String(limitMs)} ms (scriptTimeoutMs) and was ended. Look for an endless loop, or use await to wait.`,
    { details: { limitMs } },
  );
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** Watches the scripts of one element, up to their first `await`: after it the element can continue. */
export class ScriptWatch {
  readonly #limitMs: number;

  /** @param limitMs more than 0 */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /**
   * Calls a script.
   * @throws QActionKitError `ERR_SCRIPT_TIMEOUT` when it did not return in time, `ERR_SCRIPT_INTERRUPTED` when Ctrl+C was pressed
   *   meanwhile, which the process gets afterwards; otherwise the error of the script
   */
  call(script: () => unknown): unknown {
    const outer = current;
    // System time, because the clock of a test stands still while a script runs.
    const now = performance.now();
    const soft = Math.min(now + this.#limitMs, outer?.soft ?? Infinity);
    // A nested script is terminated before the outer one, so that the error names the one that does not return.
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
   * Called at the start of each member: ends a script that has exceeded its time before the member runs, not inside it,
   * where a table might be half written.
   * @throws QActionKitError `ERR_SCRIPT_TIMEOUT`
   */
  check(): void {
    if (current !== undefined && performance.now() > current.soft) throw timeout(current.limitMs);
  }
}
