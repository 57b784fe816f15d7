/** Checks of ids that refer to other objects: each one that leads nowhere is reported. */
import { memoize } from "../../base/memo.ts";
import type { Checks, Report } from "./check.ts";
import { parametersOf } from "../condition-model.ts";
import { isReservedParameter } from "../reserved-parameters.ts";
import type { Condition, Protocol, TextOrPid } from "../model.ts";
import type { Position } from "../xml/xml-element.ts";

/** Kinds of things that are referred to by id. */
type Target =
  | "parameter"
  | "trigger"
  | "action"
  | "group"
  | "timer"
  | "command"
  | "response"
  | "pair"
  | "session"
  | "connection"
  | "thread";

/** Takes one reference: `what` names the id of a `target`, at `position`. Undefined ids are no references. */
type Refer = (what: string, target: Target, id: number | undefined, position: Position) => void;

/** A reference that leads nowhere. */
interface Dangling {
  readonly target: Target;
  readonly message: string;
  readonly position: Position;
}

/** Threads from this number on serve no connection (`AdvancedMultiThreading`). */
const firstVirtualConnection = 1001;

/** Every reference to an object that the protocol does not have; worked out once for both checks. */
const danglingReferences = memoize((protocol: Protocol): readonly Dangling[] => {
  const targets = targetsOf(protocol);
  const dangling: Dangling[] = [];
  const refer: Refer = (what, target, id, position) => {
    if (id === undefined || targets[target](id)) return;
    const message = `${what} names ${target} ${String(id)}, which does not exist. Add it or correct the id.`;
    dangling.push({ target, message, position });
  };
  for (const section of sections) section(protocol, refer);
  return dangling;
});

function reportDangling(protocol: Protocol, report: Report, wanted: (target: Target) => boolean): void {
  for (const { target, message, position } of danglingReferences(protocol)) {
    if (wanted(target)) report(message, position);
  }
}

/** References. */
export const referenceChecks = {
  REFERENCE_DANGLING: {
    severity: "error",
    explanation: "An id refers to an object that is not in the protocol.",
    check(protocol, report) {
      reportDangling(protocol, report, (target) => target !== "connection");
    },
  },
  CONNECTION_UNKNOWN: {
    severity: "error",
    explanation: "A connection id that no connection of the protocol has.",
    check(protocol, report) {
      reportDangling(protocol, report, (target) => target === "connection");
    },
  },
} as const satisfies Checks;

function targetsOf(protocol: Protocol): Readonly<Record<Target, (id: number) => boolean>> {
  const connections = new Set(protocol.connections.map(({ id }) => id));
  const threads = new Set(protocol.threads.map(({ id }) => id));
  return {
    parameter: (id) => protocol.params.has(id) || isReservedParameter(id),
    trigger: (id) => protocol.triggers.has(id),
    action: (id) => protocol.actions.has(id),
    group: (id) => protocol.groups.has(id),
    timer: (id) => protocol.timers.has(id),
    command: (id) => protocol.commands.has(id),
    response: (id) => protocol.responses.has(id),
    pair: (id) => protocol.pairs.has(id),
    session: (id) => protocol.sessions.has(id),
    // A protocol that declares no connection says nothing about its connections.
    connection: (id) =>
      id < 0 || id >= firstVirtualConnection || connections.size === 0 || connections.has(id),
    thread: (id) => threads.has(id),
  };
}

const conditionOf = (what: string, condition: Condition | undefined, refer: Refer): void => {
  if (condition?.expression === undefined) return;
  for (const pid of new Set(parametersOf(condition.expression))) {
    refer(`Condition of ${what}`, "parameter", pid, condition.position);
  }
};

/** The references of each section. */
const sections: readonly ((protocol: Protocol, refer: Refer) => void)[] = [
  referConnections,
  referParams,
  referTriggers,
  referActions,
  referGroupsAndTimers,
  referMessages,
  referSessions,
  referQActions,
];

function referConnections(
  { connections, threads, loadSequence, relations, root }: Protocol,
  refer: Refer,
): void {
  for (const { id, handshakeSession, statusPid, disconnectedPid, position } of connections) {
    const what = `connection ${String(id)}`;
    refer(`WebSocketHandshake of ${what}`, "session", handshakeSession, position);
    refer(`NotifyConnectionPIDs of ${what}`, "parameter", statusPid, position);
    refer(`NotifyConnectionPIDs of ${what}`, "parameter", disconnectedPid, position);
  }
  for (const { connections: ids, position } of threads) {
    for (const id of ids) refer("a thread", "connection", id, position);
  }
  const place = (tag: string): Position =>
    root.children.find((child) => child.localName === tag)?.position ?? root.position;
  for (const pid of loadSequence) refer("loadSequence of Params", "parameter", pid, place("params"));
  for (const pid of relations.flat()) refer("path of a Relation", "parameter", pid, place("relations"));
}

function referParams({ params }: Protocol, refer: Refer): void {
  for (const { id, type, typeId, dynamicIp, connection, interprete, table, position } of params.values()) {
    const what = `parameter ${String(id)}`;
    const { lengthTypeId, offsetPid, sequence, others } = interprete;
    refer(`dynamic ip of ${what}`, "connection", dynamicIp, position);
    refer(`connection of ${what}`, "connection", connection, position);
    refer(`LengthType@id of ${what}`, "parameter", lengthTypeId, position);
    refer(`OffSet@id of ${what}`, "parameter", offsetPid, position);
    for (const { operand } of sequence) {
      if (operand !== undefined && operand.kind !== "value") {
        refer(`Sequence of ${what}`, "parameter", operand.value, position);
      }
    }
    for (const other of others) refer(`Others of ${what}`, "parameter", other.id, position);
    const typeNumber = wholeNumber(typeId);
    if (type === "response") refer(`Type@id of ${what}`, "response", typeNumber, position);
    if (type === "read bit" || type === "write bit")
      refer(`Type@id of ${what}`, "parameter", typeNumber, position);
    for (const column of table?.columns ?? []) {
      refer(`column ${String(column.idx)} of ${what}`, "parameter", column.pid, column.position);
    }
  }
}

/** The kinds that `On` of a trigger or action can name by id. */
const onTargets: Readonly<Record<string, Target>> = {
  parameter: "parameter",
  command: "command",
  response: "response",
  pair: "pair",
  group: "group",
  session: "session",
  timer: "timer",
};

function onTarget(on: string | undefined): Target | undefined {
  return on !== undefined && Object.hasOwn(onTargets, on) ? onTargets[on] : undefined;
}

function referTriggers({ triggers }: Protocol, refer: Refer): void {
  for (const trigger of triggers.values()) {
    const { on, onId, guard, content, type, position } = trigger;
    const what = `trigger ${String(trigger.id)}`;
    const target = onTarget(on);
    if (target !== undefined && onId !== "each") refer(`On of ${what}`, target, onId, position);
    refer(`Time@id of ${what}`, "parameter", guard?.pid, position);
    if (guard?.valueIsPid === true)
      refer(`Time@value of ${what}`, "parameter", Number(guard.value), position);
    for (const entry of content) refer(`Content of ${what}`, type, entry.id, entry.position);
    conditionOf(what, trigger.condition, refer);
  }
}

/** Attributes of `Type` that hold a parameter id, by action. */
const pidAttributes: Readonly<Record<string, readonly string[]>> = {
  "read file": ["returnvalue", "nr", "startoffset"],
};

function referActions({ actions }: Protocol, refer: Refer): void {
  for (const action of actions.values()) {
    const what = `action ${String(action.id)}`;
    const target = onTarget(action.on);
    if (target !== undefined) {
      for (const id of action.onIds) refer(`On of ${what}`, target, id, action.position);
    }
    refer(`Type@id of ${what}`, "parameter", action.typeId, action.position);
    for (const name of pidAttributes[action.type] ?? []) {
      refer(`Type@${name} of ${what}`, "parameter", wholeNumber(action.attributes[name]), action.position);
    }
    if (action.type === "open" || action.type === "close") {
      refer(`Type@nr of ${what}`, "connection", wholeNumber(action.attributes["nr"]), action.position);
    }
    conditionOf(what, action.condition, refer);
  }
}

/** The number a text is, when it is one. */
function wholeNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}

function referGroupsAndTimers({ groups, timers }: Protocol, refer: Refer): void {
  for (const group of groups.values()) {
    const what = `group ${String(group.id)}`;
    refer(what, "connection", group.connection, group.position);
    refer(`connectionPID of ${what}`, "parameter", group.connectionPid, group.position);
    refer(what, "thread", group.threadId, group.position);
    for (const { kind, id, position } of group.content) {
      refer(`Content of ${what}`, kind === "param" ? "parameter" : kind, id, position);
    }
    conditionOf(what, group.condition, refer);
  }
  for (const timer of timers.values()) {
    const what = `timer ${String(timer.id)}`;
    for (const id of timer.groups) refer(`Content of ${what}`, "group", id, timer.position);
    conditionOf(what, timer.condition, refer);
  }
}

function referMessages({ commands, responses, pairs }: Protocol, refer: Refer): void {
  for (const { id, content, ascii, position } of commands.values()) {
    const what = `command ${String(id)}`;
    for (const pid of content) refer(`Content of ${what}`, "parameter", pid, position);
    for (const pid of ascii === undefined || ascii === true ? [] : ascii)
      refer(`ascii of ${what}`, "parameter", pid, position);
  }
  for (const { id, content, connection, position } of responses.values()) {
    const what = `response ${String(id)}`;
    for (const pid of content) refer(`Content of ${what}`, "parameter", pid, position);
    refer(what, "connection", connection, position);
  }
  for (const pair of pairs.values()) {
    const what = `pair ${String(pair.id)}`;
    refer(`Content of ${what}`, "command", pair.command, pair.position);
    for (const { id, position } of pair.responses) refer(`Content of ${what}`, "response", id, position);
    refer(what, "connection", pair.connection, pair.position);
    conditionOf(what, pair.condition, refer);
  }
}

function referSessions({ sessions, connections }: Protocol, refer: Refer): void {
  const handshakes = new Set(connections.map(({ handshakeSession }) => handshakeSession));
  for (const session of sessions.values()) {
    const what = `session ${String(session.id)}`;
    const pids = (places: readonly (TextOrPid | undefined)[], where: string, position: Position): void => {
      for (const place of places) refer(where, "parameter", place?.pid, position);
    };
    const { userName, password, proxyServer, proxyUser, proxyPassword, position } = session;
    pids([userName, password, proxyServer, proxyUser, proxyPassword], what, position);
    // In a handshake the url holds a parameter id as well (`ConnectionsWebSocketsImplementation`).
    const handshake = handshakes.has(session.id);
    for (const one of session.connections) {
      const where = `connection ${String(one.id)} of ${what}`;
      refer(`Request of ${where}`, "parameter", one.pid, one.position);
      if (handshake) refer(`Request@url of ${where}`, "parameter", wholeNumber(one.url), one.position);
      for (const header of one.headers) pids([header], `Header ${header.key} of ${where}`, header.position);
      for (const parameter of one.parameters)
        pids([parameter], `Parameter ${parameter.key} of ${where}`, parameter.position);
      pids([one.data], `Data of ${where}`, one.position);
      refer(`Response@statusCode of ${where}`, "parameter", one.statusCodePid, one.position);
      refer(`Response/Content of ${where}`, "parameter", one.contentPid, one.position);
      for (const { key, pid } of one.responseHeaders)
        refer(`response Header ${key} of ${where}`, "parameter", pid, one.position);
    }
  }
}

function referQActions({ qactions }: Protocol, refer: Refer): void {
  for (const qaction of qactions.values()) {
    const what = `QAction ${String(qaction.id)}`;
    const target = qaction.group ? "group" : "parameter";
    for (const id of qaction.triggers) refer(`triggers of ${what}`, target, id, qaction.position);
    for (const id of qaction.inputParameters)
      refer(`inputParameters of ${what}`, "parameter", id, qaction.position);
    conditionOf(what, qaction.condition, refer);
  }
}
