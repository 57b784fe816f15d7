/** All of one message: its links, bytes, readings, tree, match, and what it set off. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { ElementDescription, MatchReport, MessageReport, StreamItem } from "../messages.ts";
import { Cure, Readings } from "./encoding-parts.tsx";
import { EventTrees } from "./event-tree-view.tsx";
import { eventTrees, treesWith } from "./event-tree.ts";
import { entryName, paramLabel, sizeText, timeText } from "./formats.ts";
import { HexView } from "./hex-view.tsx";
import { useAnswer } from "./hooks.ts";
import type { ElementStore, Store } from "./store.ts";
import { Tabs } from "./tabs.tsx";
import { jsonTree, xmlTree, type TreeNode } from "./text-tree.ts";

function named(names: Readonly<Record<string, string>>, id: number): string {
  const name = names[id] ?? "";
  return name === "" ? String(id) : `${String(id)} (${name})`;
}

/** What an entry is linked to. */
function Links({
  entry,
  description,
}: {
  readonly entry: StreamItem;
  readonly description: ElementDescription;
}): JSX.Element {
  const {
    connection,
    group,
    pair,
    command,
    response,
    session,
    params,
    qactions,
    durationMs,
    code,
    reason,
    note,
  } = entry;
  const place = description.connections.find(({ id }) => id === connection);
  const rows: (readonly [string, ComponentChildren])[] = [
    ["Time", timeText(entry.at)],
    [
      "Connection",
      place === undefined ? String(connection) : `${String(connection)} (${place.name}), ${place.kind}`,
    ],
  ];
  if (entry.opcode !== undefined) rows.push(["Frame", entry.opcode === 1 ? "text" : "binary"]);
  if (entry.length !== undefined) rows.push(["Size", sizeText(entry.length)]);
  if (group !== undefined) rows.push(["Group", named(description.groups, group)]);
  if (pair !== undefined) rows.push(["Pair", named(description.pairs, pair)]);
  if (command !== undefined) rows.push(["Command", named(description.commands, command)]);
  if (session !== undefined) rows.push(["Session", named(description.sessions, session)]);
  if (response !== undefined) rows.push(["Response", named(description.responses, response)]);
  if (params !== undefined)
    rows.push(["Parameters", params.map((pid) => paramLabel(description, pid)).join(", ")]);
  if (qactions !== undefined)
    rows.push(["QActions", qactions.map((id) => named(description.qactions, id)).join(", ")]);
  if (durationMs !== undefined) rows.push(["All done after", `${String(durationMs)} ms`]);
  if (code !== undefined) rows.push(["Close code", String(code)]);
  if (reason !== undefined && reason !== "") rows.push(["Reason", reason]);
  if (note !== undefined) rows.push(["Note", note]);
  return (
    <dl class="facts">
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Branch({ node, level }: { readonly node: TreeNode; readonly level: number }): JSX.Element {
  const head = (
    <>
      {node.name !== "" && <span class="tree-name">{node.name}</span>}
      <bdi class="tree-text">{node.text}</bdi>
    </>
  );
  if (node.children.length === 0)
    return (
      <li>
        <div class="node">{head}</div>
      </li>
    );
  return (
    <li>
      <details open={level < 3}>
        <summary class="node">{head}</summary>
        <ul>
          {node.children.map((child, index) => (
            <Branch key={index} node={child} level={level + 1} />
          ))}
        </ul>
      </details>
    </li>
  );
}

/** A text as JSON or XML tree; undefined when it is neither. */
function treeOf(text: string): TreeNode | undefined {
  const json = jsonTree(text);
  if (json !== undefined) return json;
  if (!/^\s*</.test(text)) return undefined;
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  return parsed.querySelector("parsererror") === null ? xmlTree(parsed.documentElement) : undefined;
}

/** How one response takes the message. */
function Match(props: {
  readonly match: MatchReport;
  readonly hex: string;
  readonly store: ElementStore;
}): JSX.Element {
  const { match, hex, store } = props;
  const { description } = store;
  const nameOf = (pid: number): string => paramLabel(description, pid);
  return (
    <section class="match">
      <h3>
        <span class={match.matched ? "badge good" : "badge bad"}>
          {match.matched ? "matches" : "does not match"}
        </span>{" "}
        Response {named(description.responses, match.response)}
      </h3>
      <HexView hex={hex} match={match} nameOf={nameOf} />
      <ol class="fields">
        {match.fields.map(({ pid, offset, length, action }, index) => (
          <li key={index}>
            <span class={`swatch field field-${String(index % 6)}`}>{length}</span> {nameOf(pid)}:{" "}
            {length === 1 ? "byte" : "bytes"} {offset}
            {length > 1 ? ` to ${String(offset + length - 1)}` : ""},{" "}
            {action === "compare"
              ? "compared with its fixed value"
              : action === "skip"
                ? "passed over"
                : "stored"}
          </li>
        ))}
      </ol>
      {match.why !== undefined && (
        <pre tabIndex={0} class="why">
          {match.why}
        </pre>
      )}
    </section>
  );
}

function Matches(props: {
  readonly report: MessageReport;
  readonly entry: StreamItem;
  readonly store: ElementStore;
}): JSX.Element {
  const { report, entry, store } = props;
  if (entry.direction !== "in") return <p>Only what comes in is matched with responses.</p>;
  if (report.matches.length === 0)
    return <p>The protocol has no response for connection {entry.connection}.</p>;
  return (
    <>
      <p class="dim">
        Each response by the values that parameters have now, without its before-response triggers. The one
        that took the message:{" "}
        {entry.response === undefined ? "none" : named(store.description.responses, entry.response)}.
      </p>
      {report.matches.map((match) => (
        <Match key={match.response} match={match} hex={report.hex} store={store} />
      ))}
    </>
  );
}

/** The detail of an entry of the stream. */
export function MessageDetail(props: {
  readonly store: Store;
  readonly element: ElementStore;
  readonly entry: StreamItem;
  readonly onClose: () => void;
}): JSX.Element {
  const { store, element, entry } = props;
  const [tab, setTab] = useState("links");
  const key =
    entry.length === undefined || entry.length === 0 ? "" : `${String(element.id)}/${String(entry.number)}`;
  const answer = useAnswer(store, key, () => ({ do: "message", element: element.id, number: entry.number }));
  const report = answer?.ok === true ? answer.message : undefined;
  const problem = answer?.ok === false ? answer.why : "";
  const nameOf = (pid: number): string => paramLabel(element.description, pid);
  const waiting = key === "" ? <p>It has no payload.</p> : <p>{problem === "" ? "..." : problem}</p>;
  const best = report?.bytes.readings[0]?.text ?? "";
  const tree = tab === "tree" && report !== undefined ? treeOf(best) : undefined;
  const chain =
    tab === "chain" ? treesWith(eventTrees(element.events), (event) => event.number === entry.number, 1) : [];
  const contents: Readonly<Record<string, () => ComponentChildren>> = {
    links: () => <Links entry={entry} description={element.description} />,
    hex: () => (report === undefined ? waiting : <HexView hex={report.hex} nameOf={nameOf} />),
    readings: () =>
      report === undefined ? (
        waiting
      ) : (
        <>
          {report.cure !== undefined && <Cure report={report.cure} />}
          <Readings report={report.bytes} />
        </>
      ),
    tree: () =>
      report === undefined ? (
        waiting
      ) : tree === undefined ? (
        <p>It is neither JSON nor XML.</p>
      ) : (
        <ul class="tree">
          <Branch node={tree} level={0} />
        </ul>
      ),
    match: () => (report === undefined ? waiting : <Matches report={report} entry={entry} store={element} />),
    chain: () =>
      chain.length === 0 ? (
        <p>What it set off is not known: it happened before the page was open, or among very many events.</p>
      ) : (
        <EventTrees roots={chain} store={element} open />
      ),
  };
  return (
    <aside class="detail" aria-label={`Message ${String(entry.number)}`}>
      <header>
        <h2>
          {entry.direction === "in" ? "In" : entry.direction === "out" ? "Out" : "Line"} {entry.number}
          <span class="dim"> {entryName(entry, element.description)}</span>
        </h2>
        <button type="button" onClick={props.onClose}>
          Close
        </button>
      </header>
      <Tabs
        label="Parts of the message"
        tabs={[
          ["links", "Links"],
          ["hex", "Hex"],
          ["readings", "Encodings"],
          ["tree", "Tree"],
          ["match", "Match"],
          ["chain", "Set off"],
        ]}
        selected={tab}
        onSelect={setTab}
      >
        {contents[tab]?.()}
      </Tabs>
    </aside>
  );
}
