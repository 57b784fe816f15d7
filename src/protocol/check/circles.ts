/** Circles of triggers, actions, groups and runs of QActions that set each other off without end. */
import type { Action, Group, Protocol, Trigger } from "../model.ts";
import { actionsOf } from "./usage.ts";

/** What every run of a script does when it enters at one place. A set of a script is an event even when the value stays the same. */
export interface ScriptRun {
  /** Of the QAction. */
  readonly id: number;
  /** Parameters whose change enters here. */
  readonly triggers: readonly number[];
  /** Parameters that it sets. */
  readonly sets: readonly number[];
  /** Triggers that it fires with CheckTrigger. */
  readonly fires: readonly number[];
}

/** Something that sets off others. */
export type CircleNode = Trigger | Group | ScriptRun;

/** What one sets off. */
interface Edge {
  readonly to: CircleNode;
  /** Always; when the value of a parameter becomes another, as it does each time; or when the copied value is another. */
  readonly when: "always" | "changes" | "copies";
}

type Edges = ReadonlyMap<CircleNode, readonly Edge[]>;

const isRun = (node: CircleNode): node is ScriptRun => "sets" in node;

/** `trigger 3`, `group 3`, `QAction 3`. */
export const nodeName = ({ groups }: Protocol, node: CircleNode): string =>
  `${isRun(node) ? "QAction" : groups.get(node.id) === node ? "group" : "trigger"} ${String(node.id)}`;

/**
 * The circles, each from one of its nodes to the one that sets that off. No node is in two of them.
 * @param runs what scripts do, as far as it is known
 */
export function circlesOf(
  protocol: Protocol,
  runs: readonly ScriptRun[] = [],
): readonly (readonly CircleNode[])[] {
  const edges = withoutBeginnings(edgesOf(protocol, runs));
  const circles: (readonly CircleNode[])[] = [];
  const found = new Set<CircleNode>();
  for (const [from, all] of edges) {
    for (const { to, when } of all) {
      // A copy of an equal value sets nothing off, so that it ends a circle unless another value comes each time.
      if (when === "copies" || found.has(from)) continue;
      const path =
        (when === "changes" ? pathOf(to, from, edges, true) : undefined) ?? pathOf(to, from, edges, false);
      if (path === undefined || path.some((node) => found.has(node))) continue;
      for (const node of path) found.add(node);
      circles.push([from, ...path.slice(0, -1)]);
    }
  }
  return circles;
}

/** The edges less those of nodes that nothing in a circle sets off: long chains are walked once, and not from each node. */
function withoutBeginnings(edges: Edges): Edges {
  const causes = new Map<CircleNode, number>();
  for (const all of edges.values()) for (const { to } of all) causes.set(to, (causes.get(to) ?? 0) + 1);
  const left = new Map(edges);
  const begin = [...edges.keys()].filter((node) => !causes.has(node));
  for (let node = begin.pop(); node !== undefined; node = begin.pop()) {
    for (const { to } of edges.get(node) ?? []) {
      const others = (causes.get(to) ?? 0) - 1;
      causes.set(to, others);
      if (others === 0) begin.push(to);
    }
    left.delete(node);
  }
  return left;
}

/** The nodes from `from` to `to`, both included. With copies only without scripts, of which nobody knows what they set. */
function pathOf(
  from: CircleNode,
  to: CircleNode,
  edges: Edges,
  withCopies: boolean,
): readonly CircleNode[] | undefined {
  const before = new Map<CircleNode, CircleNode | undefined>([[from, undefined]]);
  for (const node of before.keys()) {
    if (node === to) {
      const path: CircleNode[] = [];
      for (let at: CircleNode | undefined = node; at !== undefined; at = before.get(at)) path.unshift(at);
      return path;
    }
    for (const edge of edges.get(node) ?? []) {
      if (before.has(edge.to) || (withCopies ? isRun(edge.to) : edge.when === "copies")) continue;
      before.set(edge.to, node);
    }
  }
  return undefined;
}

function edgesOf(protocol: Protocol, runs: readonly ScriptRun[]): Edges {
  const { triggers, groups, actions } = protocol;
  const nodes = new Set<CircleNode>(runs);
  const byParameter = new Map<Trigger["onId"], Trigger[]>();
  const byGroup = new Map<Trigger["onId"], Trigger[]>();
  for (const trigger of triggers.values()) {
    const { on, onId, time, condition, guard } = trigger;
    if (condition !== undefined || guard !== undefined) continue;
    nodes.add(trigger);
    const fired =
      on === "group" ? byGroup : on === "parameter" && time === "change" ? byParameter : undefined;
    fired?.set(onId, [...(fired.get(onId) ?? []), trigger]);
  }
  for (const group of groups.values()) if (runsAlone(protocol, group)) nodes.add(group);
  const edges = new Map<CircleNode, Edge[]>();
  const runsOf = (pid: number | "each" | undefined): readonly ScriptRun[] =>
    runs.filter((run) => typeof pid === "number" && run.triggers.includes(pid));
  const eventsOf = (pid: Trigger["onId"]): readonly CircleNode[] => [
    ...(byParameter.get(pid) ?? []),
    ...runsOf(pid),
  ];
  const add = (from: CircleNode, to: CircleNode | undefined, when: Edge["when"] = "always"): void => {
    if (to !== undefined && nodes.has(to)) edges.set(from, [...(edges.get(from) ?? []), { to, when }]);
  };
  const addAction = (from: CircleNode, action: Action | undefined): void => {
    if (action === undefined || action.condition !== undefined) return;
    const { on, onIds, type, typeId, attributes } = action;
    if (on === "group") for (const id of onIds) add(from, groups.get(id));
    if (on !== "parameter") return;
    if (type === "run actions") for (const id of onIds) for (const run of runsOf(id)) add(from, run);
    const changed = "on" in from && from.on === "parameter" ? from.onId : undefined;
    const copies = type === "copy" && changed !== undefined && (typeId ?? changed) === changed;
    // With a parameter as operand, nothing may be added.
    const grows = type === "increment" && typeId === undefined && Number(attributes["value"] ?? 1) !== 0;
    if (!copies && !grows) return;
    for (const target of onIds.length > 0 ? onIds : [changed])
      for (const next of eventsOf(target)) add(from, next, copies ? "copies" : "changes");
  };
  for (const trigger of triggers.values()) {
    if (!nodes.has(trigger)) continue;
    for (const { id, otherwise } of trigger.content) {
      if (otherwise) continue;
      if (trigger.type === "action") addAction(trigger, actions.get(id));
      else add(trigger, triggers.get(id));
    }
  }
  for (const group of groups.values()) {
    if (!nodes.has(group)) continue;
    for (const { kind, id } of group.content) {
      if (kind === "action") addAction(group, actions.get(id));
      if (kind === "trigger") add(group, triggers.get(id));
    }
    for (const fired of byGroup.get(group.id) ?? byGroup.get("each") ?? []) add(group, fired);
  }
  for (const run of runs) {
    for (const pid of run.sets) for (const next of eventsOf(pid)) add(run, next);
    for (const id of run.fires) add(run, triggers.get(id));
  }
  return edges;
}

/** True for a group that waits for nothing: no exchange with the device, no condition, no sleep, no time to the next item. */
function runsAlone(protocol: Protocol, { type, condition, content }: Group): boolean {
  if (type === "poll" || condition !== undefined) return false;
  return content.every(({ kind, id, next }) => {
    const trigger = kind === "trigger" ? protocol.triggers.get(id) : undefined;
    const action = kind === "action" ? protocol.actions.get(id) : undefined;
    const actions = trigger === undefined ? [action] : actionsOf(protocol, trigger);
    return (next ?? 0) === 0 && actions.every((one) => one?.type !== "sleep");
  });
}
