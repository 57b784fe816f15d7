/** The element log, by level. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { LogItem } from "../messages.ts";
import { timeText } from "./formats.ts";
import { saveFile } from "./save-file.ts";
import type { ElementStore, Store } from "./store.ts";

/** Lines that are drawn. */
const linesShown = 500;

const levels: readonly (readonly [LogItem["kind"], string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["information", "Information"],
  ["debug", "Debug"],
  ["always", "Always"],
];

/** One line: the first line of its text, and the rest of a stack below. */
function Line({
  line,
  names,
}: {
  readonly line: LogItem;
  readonly names: Readonly<Record<string, string>>;
}): JSX.Element {
  const [first = "", ...more] = line.message.split("\n");
  const who =
    line.qaction === undefined ? line.code : `QAction ${String(line.qaction)} ${names[line.qaction] ?? ""}`;
  return (
    <li class={`log-line log-${line.kind}${line.written === false ? " unwritten" : ""}`}>
      <span class="time dim">{timeText(line.at)}</span>
      <span class={`badge level-${line.kind}`}>{line.kind}</span>
      {who !== undefined && <span class="dim">{who.trim()}</span>}
      {line.written === false && (
        <span class="dim" title="The log levels of the element keep it out of the log file">
          not written
        </span>
      )}
      <bdi class="log-text">{first}</bdi>
      {more.length > 0 && <pre tabIndex={0}>{more.join("\n")}</pre>}
    </li>
  );
}

/** The view. */
export function LogView({
  store,
  element,
}: {
  readonly store: Store;
  readonly element: ElementStore;
}): JSX.Element {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState("");
  const [frozen, setFrozen] = useState<readonly LogItem[]>();
  useEffect(() => {
    setFrozen(undefined);
  }, [element]);
  const all = frozen ?? element.log;
  const wanted = words.toLowerCase();
  const fitting = useMemo(
    () =>
      all.filter(
        ({ kind, message, code = "" }) =>
          !hidden.has(kind) && (wanted === "" || `${message} ${code}`.toLowerCase().includes(wanted)),
      ),
    [all, hidden, wanted],
  );
  const toggle = (kind: string): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHidden(next);
  };
  return (
    <div class="view">
      <div class="toolbar" role="toolbar" aria-label="Log">
        <input
          type="search"
          data-search
          aria-label="Search in the log"
          placeholder="Search"
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        {levels.map(([kind, name]) => (
          <button
            key={kind}
            type="button"
            aria-pressed={!hidden.has(kind)}
            onClick={() => {
              toggle(kind);
            }}
          >
            {name}
          </button>
        ))}
        <span class="grow" />
        <button
          type="button"
          data-freeze
          aria-pressed={frozen !== undefined}
          onClick={() => {
            setFrozen(frozen === undefined ? element.log : undefined);
          }}
        >
          Freeze
        </button>
        <button
          type="button"
          onClick={() => {
            element.clearLog();
            setFrozen(undefined);
            store.changed();
          }}
        >
          Clear
        </button>
        <button
          type="button"
          onClick={() => {
            saveFile(
              "element.log",
              fitting
                .map(({ at, kind, message }) => `${new Date(at).toISOString()} ${kind} ${message}\n`)
                .join(""),
            );
          }}
        >
          Save
        </button>
      </div>
      <p class="counts dim" role="status">
        {fitting.length} of {all.length} lines
        {element.logDropped > 0 ? `, ${String(element.logDropped)} older ones were left out` : ""}
      </p>
      {all.length === 0 && <p class="counts dim">No line has come yet.</p>}
      <ol class="log scroll fill" tabIndex={0} aria-label="Lines of the log, newest first">
        {fitting
          .slice(-linesShown)
          .reverse()
          .map((line, index) => (
            <Line
              key={`${String(line.at)}-${String(fitting.length - index)}`}
              line={line}
              names={element.description.qactions}
            />
          ))}
      </ol>
    </div>
  );
}
