/** What the logic layer needs from outside (ports), and the context that every chain of linked logic carries. */
import type { AggregateResult } from "./actions/merge-results.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { QActionKitError } from "../base/errors.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { SetSource, Value } from "../parameter/store.ts";
import type { RowChange } from "../parameter/table/table-model.ts";
import type { QAction, Response, Session, SessionConnection, Trigger } from "../protocol/model.ts";
import type { CommandWork } from "./exchange/commands.ts";
import type { GroupRun } from "./schedule/groups.ts";
import type { ResponseWork } from "./exchange/response-fields.ts";
import type { ScriptScope } from "./chain/linked-qactions.ts";

/** Who caused a chain. */
export interface User {
  readonly name: string;
  readonly cookie: string;
}

/** What a serial connection has collected of an answer. */
export interface CollectedAnswer {
  readonly bytes: Uint8Array;
  /** Number of its stream entry. */
  readonly entry: number | undefined;
}

/** A message on its way to a device. */
export interface OutgoingMessage {
  readonly bytes: Uint8Array;
  /** WebSocket: a text frame instead of a binary one. */
  readonly text: boolean;
}

/** The item a trigger was fired for. */
export interface Firing {
  /** `parameter`, `command`, `response`, `pair`, `group`, `session`, `timer`, `protocol`, `communication`. */
  readonly on: string;
  /** Id of that item, when it has one. */
  readonly id?: number;
}

/** What one chain knows about its origin. Contexts are never changed, only derived; what is missing is undefined. */
export interface ChainContext {
  /** Nested change events, CheckTrigger calls and trigger calls so far (D-30). */
  readonly depth: number;
  readonly user?: User | undefined;
  /** The item whose trigger is running, for actions without `On@id`. */
  readonly firing?: Firing | undefined;
  /** Parameter whose change is being handled. */
  readonly parameter?: number | undefined;
  readonly connection?: number | undefined;
  /** The command being composed, with its segments; actions work on it. */
  readonly command?: CommandWork | undefined;
  /** The response being processed, with its data; actions work on it. */
  readonly response?: ResponseWork | undefined;
  /** The group being executed. */
  readonly group?: GroupRun | undefined;
  /** Thread the chain runs on; missing for external sets, start-up and timers. */
  readonly thread?: number | undefined;
  /** The trigger or QAction that runs now, for the name of a circle. */
  readonly via?: ChainCause | undefined;
  /** What the chain has done so far; missing at its beginning. */
  readonly steps?: ChainSteps | undefined;
  /** How the chain came here, innermost first; only what counts in {@link ChainContext.depth}. */
  readonly chain?: ChainLink | undefined;
  /** The scripts running in this chain; missing while none has run. */
  readonly scripts?: ScriptScope | undefined;
  /** Takes what *aggregate* gives, in a chain that another element has asked for. */
  readonly aggregates?: ((result: AggregateResult) => void) | undefined;
}

/** A trigger or QAction that makes a chain go on. */
export type ChainCause = Trigger | QAction;

/** What all links of one chain have done together; the one part of a context, beside its scripts, that changes. */
export interface ChainSteps {
  count: number;
  /** It was refused something, and that was said. */
  reported: boolean;
  /** Everything in it has run. */
  over: boolean;
}

/** One step of a chain that counts as nesting. */
export interface ChainLink {
  readonly kind: "parameter" | "trigger" | "response" | "action";
  readonly id: number;
  /** What ran when this was set off. */
  readonly via?: ChainCause | undefined;
  readonly from?: ChainLink | undefined;
}

/** The row that an event is about. */
export interface RowRun {
  /** Table parameter. */
  readonly table: number;
  /** Column parameter that changed or was set; the table parameter itself for QActions on the whole table. */
  readonly column: number;
  /** Key, position and cells, before and after. */
  readonly change: RowChange;
}

/** One run of a QAction that the logic layer asks for. */
export interface QActionRequest {
  readonly qaction: QAction;
  /** Position in `triggers`, which picks the entry point. */
  readonly triggerIndex: number;
  /** Parameter (or group) that triggered. */
  readonly triggerId: number;
  readonly context: ChainContext;
  /** Only for `row="true"`. */
  readonly row?: RowRun;
  /** Handed to the entry point instead of the input parameters: the choice in a context menu. */
  readonly arguments?: readonly unknown[];
}

/** A run of a QAction whose inputs are taken. */
export interface PreparedRun {
  /** Runs the script, called at most once: a promise when it (or something nested in it) takes time. Never throws. */
  start(): MaybePromise;
}

/** What happens inside the logic layer, for the element's event log; emitted only while somebody listens. */
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
      readonly type: "group";
      readonly id: number;
      readonly phase: "queued" | "started" | "skipped" | "finished";
      readonly thread: number;
      readonly how?: string;
    }
  | {
      readonly type: "pair";
      readonly id: number;
      readonly phase:
        | "started"
        | "sent"
        | "not sent"
        | "succeeded"
        | "timeout"
        | "timeout after retries"
        | "finished"
        | "skipped";
      readonly connection: number;
      readonly attempt?: number;
    }
  /** One Connection of an HTTP session; without `step`: the session as a whole. */
  | {
      readonly type: "session";
      readonly id: number;
      readonly phase: "started" | "sent" | "succeeded" | "failed" | "finished";
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
  | { readonly type: "timer"; readonly id: number; readonly phase: "started" | "due" | "stopped" };

/** What became of one request, as far as this layer looks at it. */
export interface SessionOutcome {
  /** False puts the connection among those that fail (HTTP-13). */
  readonly ok: boolean;
  /** Missing when no answer came. A character of a header is a byte (Latin-1). */
  readonly answer?: {
    /** For example `HTTP/1.1 200 OK`. */
    readonly statusLine: string;
    readonly headers: readonly { readonly key: string; readonly value: string }[];
    readonly body?: Uint8Array;
  };
  /** The body as text; missing when it is to be stored as bytes. */
  readonly text?: string;
  /** Why not `ok`. */
  readonly error?: QActionKitError;
}

/** One run of a session: its Connections in order, over one line. */
export interface SessionRun {
  /** Sends one request and waits for its answer; never rejects. */
  send(step: SessionConnection): Promise<SessionOutcome>;
  /** No request follows. */
  end(): void;
}

/** A session whose requests are as they were when it was prepared; called at most once, to run it. */
export type PreparedSession = () => SessionRun;

/** What the logic layer asks of the rest of the element. */
export interface LogicPorts {
  readonly notice: NoticeSink;
  /** Sends on a connection; false when it is not open (the entry in the stream is made all the same). */
  send(
    connection: number,
    message: OutgoingMessage,
    about: { readonly group?: number; readonly pair?: number; readonly command?: number },
  ): boolean;
  /**
   * Fires a trigger of another element and gives what its *aggregate* actions gave; undefined when there is no such
   * element (`DmaId/ElementId`). Missing when there are no others.
   */
  aggregateElsewhere?(element: string, trigger: number): MaybePromise<readonly AggregateResult[] | undefined>;
  /**
   * Takes the snapshot of a QAction's inputs now (D-34). Never throws.
   */
  prepareQAction(request: QActionRequest): PreparedRun;
  /**
   * Takes a snapshot of every parameter that the requests of a session name (`Protocol.Groups.Group.Content`).
   * Undefined when the connection runs no sessions; left out when none does.
   */
  prepareSession?(connection: number, session: Session, group: number): PreparedSession | undefined;
  /** Step 2 of a change event: a parameter with `dynamic ip` got a value. */
  retarget(connection: number, pid: number): void;
  /** True while the connection is open. */
  isOpen(connection: number): boolean;
  /** Step 3 of a change event, and the action *save*. */
  save(pid: number): void;
  /** *open*: opens a connection that the protocol had closed. */
  openConnection(connection: number): void;
  /** *close*: closes a connection, or only its client `ip:port` when this element is the server. */
  closeConnection(connection: number, client: string | undefined): void;
  /** *clear on display*: the value shown becomes "Not initialized" until the next change; the value itself stays. */
  clearDisplay(pid: number): void;
  /** *normalize*: the nominal value of a parameter's alarm levels. */
  normalize(pid: number, nominal: string | number): void;
  /** An item of the connection failed after its last attempt, or succeeded (D-62). */
  communication(connection: number, responding: boolean): void;
  /** A message of the connection matched a response: told always, so that its stream entry can be linked. */
  matched?(
    place: { readonly connection: number; readonly pair?: number; readonly context: ChainContext },
    response: Response,
    entry: number,
  ): void;
  /** True while somebody listens to {@link LogicEvent}s and notices; without, those that are dear are not made. */
  readonly listening: boolean;
  event(event: LogicEvent): void;
}
