/** Trees of changes, drawn. */
import type { JSX } from "preact";
import type { EventItem } from "../messages.ts";
import type { EventNode } from "./event-tree.ts";
import { paramLabel, timeText, valueText } from "./formats.ts";
import type { ElementStore } from "./store.ts";

/** Characters of a value in a tree. */
const valueShown = 80;

function nameIn(names: Readonly<Record<string, string>>, kind: string, id = -1): string {
  const name = names[id] ?? "";
  return name === "" ? `${kind} ${String(id)}` : `${kind} ${String(id)} (${name})`;
}

/** What an event says, in words. */
export function eventText(event: EventItem, store: ElementStore): string {
  const { description, params } = store;
  const { type, id, phase = "" } = event;
  switch (type) {
    case "stream":
      return `${event.direction === "in" ? "message" : event.direction === "out" ? "command" : "line"} ${String(event.number)} on connection ${String(event.connection)}`;
    case "parameter": {
      const param = params.get(id ?? -1);
      const value = event.value ?? null;
      const text = param === undefined ? String(value) : valueText(param, value);
      const cut = text.length > valueShown ? `${text.slice(0, valueShown)}...` : text;
      return `${paramLabel(description, id ?? -1)} = ${cut === "" ? "(empty)" : cut}${event.changed === false ? ", as before" : ""}`;
    }
    case "trigger":
      return nameIn(description.triggers, "trigger", id);
    case "action":
      return `${nameIn(description.actions, "action", id)}, ${event.action ?? ""}${event.ok === false ? ": not done" : ""}`;
    case "qaction":
      return `${nameIn(description.qactions, "QAction", id)}${phase === "failed" ? ": threw" : ""}`;
    case "group":
      return `${nameIn(description.groups, "group", id)} ${phase}`;
    case "pair":
      return `${nameIn(description.pairs, "pair", id)} ${phase}`;
    case "session":
      return `${nameIn(description.sessions, "session", id)} ${phase}`;
    case "response":
      return `${nameIn(description.responses, "response", id)} ${phase}`;
    case "timer":
      return `${nameIn(description.timers, "timer", id)} ${phase}`;
    case "unmatched":
      return "no response fits";
    default:
      return type;
  }
}

/** Who set a parameter. */
const sources: Readonly<Record<string, string>> = {
  script: "set by a script",
  external: "set from outside",
  construct: "set by an action",
  setter: "set by its write parameter",
  device: "from the device",
  platform: "from DataMiner",
  restore: "restored",
  binary: "set by a script, as bytes",
  clear: "cleared",
};

function Node({ node, store, open }: { node: EventNode; store: ElementStore; open: boolean }): JSX.Element {
  const { event, children } = node;
  const line = (
    <>
      <span class={`kind kind-${event.type}`}>{event.type === "qaction" ? "QAction" : event.type}</span>
      <span class="what">{eventText(event, store)}</span>
      {event.source !== undefined && <span class="dim">{sources[event.source] ?? event.source}</span>}
      <span class="dim time">{timeText(event.at)}</span>
    </>
  );
  if (children.length === 0)
    return (
      <li>
        <div class="node">{line}</div>
      </li>
    );
  return (
    <li>
      <details open={open}>
        <summary class="node">{line}</summary>
        <ul>
          {children.map((child, index) => (
            <Node key={index} node={child} store={store} open={open} />
          ))}
        </ul>
      </details>
    </li>
  );
}

/** Trees, each open or closed as the user likes. */
export function EventTrees(props: {
  readonly roots: readonly EventNode[];
  readonly store: ElementStore;
  readonly open: boolean;
}): JSX.Element {
  return (
    <ul class="tree events">
      {props.roots.map((root) => (
        <Node
          key={`${String(root.event.at)}-${root.event.type}-${String(root.event.id ?? root.event.number)}`}
          node={root}
          store={props.store}
          open={props.open}
        />
      ))}
    </ul>
  );
}
