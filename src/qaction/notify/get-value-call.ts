/** Notify 69, NT_GET_VALUE: everything that a client shows of one parameter. */
import { hresults } from "../../parameter/hresult.ts";
import type { Run } from "../qaction-run.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf } from "./notify-shapes.ts";
import { aboutElement } from "./element-calls.ts";

/** Alarm status of a parameter without alarm; all are, because no alarm template is assigned here. */
const normal = 1;

/** The 13 values of the page `NT_GET_VALUE`; those that it does not name are the 0 or `""` of their type. */
function details<C>(run: Run<C>, pid: number, value: unknown): unknown[] {
  const { descriptions, units, parameters, protocol } = run.environment;
  const param = protocol.params.get(pid) ?? parameters.param(pid);
  const last = parameters.lastChange(pid);
  const at = last === undefined || last.changedAt === 0 ? null : new Date(last.changedAt);
  const description = descriptions.get(pid) ?? param?.description ?? "";
  const unit = units.get(pid) ?? param?.units ?? "";
  return [pid, description, "", unit, value, 0, "", at, at, last?.changedBy ?? "", normal, 0, 0];
}

/** Of a table the value is its columns, each cell an array that begins with the value. */
export const getValue = aboutElement({
  number: 69,
  name: "NT_GET_VALUE",
  takes: ["[agent, element]", "pid of a parameter or table"],
  gives: "13 values, see below",
  onElement(run, _, value2) {
    const pid = idOf(value2);
    if (pid === undefined) return wrongShape;
    const { parameters } = run.environment;
    const table = parameters.table(pid);
    if (table !== undefined) {
      return details(
        run,
        pid,
        table.contents().map((column) => column.map((cell) => [cell])),
      );
    }
    const value = parameters.get(pid);
    if (value !== undefined) return details(run, pid, value);
    run.fail("NT_GET_VALUE", pid, hresults.notFound);
    return null;
  },
  byDirectory(directory, element, _, value2) {
    const pid = idOf(value2);
    const value = pid === undefined ? undefined : directory.read(element, pid);
    return value === undefined ? undefined : [pid, "", "", "", value, 0, "", null, null, "", normal, 0, 0];
  },
});
