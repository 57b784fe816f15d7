/** Checks of items that nothing uses. */
import type { Checks, Report } from "./check.ts";
import { kindOf } from "../connection-kinds.ts";
import type { Protocol } from "../model.ts";
import { scriptText } from "./usage.ts";
import type { Position } from "../xml/xml-element.ts";

/** Use of items. */
export const useChecks = {
  ITEM_UNUSED: {
    severity: "information",
    explanation:
      "A group, pair, session, command, response, trigger, action, timer or QAction that nothing uses. What a script may use is left out: all triggers and actions, where a script cannot be read or computes which it fires.",
    check(protocol, report) {
      for (const look of kinds) look(protocol, report);
      const text = scriptText(protocol);
      if (text !== undefined) lookAtScripted(protocol, firedIn(text), report);
    },
  },
} as const satisfies Checks;

/** One kind of item: reports those that nothing uses. */
type Look = (protocol: Protocol, report: Report) => void;

interface Item {
  readonly id: number;
  readonly name: string;
  readonly position: Position;
}

function reportUnused(
  report: Report,
  kind: string,
  items: Iterable<Item>,
  used: ReadonlySet<number>,
  why: string,
): void {
  for (const { id, name, position } of items) {
    if (used.has(id)) continue;
    const named = name === "" ? "" : ` '${name}'`;
    report(`${kind} ${String(id)}${named} is never used: ${why}. Use it, or remove it.`, position);
  }
}

/** Ids in the content of groups, of one kind. */
const inGroups = ({ groups }: Protocol, kind: string): Set<number> =>
  new Set(
    [...groups.values()].flatMap(({ content }) =>
      content.flatMap((item) => (item.kind === kind ? item.id : [])),
    ),
  );

/** Ids of one kind in the content of triggers. */
const inTriggers = ({ triggers }: Protocol, kind: "action" | "trigger"): readonly number[] =>
  [...triggers.values()].flatMap(({ type, content }) => (type === kind ? content.map(({ id }) => id) : []));

/** Ids on which an action of that kind, and of these types, is done. */
const targetsOf = ({ actions }: Protocol, kind: string, types?: readonly string[]): readonly number[] =>
  [...actions.values()].flatMap(({ on, type, onIds }) =>
    on === kind && types?.includes(type) !== false ? onIds : [],
  );

/** A timer with options goes through the rows of a table, and calls groups and QActions in ways of its own. */
const hasRowTimer = ({ timers }: Protocol): boolean =>
  [...timers.values()].some(({ options }) => options.length > 0);

const kinds: readonly Look[] = [lookAtGroups, lookAtExchanges, lookAtTimers, lookAtQActions];

function lookAtGroups(protocol: Protocol, report: Report): void {
  const { groups, timers, qactions, connections } = protocol;
  if (hasRowTimer(protocol)) return;
  const used = new Set([...timers.values()].flatMap((timer) => timer.groups));
  for (const id of targetsOf(protocol, "group")) used.add(id);
  for (const { group, triggers } of qactions.values()) if (group) for (const id of triggers) used.add(id);
  const main = connections.find(({ id }) => id === 0);
  const [first] = groups.values();
  if (first !== undefined && main !== undefined && kindOf(main).firstGroupPings) used.add(first.id);
  for (const { id, ping } of groups.values()) if (ping || id === -1) used.add(id);
  reportUnused(report, "group", groups.values(), used, "no timer and no action names it");
}

function lookAtExchanges(protocol: Protocol, report: Report): void {
  const { pairs, sessions, commands, responses, connections, params } = protocol;
  const usedPairs = inGroups(protocol, "pair");
  for (const { id, ping } of pairs.values()) if (ping) usedPairs.add(id);
  // Without a pair for it, the lowest pair with a response is the ping (`ConnectionsPingGroup`).
  const pings = [...pairs.values()].filter((pair) => pair.responses.length > 0).map(({ id }) => id);
  if (pings.length > 0) usedPairs.add(Math.min(...pings));
  reportUnused(report, "pair", pairs.values(), usedPairs, "no group contains it");

  const usedSessions = inGroups(protocol, "session");
  for (const { handshakeSession } of connections)
    if (handshakeSession !== undefined) usedSessions.add(handshakeSession);
  reportUnused(report, "session", sessions.values(), usedSessions, "no group contains it");

  const usedCommands = new Set([...pairs.values()].flatMap(({ command }) => command ?? []));
  if (!hasRowTimer(protocol))
    reportUnused(report, "command", commands.values(), usedCommands, "no pair contains it");

  // Messages that the device sends by itself need no pair.
  const unasked = connections.some((one) => kindOf(one).carries === "messages" && !kindOf(one).answersOnly);
  if (unasked || connections.length === 0 || hasRowTimer(protocol)) return;
  const usedResponses = new Set([...pairs.values()].flatMap((pair) => pair.responses.map(({ id }) => id)));
  for (const { type, typeId } of params.values()) if (type === "response") usedResponses.add(Number(typeId));
  reportUnused(report, "response", responses.values(), usedResponses, "no pair contains it");
}

/** What scripts fire: triggers and actions by their ids, `any` where a script computes which. */
export interface FiredByScripts {
  readonly triggers: ReadonlySet<number> | "any";
  readonly actions: "none" | "any";
}

const callsTrigger = /CheckTrigger\s*\(\s*([^)]*?)\s*\)/g;

/** What the C# in the tags fires. */
function firedIn(text: string): FiredByScripts {
  const called = [...text.matchAll(callsTrigger)].map(([, id = ""]) => id);
  // A calculated id, or the number of the call.
  const any = called.some((id) => !/^\d+$/.test(id)) || /\b134\b|CHECK_TRIGGER/.test(text);
  return {
    triggers: any ? "any" : new Set(called.map(Number)),
    actions: /\b221\b|RUN_?ACTION/i.test(text) ? "any" : "none",
  };
}

/** Reports triggers and actions that nothing uses. */
export function lookAtScripted(
  protocol: Protocol,
  { triggers, actions }: FiredByScripts,
  report: Report,
): void {
  if (triggers !== "any") {
    const used = new Set([...inTriggers(protocol, "trigger"), ...inGroups(protocol, "trigger"), ...triggers]);
    const passive = [...protocol.triggers.values()].filter(
      ({ on, time }) => on === undefined || time === undefined,
    );
    const why = "it has no On and Time, and no trigger, group or script fires it";
    reportUnused(report, "trigger", passive, used, why);
  }
  if (actions === "any") return;
  const run = new Set([...inTriggers(protocol, "action"), ...inGroups(protocol, "action")]);
  reportUnused(report, "action", protocol.actions.values(), run, "no trigger and no group contains it");
}

function lookAtTimers(protocol: Protocol, report: Report): void {
  const waiting = [...protocol.timers.values()].filter(({ initial }) => initial === "false");
  const used = new Set(targetsOf(protocol, "timer", ["start", "restart timer", "reschedule"]));
  reportUnused(report, "timer", waiting, used, 'it has initial="false", and no action starts it');
}

function lookAtQActions(protocol: Protocol, report: Report): void {
  if (hasRowTimer(protocol)) return;
  const all = [...protocol.qactions.values()];
  const imports = all.flatMap(({ dllImports }) => dllImports).join(";");
  const used = new Set([...imports.matchAll(/QAction\.(\d+)\.dll/gi)].map(([, id]) => Number(id)));
  const idle = all.filter(
    ({ triggers, precompile, options }) =>
      triggers.length === 0 && !precompile && !options.some((option) => option.startsWith("dllname")),
  );
  reportUnused(
    report,
    "QAction",
    idle,
    used,
    "it has no triggers, is not precompiled, and no other imports it",
  );
}
