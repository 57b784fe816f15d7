/** Options of queues, threads, timers, pairs and deliveries. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of the scheduling half of the logic layer. */
export interface LogicLayerOptions {
  /** *timeout* of a pair fires for each attempt that gets no answer; false: for the first only. */
  readonly timeoutTriggerPerAttempt: boolean;
  /** Make and before-command again for every further attempt of a pair. */
  readonly retryRemakesCommand: boolean;
  /** `next` of an item stands instead of the timer's Interval; false: both are waited for. */
  readonly nextReplacesInterval: boolean;
  /** Timers skip groups that are still queued. */
  readonly timerGroupDedup: boolean;
  /** Lock that `action` and `trigger` groups of timers take: one of their own, or that of the main thread. */
  readonly timerGroupLock: "own" | "entry";
  /** ms after which a false timer condition is looked at again. */
  readonly timerConditionRecheckMs: number;
  /** Timers use `dataDisplay` as their period, as if an element card were open. */
  readonly dataDisplayTimers: boolean;
  /** Timers over the rows of a table (`each`): row after row, or not started. */
  readonly multiThreadedTimers: "sequential" | "refuse";
  /** Queued groups of one thread beyond which an error is raised. */
  readonly queueAlarmSize: number;
  /** One entry lock for each protocol thread, or one for the whole element. */
  readonly threadLock: "perThread" | "perElement";
  /** After-startup triggers run before the connections begin to open. */
  readonly startupTriggerBeforePorts: boolean;
  /** In slow poll, poll groups of the main connection are taken from the queue unsent. */
  readonly slowPollDropsPollGroups: boolean;
  /** What data that a response has had before does; `byConnection`: `off` on a WebSocket, else `skipParams`. */
  readonly equalResponse: "byConnection" | "off" | "skipParams" | "drop";
  /** `ignoreEqualResponse` of the protocol counts for pairs on a WebSocket too. */
  readonly ignoreEqualOnWebSocket: boolean;
  /** A message that does not fit the pair waiting on a WebSocket: it waits on, or sends again. */
  readonly webSocketMismatch: "keepWaiting" | "retry";
  /** Candidates of a push that fail fill and empty parameters as those of a pair do. */
  readonly pushMismatchLeavesTrace: boolean;
  /** A push on a connection that no response names: tried with those that name none, or with none at all. */
  readonly pushToUnboundResponses: "whenNoneBound" | "never";
  /** A response of one single `next param` is tried before the others. */
  readonly catchAllFirst: boolean;
  /** Pairs with a response fail at once while the connection is not open. */
  readonly closedFailsFast: boolean;
  /** Sets from outside need a parameter with RTDisplay. */
  readonly refuseExternalWithoutRTDisplay: boolean;
  /** Messages that arrive during a pause: dropped, or handled when the element goes on. */
  readonly pausedMessages: "drop" | "keep";
  /** Order in which the parts of an HTTP answer enter. */
  readonly httpSetOrder: HttpSetOrder;
  /** Answers of HTTP that are no success (4xx, 5xx) enter all the same. */
  readonly httpFillOnErrorStatus: boolean;
  /** Further Connections of an HTTP session run after one that failed. */
  readonly httpContinueAfterFailedStep: boolean;
}

/** The parts of an HTTP answer in an order: status line, headers, body. */
export type HttpSetOrder =
  | "status;headers;content"
  | "status;content;headers"
  | "headers;status;content"
  | "headers;content;status"
  | "content;status;headers"
  | "content;headers;status";

/** Default, allowed values, meaning and source of each. */
export const logicOptionRegister: {
  readonly [K in keyof LogicLayerOptions]: OptionEntry<LogicLayerOptions[K]>;
} = {
  timeoutTriggerPerAttempt: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "the timeout trigger of a pair fires for each attempt, or only for the first",
    page: "Protocol.Triggers.Trigger.Time",
  },
  retryRemakesCommand: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "a command is made again, with its before-command triggers, for every attempt",
    page: "Protocol.Responses.Response",
  },
  nextReplacesInterval: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "next of an item replaces the timer's Interval, or is added to it",
    page: "Protocol.Groups.Group.Content.Pair-next",
  },
  timerGroupDedup: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "timers skip groups that are still queued",
    page: "InnerWorkingsSLProtocol",
  },
  timerGroupLock: {
    default: "own",
    values: ["own", "entry"],
    layer: "logic",
    meaning: "action and trigger groups of timers run beside the main thread, or under its lock",
    page: "InnerWorkingsSLProtocol",
  },
  timerConditionRecheckMs: {
    default: 1000,
    values: "a number",
    layer: "logic",
    meaning: "ms after which a false timer condition is evaluated again",
    page: "ConnectorBestPracticesTimers",
  },
  dataDisplayTimers: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "timers use dataDisplay as their period, as if an element card were open",
    page: "Protocol.Timers.Timer.Time-dataDisplay",
  },
  multiThreadedTimers: {
    default: "sequential",
    values: ["sequential", "refuse"],
    layer: "logic",
    meaning: "timers over the rows of a table run row after row, or are not started",
    page: "AdvancedMultiThreadedTimers",
  },
  queueAlarmSize: {
    default: 1000,
    values: "a number",
    layer: "logic",
    meaning: "number of queued groups of one thread above which an error is raised",
    page: "Debugging_connectors_RTE_caused_by_non-poll_group_in_timer",
  },
  threadLock: {
    default: "perThread",
    values: ["perThread", "perElement"],
    layer: "logic",
    meaning: "one entry lock for each protocol thread, or one for the element",
    page: "AdvancedMultiThreading",
  },
  startupTriggerBeforePorts: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "after-startup triggers run before the connections begin to open, or after",
    page: "LogicUseCase2",
  },
  slowPollDropsPollGroups: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "in slow poll, poll groups of the main connection are removed from the queue unsent",
    page: "ConnectionsPingGroup",
  },
  equalResponse: {
    default: "byConnection",
    values: ["byConnection", "off", "skipParams", "drop"],
    layer: "logic",
    meaning:
      "data that a response has had before: handled like any other (off, on a WebSocket), its parameters not filled (skipParams, elsewhere), or nothing done (drop)",
    page: "LogicActionClear",
  },
  ignoreEqualOnWebSocket: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "ignoreEqualResponse also applies to pairs on a WebSocket",
    page: "Protocol.Advanced-ignoreEqualResponse",
  },
  webSocketMismatch: {
    default: "keepWaiting",
    values: ["keepWaiting", "retry"],
    layer: "logic",
    meaning:
      "a message that does not match the pair waiting on a WebSocket: the pair keeps waiting, or sends again",
    page: "ConnectionsWebSocketsCommunication",
  },
  pushMismatchLeavesTrace: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "responses that fail on a pushed message fill and empty parameters as those of a pair do",
    page: "ConnectionsSerialCreatingCommandsAndResponses",
  },
  pushToUnboundResponses: {
    default: "whenNoneBound",
    values: ["whenNoneBound", "never"],
    layer: "logic",
    meaning:
      "a pushed message on a connection that no response names goes to responses without the option, or to none",
    page: "Protocol.Responses.Response-options",
  },
  catchAllFirst: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "a response with a single next param is tried before the others",
    page: "ConnectionsSmartSerial",
  },
  closedFailsFast: {
    default: false,
    values: [true, false],
    layer: "logic",
    meaning: "pairs with a response fail at once while the connection is not open",
    page: "ConnectionsWebSocketsImplementation",
  },
  refuseExternalWithoutRTDisplay: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "sets from outside need a parameter with RTDisplay",
    page: "InnerWorkingsSLElement",
  },
  pausedMessages: {
    default: "drop",
    values: ["drop", "keep"],
    layer: "logic",
    meaning: "messages that arrive during a pause are dropped, or handled when the element resumes",
    page: "Element_states",
  },
  httpSetOrder: {
    default: "status;headers;content",
    values: [
      "status;headers;content",
      "status;content;headers",
      "headers;status;content",
      "headers;content;status",
      "content;status;headers",
      "content;headers;status",
    ],
    layer: "logic",
    meaning: "order in which status line, headers and body of an HTTP answer enter their parameters",
    page: "ConnectionsHttpImplementing",
  },
  httpFillOnErrorStatus: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "HTTP answers without success (4xx, 5xx) still enter their parameters",
    page: "ConnectionsHttpImplementing",
  },
  httpContinueAfterFailedStep: {
    default: true,
    values: [true, false],
    layer: "logic",
    meaning: "further Connections of an HTTP session run after one that failed",
    page: "ConnectionsHttpImplementing",
  },
};
