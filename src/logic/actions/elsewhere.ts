/** Actions that need what a local runtime does not have: an SNMP manager, a Windows host, other elements. */
import type { ItemAction, SingleAction } from "./action.ts";

/** An action that is an SNMP operation of a device manager. */
export function snmpOnly(page: string): ItemAction {
  return {
    each: (work, id) =>
      work.notHere(
        `${work.action.on} ${String(id)} would be an SNMP operation, and SNMP is not spoken`,
        page,
      ),
  };
}

/** WMI queries a Windows host. */
export const wmi: SingleAction = {
  once: (work) => work.notHere("WMI needs a Windows host", "LogicActionWmi"),
};

/** Aggregates tables of other elements. */
export const merge: SingleAction = {
  once: (work) =>
    work.notHere("it gathers tables of other elements, and there is only this one", "LogicActionMerge"),
};

/** Stands in the schema only; no page describes it. */
export const createElement: SingleAction = {
  once: (work) => work.notHere("elements are created by a DataMiner Agent", "Protocol-EnumActionType"),
};
