/** Logic of the model: triggers, actions, groups, timers, QActions and threads. */
import type { Condition } from "./condition-model.ts";
import type { Position } from "./xml/xml-element.ts";

/** One `Trigger`. */
export interface Trigger {
  readonly id: number;
  readonly name: string;
  /** `On`, lower-cased; missing for a trigger fired only by others. */
  readonly on?: string;
  /** Number, or `each`. */
  readonly onId?: number | "each";
  /** `Time`, lower-cased, single spaces; missing for a trigger fired only by others. */
  readonly time?: string;
  /** Legacy guard of `Time`. */
  readonly guard?: {
    readonly pid?: number;
    readonly comparison: string;
    readonly value: string;
    readonly valueIsPid: boolean;
  };
  readonly condition?: Condition;
  readonly type: "action" | "trigger";
  readonly content: readonly {
    readonly id: number;
    readonly otherwise: boolean;
    readonly position: Position;
  }[];
  readonly position: Position;
}

/** One `Action`. */
export interface Action {
  readonly id: number;
  readonly name: string;
  readonly on: string;
  readonly onIds: readonly number[];
  /** `On@nr` as written. */
  readonly onNr?: string;
  /** `Type`, lower-cased, single spaces. */
  readonly type: string;
  /** `Type@id`. */
  readonly typeId?: number;
  /** All further attributes of `Type`, names lower-cased, values as written. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly condition?: Condition;
  readonly position: Position;
}

/** One entry of a group's content. */
export interface GroupItem {
  readonly kind: "param" | "pair" | "session" | "action" | "trigger";
  readonly id: number;
  /** ms after the item (`@next`). */
  readonly next?: number;
  /** `Session@connection`: only that Connection of the session. */
  readonly sessionConnection?: number;
  /** Text behind the id of a `Param` (`:single`, `:table`, ...). */
  readonly suffix?: string;
  readonly position: Position;
}

/** `Group/Type`. */
export type GroupType = "poll" | "poll action" | "poll trigger" | "action" | "trigger";

/** One `Group`. */
export interface Group {
  /** -1 is the ping group. */
  readonly id: number;
  readonly name: string;
  readonly type: GroupType;
  readonly connection?: number;
  readonly connectionPid?: number;
  readonly threadId?: number;
  readonly ping: boolean;
  readonly multipleGet: boolean;
  readonly condition?: Condition;
  readonly content: readonly GroupItem[];
  readonly position: Position;
}

/** One `Timer`. */
export interface Timer {
  readonly id: number;
  readonly name: string;
  /** Period in ms, or `loop`. */
  readonly time: number | "loop";
  readonly initial: "true" | "false" | { readonly from: number; readonly to: number };
  readonly dataDisplay?: number | "loop";
  /** ms between groups and between pairs. */
  readonly interval: number;
  readonly fixedTimer: boolean;
  readonly options: readonly string[];
  readonly groups: readonly number[];
  readonly condition?: Condition;
  readonly position: Position;
}

/** One `QAction`. */
export interface QAction {
  readonly id: number;
  readonly name: string;
  readonly encoding: string;
  readonly triggers: readonly number[];
  readonly inputParameters: readonly number[];
  /** Tokens in lower case; what stands behind `=` as written. */
  readonly options: readonly string[];
  readonly binary: boolean;
  readonly queued: boolean;
  readonly precompile: boolean;
  /** `triggers` are group ids. */
  readonly group: boolean;
  readonly row: boolean;
  /** `Class.Method` as written, one a trigger; empty: the default. */
  readonly entryPoints: readonly string[];
  readonly dllImports: readonly string[];
  readonly condition?: Condition;
  /** The C# (or other) text in the file, `""` when there is none. */
  readonly code: string;
  readonly position: Position;
}

/** One `Thread`. */
export interface ThreadDefinition {
  readonly id?: number;
  readonly name: string;
  readonly connections: readonly number[];
  readonly position: Position;
}
