/** Who uses what: actions of triggers, commands of connections, parameters of conditions, and what scripts may do unseen. */
import { memoize } from "../../base/memo.ts";
import { parametersOf } from "../condition-model.ts";
import type { Action, Condition, ConnectionDefinition, Param, Protocol, Trigger } from "../model.ts";

/** The connections that are opened as WebSockets. */
export const webSocketsOf = ({ connections }: Protocol): readonly ConnectionDefinition[] =>
  connections.filter(({ webSocket }) => webSocket);

/** The connections that each pair is executed on. A pair that no group executes is left out. */
export const connectionsOfPairs = memoize(
  ({ groups, pairs }: Protocol): ReadonlyMap<number, ReadonlySet<number>> => {
    const connections = new Map<number, Set<number>>();
    for (const { connection, content } of groups.values()) {
      for (const { kind, id } of content) {
        const pair = kind === "pair" ? pairs.get(id) : undefined;
        if (pair === undefined) continue;
        const executed = connections.get(id) ?? new Set();
        connections.set(id, executed.add(connection ?? pair.connection ?? 0));
      }
    }
    return connections;
  },
);

/** Commands by the connection that their pair is executed on. */
export const commandsByConnection = memoize(
  (protocol: Protocol): ReadonlyMap<number, ReadonlySet<number>> => {
    const commands = new Map<number, Set<number>>();
    for (const [pair, connections] of connectionsOfPairs(protocol)) {
      const command = protocol.pairs.get(pair)?.command;
      if (command === undefined) continue;
      for (const id of connections) commands.set(id, (commands.get(id) ?? new Set()).add(command));
    }
    return commands;
  },
);

/** Responses that are named by a pair, and so answer a command. */
export const pairedResponses = memoize(
  ({ pairs }: Protocol): ReadonlySet<number> =>
    new Set([...pairs.values()].flatMap(({ responses }) => responses.map(({ id }) => id))),
);

/** The actions that a trigger runs, by itself and by the triggers that it fires. Actions that do not exist are left out. */
export function actionsOf(protocol: Protocol, trigger: Trigger, seen = new Set<number>()): readonly Action[] {
  if (seen.has(trigger.id)) return [];
  seen.add(trigger.id);
  return trigger.content.flatMap(({ id }) => {
    if (trigger.type === "action") return protocol.actions.get(id) ?? [];
    const next = protocol.triggers.get(id);
    return next === undefined ? [] : actionsOf(protocol, next, seen);
  });
}

/** Every condition of a protocol, and whose it is. */
export function conditionsOf(
  protocol: Protocol,
): readonly { readonly what: string; readonly condition: Condition }[] {
  const { actions, groups, pairs, qactions, timers, triggers } = protocol;
  const all = {
    action: actions,
    group: groups,
    pair: pairs,
    QAction: qactions,
    timer: timers,
    trigger: triggers,
  };
  return Object.entries(all).flatMap(([kind, objects]) =>
    [...objects.values()].flatMap(({ id, condition }) =>
      condition === undefined ? [] : { what: `${kind} ${String(id)}`, condition },
    ),
  );
}

/** Parameters that a condition names. */
export const parametersOfConditions = memoize(
  (protocol: Protocol): ReadonlySet<number> =>
    new Set(
      conditionsOf(protocol).flatMap(({ condition: { expression } }) =>
        expression === undefined ? [] : parametersOf(expression),
      ),
    ),
);

/** All scripts of a protocol as one text, or undefined when the text of one is not in the file. */
export const scriptText = memoize((protocol: Protocol): string | undefined => {
  const texts = [...protocol.qactions.values()].map(({ code }) => code);
  return texts.includes("") ? undefined : texts.join("\n");
});

/** Letters and digits alone: the form in which a name in a script and in the protocol are compared. */
const squeezed = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Whether a text may mean a parameter: it contains the number or the name. */
export function namesIn(text: string): (param: Param) => boolean {
  const letters = squeezed(text);
  return ({ id, name }) => {
    const own = squeezed(name);
    return (
      new RegExp(String.raw`(?<!\d)${String(id)}(?!\d)`).test(text) || (own !== "" && letters.includes(own))
    );
  };
}

const namesInScripts = memoize((protocol: Protocol) => namesIn(scriptText(protocol) ?? ""));

/**
 * True when a script may use the parameter: a script is not in the file, or one contains the number or the name. False is
 * certain but for ids that a script calculates.
 */
export function scriptMayName(protocol: Protocol, pid: number): boolean {
  const text = scriptText(protocol);
  if (text === undefined) return true;
  const param = protocol.params.get(pid);
  return text !== "" && param !== undefined && namesInScripts(protocol)(param);
}

/** Parameters that something of the protocol other than a script gives a value. */
const filledParameters = memoize((protocol: Protocol): ReadonlySet<number> => {
  const { params, responses, sessions, groups, actions, connections } = protocol;
  const filled = new Set<number | undefined>();
  for (const { statusPid, disconnectedPid } of connections) filled.add(statusPid).add(disconnectedPid);
  for (const { content } of responses.values()) for (const pid of content) filled.add(pid);
  for (const { content } of groups.values())
    for (const { kind, id } of content) if (kind === "param") filled.add(id);
  for (const request of [...sessions.values()].flatMap((session) => session.connections)) {
    filled.add(request.statusCodePid).add(request.contentPid);
    for (const { pid } of request.responseHeaders) filled.add(pid);
  }
  for (const { on, type, onIds, attributes } of actions.values()) {
    if (on === "parameter" && !type.startsWith("clear")) for (const id of onIds) filled.add(id);
    for (const value of Object.values(attributes)) if (/^\s*\d+\s*$/.test(value)) filled.add(Number(value));
  }
  const writes = new Set<string>();
  for (const { type, name, table } of params.values()) {
    if (type.startsWith("write")) writes.add(name);
    for (const { pid } of table?.columns ?? []) filled.add(pid);
  }
  for (const { id, type, name, save, interprete } of params.values()) {
    const { value, defaultValue } = interprete;
    const own = save || (value ?? "") !== "" || (defaultValue ?? "") !== "";
    // Bits, groups, platform information and the like get their values in ways of their own.
    if (own || writes.has(name) || !["read", "fixed", "dummy"].includes(type)) filled.add(id);
  }
  filled.delete(undefined);
  return filled as ReadonlySet<number>;
});

/** True for a parameter of the protocol that nothing gives a value. */
export function staysEmpty(protocol: Protocol, pid: number): boolean {
  return protocol.params.has(pid) && !filledParameters(protocol).has(pid) && !scriptMayName(protocol, pid);
}
