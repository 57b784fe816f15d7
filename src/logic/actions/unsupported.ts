/** Actions that need what a local runtime does not have: an SNMP manager, or a Windows host. */
import type { ItemAction, SingleAction } from "./action.ts";

/** An action that is an SNMP operation of a device manager. */
export function snmpOnly(page: string): ItemAction {
  return {
    each: (work, id) =>
      work.unsupported(
        `${work.action.on} ${String(id)} would be an SNMP operation; SNMP is not supported`,
        page,
      ),
    unsupported: { reason: "an SNMP operation; SNMP is not supported", page },
  };
}

function never(reason: string, page: string): SingleAction {
  return { once: (work) => work.unsupported(reason, page), unsupported: { reason, page } };
}

/** WMI queries a Windows host. */
export const wmi = never("WMI needs a Windows host", "LogicActionWmi");

/** In the schema only; no page describes it. */
export const createElement = never("elements are created by a DataMiner Agent", "Protocol-EnumActionType");
