/** Checks of what sets what off: QActions that run too early, and circles without an end. */
import type { Checks, Report } from "./check.ts";
import type { Action, Group, Protocol, Trigger } from "../model.ts";
import { actionsOf } from "./usage.ts";

/** What sets what off. */
export const flowChecks = {
  STARTUP_QUEUE: {
    severity: "warning",
    explanation:
      "An after startup trigger runs QActions directly, with the action run actions, instead of queuing a group that does. They run before the timers and the connections of the element are there.",
    check: checkStartup,
  },
  LOGIC_CIRCLE: {
    severity: "error",
    explanation:
      "Triggers, actions and groups that set each other off in a circle, without a condition and without an exchange with the device in between. Once begun, it never ends.",
    check: checkCircles,
  },
} as const satisfies Checks;

function checkStartup(protocol: Protocol, report: Report): void {
  const run = new Set([...protocol.qactions.values()].flatMap(({ triggers }) => triggers));
  for (const trigger of protocol.triggers.values()) {
    if (trigger.on !== "protocol" || trigger.time !== "after startup") continue;
    const direct = actionsOf(protocol, trigger).find(
      ({ type, onIds }) => type === "run actions" && onIds.some((id) => run.has(id)),
    );
    if (direct === undefined) continue;
    report(
      `trigger ${String(trigger.id)} runs action ${String(direct.id)}, which runs QActions while the element is still starting. Put the action into a group of type poll action, and let the trigger queue that with execute next.`,
      trigger.position,
    );
  }
}

/** Something that sets off others. */
type Node = Trigger | Group;

/** What one sets off. */
interface Edge {
  readonly to: Node;
  /** Always; when the value of a parameter becomes another, as it does each time; or when the copied value is another. */
  readonly when: "always" | "changes" | "copies";
}

type Edges = ReadonlyMap<Node, readonly Edge[]>;

function checkCircles(protocol: Protocol, report: Report): void {
  const edges = withoutBeginnings(edgesOf(protocol));
  const reported = new Set<Node>();
  for (const [from, all] of edges) {
    for (const { to, when } of all) {
      // A copy of an equal value sets nothing off, so that it ends a circle unless another value comes each time.
      if (when === "copies" || reported.has(from)) continue;
      const circle = pathOf(to, from, edges, when === "changes");
      if (circle === undefined || circle.some((node) => reported.has(node))) continue;
      for (const node of circle) reported.add(node);
      const named = [from, ...circle].map((node) => nameOf(protocol, node)).join(", ");
      report(
        `${nameOf(protocol, from)} sets itself off without end: ${named}. Give one of them a condition, or let a timer begin the next round.`,
        from.position,
      );
    }
  }
}

/** The edges less those of nodes that nothing in a circle sets off: long chains are walked once, and not from each node. */
function withoutBeginnings(edges: Edges): Edges {
  const causes = new Map<Node, number>();
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

const nameOf = (protocol: Protocol, node: Node): string =>
  `${protocol.groups.get(node.id) === node ? "group" : "trigger"} ${String(node.id)}`;

/** The nodes from `from` to `to`, both included. */
function pathOf(from: Node, to: Node, edges: Edges, withCopies: boolean): readonly Node[] | undefined {
  const before = new Map<Node, Node | undefined>([[from, undefined]]);
  for (const node of before.keys()) {
    if (node === to) {
      const path: Node[] = [];
      for (let at: Node | undefined = node; at !== undefined; at = before.get(at)) path.unshift(at);
      return path;
    }
    for (const edge of edges.get(node) ?? []) {
      if (!before.has(edge.to) && (edge.when !== "copies" || withCopies)) before.set(edge.to, node);
    }
  }
  return undefined;
}

function edgesOf(protocol: Protocol): Edges {
  const { triggers, groups, actions } = protocol;
  const nodes = new Set<Node>();
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
  const edges = new Map<Node, Edge[]>();
  const add = (from: Node, to: Node | undefined, when: Edge["when"] = "always"): void => {
    if (to !== undefined && nodes.has(to)) edges.set(from, [...(edges.get(from) ?? []), { to, when }]);
  };
  const addAction = (from: Node, action: Action | undefined): void => {
    if (action === undefined || action.condition !== undefined) return;
    const { on, onIds, type, typeId, attributes } = action;
    if (on === "group") for (const id of onIds) add(from, groups.get(id));
    if (on !== "parameter") return;
    const changed = "on" in from && from.on === "parameter" ? from.onId : undefined;
    const copies = type === "copy" && changed !== undefined && (typeId ?? changed) === changed;
    // With a parameter as operand, nothing may be added.
    const grows = type === "increment" && typeId === undefined && Number(attributes["value"] ?? 1) !== 0;
    if (!copies && !grows) return;
    for (const target of onIds.length > 0 ? onIds : [changed])
      for (const next of byParameter.get(target) ?? []) add(from, next, copies ? "copies" : "changes");
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
