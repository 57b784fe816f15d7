/** General parameters, which DataMiner gives every element (`ReservedIDsParameters`). */
import type { NoticeSink } from "../base/notices.ts";
import type { Param } from "../protocol/model.ts";

/** Communication state: 0 responding, 1 not responding. */
export const COMMUNICATION_STATE = 64501;
/** Element state. */
export const ELEMENT_STATE = 64502;
/** Base of the timers in percent, as it applies (read). */
export const TIMER_BASE = 65017;
/** Base of the timers in percent, as a user sets it (write). */
export const TIMER_BASE_WRITE = 65018;
/** Id of the element. */
export const ELEMENT_ID = 65026;

type GeneralParameter = readonly [pid: number, name: string, kind: "number" | "text", type?: "write"];

const generalParameters: readonly GeneralParameter[] = [
  [COMMUNICATION_STATE, "Communication State", "number"],
  [ELEMENT_STATE, "Element State", "number"],
  [65000, "Lock Status", "number"],
  [65002, "Lock Owner", "text"],
  [65003, "Number of Critical Alarms", "number"],
  [65004, "Number of Major Alarms", "number"],
  [65005, "Number of Minor Alarms", "number"],
  [65006, "Number of Warning Alarms", "number"],
  [65007, "Number of Alarms", "number"],
  [65008, "Element Alarm State", "number"],
  [TIMER_BASE, "Timer Base", "number"],
  [TIMER_BASE_WRITE, "Timer Base", "number", "write"],
  [ELEMENT_ID, "Element ID", "text"],
  [65029, "Clients Connected", "number"],
  [65030, "Priority Level", "number"],
  [65031, "Priority Level", "number", "write"],
  [65046, "Execution Verification", "number"],
];

let made: ReadonlyMap<number, Param> | undefined;

/** A general parameter, which every element has whatever its protocol says (`ReservedIDsElementControlProtocol`). */
export function generalParam(pid: number): Param | undefined {
  made ??= new Map(makeParams().map((param) => [param.id, param]));
  return made.get(pid);
}

function makeParams(): Param[] {
  return generalParameters.map(([id, name, kind, type]) => platformParam(id, name, kind, type));
}

/** Position of a definition that is in no protocol. */
export const nowhere: Param["position"] = { line: 1, column: 1, offset: 0 };

/** A parameter that DataMiner defines: a number or text without a fixed length, with RTDisplay. */
export function platformParam(id: number, name: string, kind: "number" | "text", type = "read"): Param {
  return {
    id,
    name,
    description: name,
    type,
    typeOptions: [],
    save: false,
    setter: false,
    historySet: false,
    rtDisplay: true,
    interprete: {
      rawType: kind === "number" ? "numeric text" : "other",
      type: kind === "number" ? "double" : "string",
      lengthType: "next param",
      base: 10,
      endian: "little",
      decimals: 6,
      rounding: "down",
      sequence: [],
      sequenceNoSet: true,
      trimLeft: false,
      trimRight: false,
      exceptions: [],
      others: [],
    },
    lengthPositions: [],
    discreets: [],
    measurementOptions: [],
    position: nowhere,
  };
}

/** Reports a parameter of the protocol that has a reserved id. */
export function reportReserved({ id, name }: Param, notice: NoticeSink): void {
  notice({
    code: "PARAMETER_RESERVED",
    kind: "warning",
    message: `Parameter ${String(id)} (${name}) is not loaded: its id is reserved. Use 1 to 63999.`,
    details: { pid: id },
  });
}
