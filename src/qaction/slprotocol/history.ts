/** History sets: warnings about the time that a script gives to a value. The value is stored in any case. */
import type { ScriptEnvironment } from "../environment.ts";

/**
 * Warns about a time for a parameter (or column) without `historySet="true"`, and about one that goes back
 * (`Protocol.Params.Param-historySet`, `MonitoringTrending`).
 * @param cell Primary key, for a cell of a table.
 */
export function checkHistory<C>(
  environment: ScriptEnvironment<C>,
  pid: number,
  at: Date,
  cell?: string,
): void {
  const param = environment.protocol.params.get(pid) ?? environment.parameters.param(pid);
  if (param === undefined) return;
  const name = `parameter ${String(pid)} (${param.name})`;
  if (!param.historySet) {
    environment.warnOnce(
      "SCRIPT_HISTORY",
      String(pid),
      `A script gave ${name} a value with a time, but it has no historySet="true". The value was set; its history may be saved wrongly.`,
      { pid },
    );
  }
  const key = cell === undefined ? pid : `${String(pid)}/${cell}`;
  const last = environment.historyTimes.get(key);
  if (last !== undefined && at.getTime() < last) {
    environment.warn(
      "SCRIPT_HISTORY",
      `A script gave ${name} a value of ${at.toISOString()}, which is before the time of its last one. Times must not go back.`,
      { pid },
    );
  }
  environment.historyTimes.set(key, Math.max(last ?? Number.NEGATIVE_INFINITY, at.getTime()));
}
