/** The chain of a change as a tree: message, response, parameter, trigger, QAction, sets. */
import type { EventItem } from "../messages.ts";

/** One step, and what it set off. */
export interface EventNode {
  readonly event: EventItem;
  readonly children: EventNode[];
  /** A QAction, group or pair that has ended, or that takes no time. */
  ended: boolean;
}

/** Kinds of events that begin a chain of their own when nothing that is known set them off. */
const lasting: ReadonlySet<string> = new Set(["qaction", "group", "pair", "session"]);
const endings: ReadonlySet<string> = new Set(["finished", "failed", "skipped", "timeout after retries"]);

/**
 * Builds the trees out of events in their order. An element runs a chain in one go, so that what follows belongs to what is
 * still under way: a set of a script to the QAction that runs, a QAction to the parameter that triggers it.
 */
export function eventTrees(events: readonly EventItem[]): readonly EventNode[] {
  const roots: EventNode[] = [];
  /** Nodes that may have set off what follows, the innermost last. */
  let open: EventNode[] = [];

  const find = (fits: (event: EventItem) => boolean): EventNode | undefined =>
    open.findLast(({ event, ended }) => !ended && fits(event));
  const add = (event: EventItem, parent: EventNode | undefined): EventNode => {
    const node = { event, children: [], ended: false };
    if (parent === undefined) {
      roots.push(node);
      // What lasts may still set off something; the rest of what was before is over.
      open = open.filter(({ event: { type }, ended }) => lasting.has(type) && !ended);
    } else {
      parent.children.push(node);
      const at = open.indexOf(parent);
      open = [
        ...open.slice(0, at + 1),
        ...open.slice(at + 1).filter((one) => lasting.has(one.event.type) && !one.ended),
      ];
    }
    open.push(node);
    return node;
  };

  for (const event of events) {
    const { type, id, phase = "" } = event;
    if (lasting.has(type) && phase !== "started" && phase !== "queued") {
      const begun = find((one) => one.type === type && one.id === id);
      if (begun === undefined) add(event, parentOf(event, find));
      else if (endings.has(phase)) {
        begun.ended = true;
        if (phase !== "finished") begun.children.push({ event, children: [], ended: true });
      } else begun.children.push({ event, children: [], ended: true });
    } else add(event, parentOf(event, find));
  }
  return roots;
}

type Find = (fits: (event: EventItem) => boolean) => EventNode | undefined;

/** What set off an event, among what is under way. */
function parentOf(event: EventItem, find: Find): EventNode | undefined {
  const { type, source, on, onId } = event;
  switch (type) {
    case "stream":
      return event.direction === "out"
        ? find((one) => one.type === "pair" || one.type === "session" || one.type === "qaction")
        : undefined;
    case "parameter":
      if (source === "device") return find((one) => one.type === "stream" && one.direction !== "out");
      if (source === "script" || source === "binary") return find((one) => one.type === "qaction");
      if (source === "setter") return find((one) => one.type === "parameter");
      if (source === "construct") return find((one) => one.type === "trigger" || one.type === "qaction");
      return undefined;
    case "trigger":
      if (on === undefined) return find((one) => one.type === "qaction" || one.type === "trigger");
      if (on === "parameter")
        return (
          find((one) => one.type === "parameter" && one.id === onId) ?? find((one) => one.type === "stream")
        );
      return (
        find((one) => one.type === on && one.id === onId) ??
        find((one) => one.type === "stream" || one.type === "group")
      );
    case "action":
      return find((one) => one.type === "trigger") ?? find((one) => one.type === "qaction");
    case "qaction":
      return (
        find((one) => one.type === "parameter" && one.id === event.trigger) ??
        find((one) => one.type === "trigger" || one.type === "group" || one.type === "stream")
      );
    case "response":
    case "unmatched":
      return (
        find((one) => one.type === "stream" && one.connection === event.connection) ??
        find((one) => one.type === "pair")
      );
    case "pair":
    case "session":
      return find((one) => one.type === "group");
    case "group":
      return find((one) => one.type === "trigger" || one.type === "timer");
    default:
      return undefined;
  }
}

/** The newest trees that hold an event, newest first. */
export function treesWith(
  roots: readonly EventNode[],
  fits: (event: EventItem) => boolean,
  most: number,
): readonly EventNode[] {
  const holds = ({ event, children }: EventNode): boolean => fits(event) || children.some(holds);
  const found: EventNode[] = [];
  for (let index = roots.length - 1; index >= 0 && found.length < most; index--) {
    const root = roots[index];
    if (root !== undefined && holds(root)) found.push(root);
  }
  return found;
}
