/** What the logic needs of the element around it: connections, scripts, saved values, the event log. */
import type { QActionKitError } from "../base/errors.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { RowContext } from "../parameter/table/row-context.ts";
import type { QAction, Response, Session, SessionConnection } from "../protocol/model.ts";
import type { OutgoingMessage } from "../wire/command/finish-command.ts";
import type { CollectedAnswer } from "../wire/response/collected-answer.ts";
import type { AggregateResult } from "./actions/merge-results.ts";
import type { ChainContext } from "./chain/context.ts";
import type { LogicEvent } from "./logic-events.ts";

/** One run of a QAction that the logic asks for. */
export interface QActionRequest {
  readonly qaction: QAction;
  /** Position in `triggers`, which picks the entry point. */
  readonly triggerIndex: number;
  /** Parameter (or group) that triggered. */
  readonly triggerId: number;
  readonly context: ChainContext;
  /** Only for `row="true"`. */
  readonly row?: RowContext;
  /** Handed to the entry point instead of the input parameters: the choice in a context menu. */
  readonly arguments?: readonly unknown[];
}

/** A message that came in by a connection. */
export interface IncomingMessage {
  readonly connection: number;
  /** Not changed any more. */
  readonly bytes: Uint8Array;
  /** Arrival, ms since 1970: decides whether a waiting pair is answered in time. */
  readonly at: number;
  /** Number of its stream entry. */
  readonly entry?: number | undefined;
}

/** What an operator fills in for a connection. */
export interface CommunicationSettings {
  /** TimeoutTime: ms to wait for one answer. */
  readonly timeoutMs: number;
  /** Further sends after the first. */
  readonly retries: number;
}

/** How one HTTP request ended. */
export interface SessionOutcome {
  /** False counts as a failure of the connection. */
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

/** Runs a session whose requests are as they were when it was prepared; called at most once. */
export type PreparedSession = () => SessionRun;

/** The connections of the element, as its logic sees them. */
export interface LogicConnections {
  /** TimeoutTime and retries of a connection. */
  settings(connection: number): CommunicationSettings;
  isOpen(connection: number): boolean;
  /** Sends on a connection. False when it is not open; the stream has an entry for the message all the same. */
  send(
    connection: number,
    message: OutgoingMessage,
    about: { readonly group?: number; readonly pair?: number; readonly command?: number },
  ): boolean;
  /** Takes what a serial connection has collected of an answer whose time is over; undefined when nothing has come. */
  collected?(connection: number): CollectedAnswer | undefined;
  /**
   * Fixes the values of every parameter that the requests of a session name (`Protocol.Groups.Group.Content`).
   * Undefined when the connection runs no sessions; missing when no connection does.
   */
  prepareSession?(connection: number, session: Session, group: number): PreparedSession | undefined;
  /** A parameter with `dynamic ip` got a value: the connection moves to that address. */
  retarget(connection: number, pid: number): void;
  /** The action *open*. */
  open(connection: number): void;
  /** The action *close*: closes a connection, or only its client `ip:port` when this element is the server. */
  close(connection: number, client: string | undefined): void;
}

/** The stream of the element, where its logic links messages to what they set off. */
export interface LogicStream {
  /** A message matched a response. Called before the fields are stored. */
  matched(
    place: { readonly connection: number; readonly pair?: number; readonly context: ChainContext },
    response: Response,
    entry: number,
  ): void;
  /** A QAction starts in the chain of a message. */
  ran(entry: number, qaction: number): void;
}

/** The scripts of the element, as its logic sees them. */
export interface LogicScripts {
  /** Runs a QAction now. A promise when the script, or something it set off, takes time. Never throws. */
  run(request: QActionRequest): MaybePromise;
  /** Takes the inputs of a QAction now; the function runs it with them later, once. Neither throws. */
  postpone(request: QActionRequest): () => MaybePromise;
}

/** The element, as its logic sees it. */
export interface LogicHost {
  readonly notice: NoticeSink;
  /** True while somebody listens to events. When false, none is made. */
  readonly listening: boolean;
  /** True while somebody hears notices. When false, expensive ones are skipped. */
  readonly reporting: boolean;
  event(event: LogicEvent): void;

  readonly connections: LogicConnections;
  readonly communication: {
    /** A pair or session of the connection failed after its last attempt, or succeeded. */
    item(connection: number, responding: boolean): void;
  };
  /** Missing when no stream is kept. */
  readonly stream?: LogicStream;

  readonly scripts: LogicScripts;

  /** Saves the value of a parameter: after a change of one with `save`, and the action *save*. */
  save(pid: number): void;
  /** *clear on display*: the value shown becomes "Not initialized" until the next change; the value itself stays. */
  clearDisplay(pid: number): void;
  /** *normalize*: the nominal value of a parameter's alarm levels. */
  normalize(pid: number, nominal: string | number): void;
  /**
   * Fires a trigger of another element (`DmaId/ElementId`) and gives the results of its *aggregate* actions; undefined
   * when there is no such element. Missing when there are no others.
   */
  aggregateRemote?(element: string, trigger: number): MaybePromise<readonly AggregateResult[] | undefined>;
}
