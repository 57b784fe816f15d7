/** QActions in a language that is compiled first: the seam by which C# enters. */
import type { QAction } from "../../protocol/model.ts";
import type { ScriptModule } from "./script-module.ts";

/** What stands in for a script file. */
export interface CompiledQActions {
  /**
   * Compiles a QAction.
   * @returns classes and functions as a script file would export them; `undefined` when there is nothing to compile; `null` when it
   *   cannot run on this machine, which has been reported
   * @throws what the compiler says, as an error whose message names file and line
   */
  load(qaction: QAction): Promise<ScriptModule | undefined | null>;
  /** The element stops. @param failed told of each object whose `Dispose` throws */
  dispose(failed: (error: unknown) => void): Promise<void>;
}
