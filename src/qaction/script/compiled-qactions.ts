/** QActions in a compiled language: the interface that C# implements. */
import type { QAction } from "../../protocol/model.ts";
import type { ScriptModule } from "./script-module.ts";

/** Provides QActions that have no script file. */
export interface CompiledQActions {
  /**
   * Compiles a QAction.
   * @returns classes and functions as a script file would export them, each function with its number of `inputs`; `undefined` when
   *   there is nothing to compile; `null` when it cannot run on this machine, which has been reported
   * @throws the error of the compiler, with file and line in its message
   */
  load(qaction: QAction): Promise<ScriptModule | undefined | null>;
  /** The same QActions, to be compiled again from their files, apart from these: they share no process and no objects. */
  renewed(): CompiledQActions;
  /** Releases everything when the element stops. @param failed called for each object whose `Dispose` throws */
  dispose(failed: (error: unknown) => void): Promise<void>;
}
