/** Options of change events, triggers, actions and conditions. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of the half of the logic layer that runs what an event causes. */
export interface EventOptions {
  /** A fixed numeric parameter of value 0 is `empty` in a condition. */
  readonly emptyForFixedZero: boolean;
  /** A number that was never set, in a condition: 0, or it makes the condition invalid. */
  readonly uninitialisedNumberInCondition: 0 | "invalid";
  /** Order of several triggers on one event. */
  readonly triggerOrder: "file" | "id";
  /** Order of several QActions on one parameter. */
  readonly qactionOrder: "file" | "id";
  /** A trigger for one item silences `each` by being defined; false: only when its condition holds. */
  readonly eachSuppressedByDefinition: boolean;
  /** Nested change events, CheckTrigger calls and trigger calls that one chain may have. */
  readonly maxChainDepth: number;
  /** Change events, triggers and actions that one chain may have, nested or beside each other. */
  readonly maxChainSteps: number;
  /** Actions that put an equal value on a write parameter raise its change event. */
  readonly actionOnWriteRaisesEqual: boolean;
  /** The copy of an equal value by `setter` raises the change event of the read parameter. */
  readonly setterRaisesEqual: boolean;
  /** When an equal value by `setter`, or from outside, onto a `dynamic ip` parameter connects again. */
  readonly setterReappliesAddress: "whenNotOpen" | "always" | "never";
  /** QActions on a table's own id run after writes to it, as they do for SNMP tables. */
  readonly tableQActionsOnWrite: boolean;
  /** Several ids in one *execute next*: each goes to the head as listed (the last one runs first), or reversed. */
  readonly multiIdExecuteNextOrder: "listed" | "reversed";
  /** The actions open and close on a WebSocket: nothing but a line, or done as on a serial connection. */
  readonly webSocketOpenClose: "ignore" | "act";
}

/** Default, allowed values, meaning and source of each. */
export const eventOptionRegister: { readonly [K in keyof EventOptions]: OptionEntry<EventOptions[K]> } = {
  emptyForFixedZero: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "a fixed numeric parameter of value 0 equals empty in a condition",
    page: "LogicConditions",
  },
  uninitialisedNumberInCondition: {
    default: 0,
    values: [0, "invalid"],
    layer: "logic",
    meaning: "a number that was never set counts as 0 in a condition, or makes it invalid",
    page: "LogicConditions",
  },
  triggerOrder: {
    default: "file",
    values: ["file", "id"],
    layer: "logic",
    meaning: "several triggers on one event run in file order, or by id",
    page: "LogicParameters",
  },
  qactionOrder: {
    default: "file",
    values: ["file", "id"],
    layer: "logic",
    meaning: "several QActions on one parameter run in file order, or by id",
    page: "LogicParameters",
  },
  eachSuppressedByDefinition: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "a trigger for one item suppresses the each trigger, whatever its condition says",
    page: "How_to_use_on_each_in_a_protocol_trigger",
  },
  maxChainDepth: {
    default: 200,
    values: "a number",
    layer: "logic",
    meaning:
      "nested change events, CheckTrigger calls and trigger calls of one chain; deeper ones are refused",
    page: "LogicUseCase3",
  },
  maxChainSteps: {
    default: 1_000_000,
    values: "a number",
    layer: "logic",
    meaning:
      "change events, triggers and actions that one change event may cause, nested or in sequence; more are refused",
    page: "LogicUseCase3",
  },
  actionOnWriteRaisesEqual: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "actions that put an equal value on a write parameter raise its change event",
    page: "LogicActionCopy",
  },
  setterRaisesEqual: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "an equal copy by setter raises the change event of the read parameter",
    page: "Protocol.Params.Param-setter",
  },
  setterReappliesAddress: {
    default: "whenNotOpen",
    values: ["whenNotOpen", "always", "never"],
    layer: "logic",
    meaning: "an equal value set by setter or from outside on a dynamic ip parameter connects again",
    page: "ConnectionsWebSocketsImplementation",
  },
  tableQActionsOnWrite: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "QActions on the id of a table run after writes to it also for tables without SNMP",
    page: "LogicQActionsExecution",
  },
  multiIdExecuteNextOrder: {
    default: "listed",
    values: ["listed", "reversed"],
    layer: "logic",
    meaning: "several ids in one execute next are put at the head in the listed order, or in reverse",
    page: "InnerWorkingsSLProtocol",
  },
  webSocketOpenClose: {
    default: "ignore",
    values: ["ignore", "act"],
    layer: "logic",
    meaning: "the actions open and close do nothing on a WebSocket, or open and close it",
    page: "LogicActionOpen",
  },
};
