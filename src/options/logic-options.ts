/** Options of triggers, conditions, timers, groups, pairs and deliveries. */
import { dataMinerVersions, wholeNumber, type OptionRow } from "./option-row.ts";

export const logicOptions = {
  dataMinerVersion: {
    default: "10.6.9",
    values: dataMinerVersions,
    meaning: "behave like this version of DataMiner where versions differ",
    page: "LogicConditions",
  },
  emptyForFixedZero: {
    default: true,
    values: [true, false],
    meaning: "a fixed numeric parameter of value 0 equals empty in a condition",
    page: "LogicConditions",
  },
  uninitialisedNumberInCondition: {
    default: 0,
    values: [0, "invalid"],
    meaning: "a number that was never set counts as 0 in a condition, or makes it invalid",
    page: "LogicConditions",
  },
  triggerOrder: {
    default: "file",
    values: ["file", "id"],
    meaning: "several triggers on one event run in file order, or by id",
    page: "LogicParameters",
  },
  qactionOrder: {
    default: "file",
    values: ["file", "id"],
    meaning: "several QActions on one parameter run in file order, or by id",
    page: "LogicParameters",
  },
  eachSuppressedByDefinition: {
    default: true,
    values: [true, false],
    meaning: "a trigger for one item suppresses the each trigger, whatever its condition says",
    page: "How_to_use_on_each_in_a_protocol_trigger",
  },
  maxChainDepth: {
    default: 200,
    values: wholeNumber(1),
    meaning:
      "nested change events, CheckTrigger calls and trigger calls of one chain, and groups whose commands are made as they are queued; deeper ones are refused",
    page: "LogicUseCase3",
  },
  maxChainSteps: {
    default: 1_000_000,
    values: wholeNumber(1),
    meaning:
      "change events, triggers and actions that one change event may cause, nested or in sequence; more are refused",
    page: "LogicUseCase3",
  },
  actionOnWriteRaisesEqual: {
    default: true,
    values: [true, false],
    meaning: "actions that put an equal value on a write parameter raise its change event",
    page: "LogicActionCopy",
  },
  setterRaisesEqual: {
    default: false,
    values: [true, false],
    meaning: "an equal copy by setter raises the change event of the read parameter",
    page: "Protocol.Params.Param-setter",
  },
  setterReappliesAddress: {
    default: "whenNotOpen",
    values: ["whenNotOpen", "always", "never"],
    meaning: "an equal value set by setter or from outside on a dynamic ip parameter connects again",
    page: "ConnectionsWebSocketsImplementation",
  },
  tableQActionsOnWrite: {
    default: false,
    values: [true, false],
    meaning: "QActions on the id of a table run after writes to it also for tables without SNMP",
    page: "LogicQActionsExecution",
  },
  multiIdExecuteNextOrder: {
    default: "listed",
    values: ["listed", "reversed"],
    meaning: "several ids in one execute next are put at the head in the listed order, or in reverse",
    page: "InnerWorkingsSLProtocol",
  },
  webSocketOpenClose: {
    default: "ignore",
    values: ["ignore", "act"],
    meaning: "the actions open and close do nothing on a WebSocket, or open and close it",
    page: "LogicActionOpen",
  },
  timeoutTriggerPerAttempt: {
    default: true,
    values: [true, false],
    meaning: "the timeout trigger of a pair fires for each attempt, or only for the first",
    page: "Protocol.Triggers.Trigger.Time",
  },
  retryRemakesCommand: {
    default: false,
    values: [true, false],
    meaning: "a command is made again, with its before-command triggers, for every attempt",
    page: "Protocol.Responses.Response",
  },
  nextReplacesInterval: {
    default: true,
    values: [true, false],
    meaning: "next of an item replaces the timer's Interval, or is added to it",
    page: "Protocol.Groups.Group.Content.Pair-next",
  },
  timerGroupDedup: {
    default: false,
    values: [true, false],
    meaning: "timers skip groups that are still queued",
    page: "InnerWorkingsSLProtocol",
  },
  timerGroupLock: {
    default: "own",
    values: ["own", "entry"],
    meaning: "action and trigger groups of timers run beside the main thread, or under its lock",
    page: "InnerWorkingsSLProtocol",
  },
  timerConditionRecheckMs: {
    default: 1000,
    values: wholeNumber(1),
    meaning: "ms after which a false timer condition is evaluated again",
    page: "ConnectorBestPracticesTimers",
  },
  dataDisplayTimers: {
    default: false,
    values: [true, false],
    meaning: "timers use dataDisplay as their period, as if an element card were open",
    page: "Protocol.Timers.Timer.Time-dataDisplay",
  },
  multiThreadedTimers: {
    default: "sequential",
    values: ["sequential", "refuse"],
    meaning: "timers over the rows of a table run row after row, or are not started",
    page: "AdvancedMultiThreadedTimers",
  },
  queueAlarmSize: {
    default: 1000,
    values: wholeNumber(0),
    meaning: "number of queued groups of one thread above which an error is raised",
    page: "Debugging_connectors_RTE_caused_by_non-poll_group_in_timer",
  },
  threadLock: {
    default: "perThread",
    values: ["perThread", "perElement"],
    meaning: "one entry lock for each protocol thread, or one for the element",
    page: "AdvancedMultiThreading",
  },
  startupTriggerBeforePorts: {
    default: true,
    values: [true, false],
    meaning: "after-startup triggers run before the connections begin to open, or after",
    page: "LogicUseCase2",
  },
  slowPollDropsPollGroups: {
    default: true,
    values: [true, false],
    meaning: "in slow poll, poll groups of the main connection are removed from the queue unsent",
    page: "ConnectionsPingGroup",
  },
  equalResponse: {
    default: "byConnection",
    values: ["byConnection", "off", "skipParams", "drop"],
    meaning:
      "data that a response has had before: handled like any other (off, on a WebSocket), its parameters not filled (skipParams, elsewhere), or nothing done (drop)",
    page: "LogicActionClear",
  },
  ignoreEqualOnWebSocket: {
    default: true,
    values: [true, false],
    meaning: "ignoreEqualResponse also applies to pairs on a WebSocket",
    page: "Protocol.Advanced-ignoreEqualResponse",
  },
  webSocketMismatch: {
    default: "keepWaiting",
    values: ["keepWaiting", "retry"],
    meaning:
      "a message that does not match the pair waiting on a WebSocket: the pair keeps waiting, or sends again",
    page: "ConnectionsWebSocketsCommunication",
  },
  pushMismatchLeavesTrace: {
    default: false,
    values: [true, false],
    meaning: "responses that fail on a pushed message fill and empty parameters as those of a pair do",
    page: "ConnectionsSerialCreatingCommandsAndResponses",
  },
  pushToUnboundResponses: {
    default: "whenNoneBound",
    values: ["whenNoneBound", "never"],
    meaning:
      "a pushed message on a connection that no response names goes to responses without the option, or to none",
    page: "Protocol.Responses.Response-options",
  },
  catchAllFirst: {
    default: true,
    values: [true, false],
    meaning: "a response with a single next param is tried before the others",
    page: "ConnectionsSmartSerial",
  },
  closedFailsFast: {
    default: false,
    values: [true, false],
    meaning: "pairs with a response fail at once while the connection is not open",
    page: "ConnectionsWebSocketsImplementation",
  },
  refuseExternalWithoutRTDisplay: {
    default: true,
    values: [true, false],
    meaning: "sets from outside need a parameter with RTDisplay",
    page: "InnerWorkingsSLElement",
  },
  pausedMessages: {
    default: "drop",
    values: ["drop", "keep"],
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
    meaning: "order in which status line, headers and body of an HTTP answer enter their parameters",
    page: "ConnectionsHttpImplementing",
  },
  httpFillOnErrorStatus: {
    default: true,
    values: [true, false],
    meaning: "HTTP answers without success (4xx, 5xx) still enter their parameters",
    page: "ConnectionsHttpImplementing",
  },
  httpContinueAfterFailedStep: {
    default: true,
    values: [true, false],
    meaning: "further Connections of an HTTP session run after one that failed",
    page: "ConnectionsHttpImplementing",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
