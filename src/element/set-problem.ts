/** Why a set from outside was refused, in words. */
import { hresults } from "../parameter/hresult.ts";
import type { Element } from "./element.ts";

/**
 * The result of `Element.set`, `setCell` or `chooseMenuItem` as a sentence; undefined when the set was done.
 * @param code HRESULT that the set gave.
 * @param key Row of a cell.
 */
export function setProblem(
  element: Pick<Element, "protocol" | "state">,
  code: number,
  pid: number,
  key?: string,
): string | undefined {
  if (code === hresults.ok) return undefined;
  const id = String(pid);
  const known = element.protocol.params.has(pid);
  const reasons: Readonly<Record<number, string>> = {
    [hresults.notFound]: known
      ? `Parameter ${id} has no RTDisplay, so that nobody can set it from outside (option refuseExternalWithoutRTDisplay).`
      : `There is no parameter ${id}.`,
    [hresults.unsuitable]: `The value does not fit parameter ${id}.`,
    [hresults.invalidCall]:
      key === undefined
        ? `Parameter ${id} cannot be set like this.`
        : `Parameter ${id} is no column of a table, or the table has no row '${key}'.`,
    [hresults.notPerformed]: "The set was not performed: its chain ended early, and the log says why.",
    [hresults.notActive]: `The element is ${element.state}.`,
  };
  return reasons[code] ?? `The set of parameter ${id} failed.`;
}
