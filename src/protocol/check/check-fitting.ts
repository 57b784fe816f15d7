/** Objects that exist and still do not work together: reported, never changed. */
import type { Group, Protocol, Trigger } from "../model.ts";
import type { Reading } from "../read/reading.ts";

/** Reports objects that do not fit each other. */
export function checkFitting(reading: Reading, protocol: Protocol): void {
  checkDynamicIp(reading, protocol);
  checkHandshakes(reading, protocol);
  checkTimers(reading, protocol);
  checkStartup(reading, protocol);
  checkPairs(reading, protocol);
  checkBinding(reading, protocol);
  checkResponses(reading, protocol);
}

function checkDynamicIp(reading: Reading, { params }: Protocol): void {
  for (const { id, type, dynamicIp, position } of params.values()) {
    if (dynamicIp === undefined || type === "read") continue;
    reading.report(
      "DYNAMIC_IP",
      `parameter ${String(id)} has the option dynamic ip but is of type ${type}. Move the option to a read parameter, which this one may set with setter.`,
      position,
    );
  }
}

function checkHandshakes(reading: Reading, { connections, sessions }: Protocol): void {
  for (const { id, handshakeSession } of connections) {
    const session = handshakeSession === undefined ? undefined : sessions.get(handshakeSession);
    if (session === undefined || session.connections.length === 1) continue;
    reading.report(
      "HANDSHAKE_CONNECTIONS",
      `session ${String(session.id)}, the handshake of connection ${String(id)}, has ${String(session.connections.length)} Connections. Leave exactly one.`,
      session.connections[1]?.position ?? session.position,
    );
  }
}

const waits = (group: Group): boolean => group.type.startsWith("poll");

function checkTimers(reading: Reading, { timers, groups }: Protocol): void {
  for (const { id, groups: ids, position } of timers.values()) {
    const last = groups.get(ids.at(-1) ?? Number.NaN);
    if (last === undefined || waits(last)) continue;
    reading.report(
      "TIMER_LAST_GROUP",
      `The last group of timer ${String(id)}, group ${String(last.id)}, is of type ${last.type}: the timer does not wait for its groups. Make it poll ${last.type}, or put a poll group last.`,
      position,
    );
  }
}

function checkStartup(reading: Reading, { triggers, groups }: Protocol): void {
  if (groups.size > 0) return;
  for (const { id, on, time, position } of triggers.values()) {
    if (on !== "protocol" || time !== "after startup") continue;
    reading.report(
      "STARTUP_GROUP",
      `trigger ${String(id)} does not fire after startup, because the protocol has no group. Add one.`,
      position,
    );
  }
}

/** Decision D-05: the group wins. */
function checkPairs(reading: Reading, { groups, pairs }: Protocol): void {
  for (const { id, connection, content } of groups.values()) {
    for (const item of content) {
      const own = item.kind === "pair" ? pairs.get(item.id)?.connection : undefined;
      if (connection === undefined || own === undefined || own === connection) continue;
      reading.report(
        "PAIR_CONNECTION",
        `pair ${String(item.id)} names connection ${String(own)}, group ${String(id)} names ${String(connection)}: the one of the group is used. Let both say the same.`,
        item.position,
      );
    }
  }
}

/** Decision D-51: a push on a connection that no response names goes to the responses without the option. */
function checkBinding(reading: Reading, { connections, responses }: Protocol): void {
  const unbound = [...responses.values()].find(({ connection }) => connection === undefined);
  if (unbound === undefined) return;
  for (const { id, webSocket, position } of connections) {
    if (!webSocket || id === 0 || [...responses.values()].some(({ connection }) => connection === id))
      continue;
    reading.report(
      "RESPONSE_CONNECTION",
      `No response has options="Connection:${String(id)}", so messages of connection ${String(id)} are tried with response ${String(unbound.id)} and the others without the option. Add it to the responses that are meant.`,
      position,
    );
  }
}

function checkResponses(reading: Reading, protocol: Protocol): void {
  const before = new Map<Trigger["onId"], Trigger[]>();
  for (const trigger of protocol.triggers.values()) {
    if (trigger.on !== "response" || trigger.time !== "before") continue;
    const same = before.get(trigger.onId);
    if (same === undefined) before.set(trigger.onId, [trigger]);
    else same.push(trigger);
  }
  for (const { id, content, position } of protocol.responses.values()) {
    const variable = content.find((pid) => {
      const lengthType = protocol.params.get(pid)?.interprete.lengthType;
      return lengthType !== undefined && lengthType !== "fixed";
    });
    // A trigger for one response silences the one for each (`How_to_use_on_each_in_a_protocol_trigger`).
    const firing = before.get(id) ?? before.get("each") ?? [];
    if (variable === undefined || firing.some((trigger) => reads(protocol, trigger, new Set()))) continue;
    reading.report(
      "RESPONSE_READ",
      `parameter ${String(variable)} of response ${String(id)} has no fixed length and stays empty: no trigger before the response runs a read action. Add one, for example with On id="each" and Time before.`,
      position,
    );
  }
}

function reads(protocol: Protocol, trigger: Trigger, seen: Set<number>): boolean {
  if (seen.has(trigger.id)) return false;
  seen.add(trigger.id);
  return trigger.content.some(({ id }) => {
    if (trigger.type === "action") {
      const action = protocol.actions.get(id);
      return action?.on === "response" && action.type === "read";
    }
    const next = protocol.triggers.get(id);
    return next !== undefined && reads(protocol, next, seen);
  });
}
