/** What happens inside the logic, for the event log of the element. */
import type { SetSource } from "../parameter/store.ts";
import type { Value } from "../parameter/value.ts";

/** One thing that happened; emitted only while somebody listens. */
export type LogicEvent =
  /** A value was stored; `changed` is false for an equal value that fires all the same. */
  | {
      readonly type: "parameter";
      readonly pid: number;
      readonly name: string;
      readonly value: Value;
      readonly source: SetSource;
      readonly changed: boolean;
    }
  | {
      readonly type: "trigger";
      readonly id: number;
      readonly on?: string;
      readonly onId?: number;
      readonly time?: string;
    }
  | { readonly type: "action"; readonly id: number; readonly action: string; readonly ok: boolean }
  | {
      readonly type: "qaction";
      readonly id: number;
      readonly phase: "started" | "finished" | "failed";
      readonly trigger: number;
    }
  | {
      readonly type: "group";
      readonly id: number;
      readonly phase: "queued" | "started" | "skipped" | "finished";
      readonly thread: number;
      readonly how?: string;
    }
  | {
      readonly type: "pair";
      readonly id: number;
      readonly phase: PairPhase;
      readonly connection: number;
      readonly attempt?: number;
    }
  /** One Connection of an HTTP session; without `step`: the session as a whole. */
  | {
      readonly type: "session";
      readonly id: number;
      readonly phase: SessionPhase;
      readonly connection: number;
      readonly step?: number;
    }
  | {
      readonly type: "response";
      readonly id: number;
      readonly phase: "matched" | "failed";
      readonly connection: number;
      readonly pair?: number;
    }
  | { readonly type: "unmatched"; readonly connection: number; readonly bytes: number }
  | { readonly type: "timer"; readonly id: number; readonly phase: TimerPhase };

/** Where a pair stands. */
export type PairPhase =
  | "started"
  | "sent"
  | "not sent"
  | "succeeded"
  | "timeout"
  | "timeout after retries"
  | "finished"
  | "skipped";

/** Where a session, or one Connection of it, stands. */
export type SessionPhase = "started" | "sent" | "succeeded" | "failed" | "finished";

/** What became of a timer. */
export type TimerPhase = "started" | "due" | "stopped";
