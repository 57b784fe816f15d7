/** The stream: what went out and came in. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { StreamItem } from "../messages.ts";
import { saveFile } from "./save-file.ts";
import { bytesOfHex, entryName, previewText, sizeText, timeText } from "./formats.ts";
import { MessageDetail } from "./message-detail.tsx";
import type { ElementStore, Store } from "./store.ts";
import { streamTest, type SearchMode, type StreamChoice } from "./stream-filter.ts";
import { VirtualList } from "./virtual-list.tsx";

/** Pixels of a row. */
const rowHeight = 30;

const arrows = { in: "←", out: "→", state: "·" } as const;
const arrowWords = { in: "in", out: "out", state: "line" } as const;

/** What can be seen of a payload in one row. */
function preview({ hex = "", length = 0, note = "", reason = "" }: StreamItem): string {
  const bytes = bytesOfHex(hex.slice(0, 400));
  const text = previewText(bytes, 2 * length > 400 || 2 * length > hex.length);
  return [note, reason, text].filter((part) => part !== "").join(" ");
}

/** One line of the stream. */
function Row({
  entry,
  element,
}: {
  readonly entry: StreamItem;
  readonly element: ElementStore;
}): JSX.Element {
  const { description } = element;
  const name = entryName(entry, description);
  const unsent = entry.direction === "out" && entry.note === "not sent";
  const unmatched =
    entry.direction === "in" &&
    entry.response === undefined &&
    entry.session === undefined &&
    entry.durationMs !== undefined;
  return (
    <>
      <span class="time dim">{timeText(entry.at)}</span>
      <span class={`arrow arrow-${entry.direction}`} title={arrowWords[entry.direction]}>
        <span aria-hidden="true">{arrows[entry.direction]}</span>
        <span class="hidden">{arrowWords[entry.direction]}</span>
      </span>
      <span class="dim">{entry.connection}</span>
      {name !== "" && <span class="name">{name}</span>}
      {unsent && <span class="badge bad">not sent</span>}
      {unmatched && <span class="badge warn">no response</span>}
      {entry.qactions?.map((id, index) => (
        <span key={index} class="badge">
          QA {id}
        </span>
      ))}
      <bdi class="preview">{unsent ? "" : preview(entry)}</bdi>
      <span class="dim size">{entry.length === undefined ? "" : sizeText(entry.length)}</span>
    </>
  );
}

/** The view. */
export function StreamView({
  store,
  element,
}: {
  readonly store: Store;
  readonly element: ElementStore;
}): JSX.Element {
  const [choice, setChoice] = useState<StreamChoice>({
    direction: "all",
    connection: -1,
    words: "",
    mode: "text",
  });
  const [frozen, setFrozen] = useState<readonly StreamItem[]>();
  const [selected, setSelected] = useState<number>();
  const { description } = element;
  const all = frozen ?? element.stream;
  const test = useMemo(() => streamTest(choice, description), [choice, description]);
  const problem = typeof test === "function" ? "" : test.problem;
  const shown = useMemo(() => (typeof test === "function" ? all.filter(test) : []), [all, test]);
  const index = shown.findIndex(({ number }) => number === selected);
  const entry = all.find(({ number }) => number === selected);
  const change = (part: Partial<StreamChoice>): void => {
    setChoice({ ...choice, ...part });
  };
  const freeze = (): void => {
    setFrozen(frozen === undefined ? element.stream : undefined);
  };
  useEffect(() => {
    setFrozen(undefined);
    setSelected(undefined);
  }, [element]);
  const save = (form: "text" | "jsonl"): void => {
    const numbers = shown.map(({ number }) => number);
    void store.ask({ do: "export", element: element.id, form, numbers }).then((answer) => {
      if (answer.ok) saveFile(form === "text" ? "stream.txt" : "stream.jsonl", answer.text ?? "");
    });
  };
  return (
    <div class={entry === undefined ? "view split" : "view split with-detail"}>
      <div class="main-part">
        <div class="toolbar" role="toolbar" aria-label="Stream">
          <input
            type="search"
            data-search
            aria-label="Search in the stream"
            placeholder="Search"
            value={choice.words}
            onInput={(event) => {
              change({ words: event.currentTarget.value });
            }}
          />
          <select
            aria-label="What the search is"
            value={choice.mode}
            onChange={(event) => {
              change({ mode: event.currentTarget.value as SearchMode });
            }}
          >
            <option value="text">text</option>
            <option value="hex">hex</option>
            <option value="regex">regular expression</option>
          </select>
          <select
            aria-label="Direction"
            value={choice.direction}
            onChange={(event) => {
              change({ direction: event.currentTarget.value as StreamChoice["direction"] });
            }}
          >
            <option value="all">in and out</option>
            <option value="in">in</option>
            <option value="out">out</option>
            <option value="state">line</option>
          </select>
          {description.connections.length > 1 && (
            <select
              aria-label="Connection"
              value={String(choice.connection)}
              onChange={(event) => {
                change({ connection: Number(event.currentTarget.value) });
              }}
            >
              <option value="-1">all connections</option>
              {description.connections.map(({ id, name }) => (
                <option key={id} value={String(id)}>{`${String(id)} ${name}`}</option>
              ))}
            </select>
          )}
          <span class="grow" />
          <button type="button" data-freeze aria-pressed={frozen !== undefined} onClick={freeze}>
            Freeze
          </button>
          <button
            type="button"
            onClick={() => {
              element.clearStream();
              setFrozen(undefined);
              setSelected(undefined);
              store.changed();
            }}
          >
            Clear
          </button>
          <button
            type="button"
            onClick={() => {
              save("text");
            }}
          >
            Save text
          </button>
          <button
            type="button"
            onClick={() => {
              save("jsonl");
            }}
          >
            Save JSON lines
          </button>
        </div>
        {problem !== "" && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <p class="counts dim" role="status">
          {shown.length} of {all.length} entries
          {element.streamDropped > 0
            ? `, ${String(element.streamDropped)} older or faster ones were left out`
            : ""}
          {frozen !== undefined
            ? `, frozen: ${String(element.stream.filter(({ number }) => number > (frozen.at(-1)?.number ?? 0)).length)} new`
            : ""}
        </p>
        <VirtualList
          label="Stream"
          count={shown.length}
          rowHeight={rowHeight}
          follow={frozen === undefined}
          keyOf={(at) => shown[at]?.number ?? at}
          selected={index}
          onSelect={(at) => {
            setSelected(shown[at]?.number);
          }}
          row={(at) => {
            const one = shown[at];
            return one === undefined ? null : <Row entry={one} element={element} />;
          }}
        />
      </div>
      {entry !== undefined && (
        <MessageDetail
          store={store}
          element={element}
          entry={entry}
          onClose={() => {
            setSelected(undefined);
          }}
        />
      )}
    </div>
  );
}
