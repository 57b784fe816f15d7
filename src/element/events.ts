/** Everything that happens in an element, as one typed list: the event log. */
import type { LogicEvent } from "../logic/logic-events.ts";
import type { SavedRow } from "../parameter/saved/saved-values.ts";
import type { Value } from "../parameter/value.ts";
import type { ScriptReport } from "../qaction/qaction-host.ts";
import type { StreamEntry } from "./stream/stream-log.ts";

/** Life of an element (`Element_states`). */
export type ElementState = "starting" | "active" | "paused" | "stopping" | "stopped";

/** What happened. */
export type ElementEventBody =
  /** The element changed its state, or entered or left timeout. */
  | { readonly type: "state"; readonly state: ElementState; readonly timeout: boolean }
  /** A connection changed its state. */
  | {
      readonly type: "connection";
      readonly connection: number;
      readonly phase: "connecting" | "open" | "closing" | "closed" | "failed";
      readonly url?: string;
      /** Close code (RFC 6455 section 7.4). */
      readonly code?: number;
      readonly reason?: string;
    }
  | { readonly type: "stream"; readonly entry: StreamEntry }
  /** A line of the element log: of a script (with its QAction) or of the runtime (with its code). */
  | {
      readonly type: "log";
      readonly kind: "information" | "warning" | "error" | "debug" | "always";
      readonly message: string;
      readonly code?: string;
      readonly qaction?: number;
      /** Whether the log levels let a script's line into the log; lines of the runtime always are. */
      readonly written?: boolean;
      /** True for what was found in a QAction without a script file, which `reloadCSharp` looks into again. */
      readonly compiled?: boolean;
      /** What was thrown, when that is what the line is about. */
      readonly cause?: unknown;
      /** For a call of a script that failed: its stack leads to the line of the script. */
      readonly from?: Error;
    }
  /** What clients see of a parameter was cleared; its value was not (`LogicActionClearOnDisplay`). */
  | { readonly type: "display"; readonly pid: number; readonly cleared: true }
  /** The nominal value of a parameter's alarm levels was set (`LogicActionNormalize`). */
  | { readonly type: "normalized"; readonly pid: number; readonly nominal: string | number }
  /** These writes are safe on disk now (`savedOnDisk`), each with what was written. */
  | {
      readonly type: "saved";
      /** Standalone parameters; `null`: forgotten, because it was cleared. */
      readonly parameters: readonly { readonly pid: number; readonly value: Value }[];
      /** Rows, their saved cells by column id; without a row it was deleted, without a key all rows were. */
      readonly rows: readonly {
        readonly table: number;
        readonly key: string | null;
        readonly row: SavedRow | null;
      }[];
    }
  /** What a script shows to clients, or asks of the system. */
  | ScriptReport
  | LogicEvent;

/** One event, with its time in ms since 1970. */
export type ElementEvent = ElementEventBody & { readonly at: number };

/** Receives the events of an element, in order. */
export type ElementListener = (event: ElementEvent) => void;
