/** The element: its parameters by page and position, with their write parameters, tables, and details. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ParamDescription, Value } from "../messages.ts";
import { EventTrees } from "./event-tree-view.tsx";
import { eventTrees, treesWith } from "./event-tree.ts";
import { isOutside, paramLabel, timeText, valueText } from "./formats.ts";
import { HexView } from "./hex-view.tsx";
import { useAnswer } from "./hooks.ts";
import { otherPages, pageLayout } from "./page-layout.ts";
import { Plot } from "./plot.tsx";
import type { ElementStore, Store } from "./store.ts";
import { TableView } from "./table-view.tsx";
import { WriteControl } from "./write-control.tsx";

/** Trees of changes that are shown of a parameter. */
const treesShown = 10;
/** Characters of a value that are shown in a line. */
const valueShown = 200;

/** One parameter: what it is called, its value, how it is set. */
function ParamLine(props: {
  readonly store: Store;
  readonly element: ElementStore;
  readonly param: ParamDescription;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onPage: (page: string) => void;
}): JSX.Element {
  const { store, element, param, selected, onSelect, onPage } = props;
  const isWrite = param.type.startsWith("write");
  const write = isWrite ? param : param.write === undefined ? undefined : element.params.get(param.write);
  const item = element.values.get(param.id);
  const value = item?.value ?? null;
  const text = valueText(param, value);
  const recent = element.at - (element.changedAt.get(param.id) ?? -Infinity) < 1500;
  const name = param.description || param.name;
  return (
    <div class={selected ? "param selected" : "param"}>
      <button
        type="button"
        class="quiet param-name"
        aria-pressed={selected}
        title={`${param.name}, parameter ${String(param.id)}`}
        onClick={onSelect}
      >
        {name || param.id}
      </button>
      {!isWrite && (
        <bdi
          class={`value${recent ? " recent" : ""}${isOutside(param, value) ? " bad-text" : ""}`}
          title={isOutside(param, value) ? "outside its range" : ""}
        >
          {text === "" ? (
            <span class="dim">{value === "" ? "empty" : "not initialized"}</span>
          ) : (
            text.slice(0, valueShown)
          )}
          {text.length > valueShown && "..."}
        </bdi>
      )}
      {write !== undefined && (
        <WriteControl store={store} element={element.id} param={write} onPage={onPage} />
      )}
    </div>
  );
}

function rangeText({ low, high, units = "" }: ParamDescription): string {
  if (low === undefined && high === undefined) return "";
  return `${String(low ?? "no limit")} to ${String(high ?? "no limit")} ${units}`.trim();
}

/** All about one parameter. */
function ParamDetail(props: {
  readonly store: Store;
  readonly element: ElementStore;
  readonly param: ParamDescription;
  readonly onClose: () => void;
}): JSX.Element {
  const { store, element, param, onClose } = props;
  const item = element.values.get(param.id);
  const value: Value = item?.value ?? null;
  const key = `${String(element.id)}/${String(param.id)}/${String(value)}/${String(item?.length ?? 0)}`;
  const answer = useAnswer(store, key, () => ({ do: "value", element: element.id, pid: param.id }));
  const report = answer?.ok === true ? answer.value : undefined;
  const trees = useMemo(
    () =>
      treesWith(
        eventTrees(element.events),
        (event) => event.type === "parameter" && event.id === param.id,
        treesShown,
      ),
    [element.events, param],
  );
  const facts: (readonly [string, string])[] = [
    ["Parameter", `${String(param.id)}, ${param.name}`],
    [
      "Type",
      [param.type, param.measurement ?? "", param.numeric ? "number" : "text", param.saved ? "saved" : ""]
        .filter((part) => part !== "")
        .join(", "),
    ],
    ["Raw value", value === null ? "not initialized" : String(report?.value ?? value)],
    ["Range", rangeText(param)],
    ["Changed", element.changedAt.has(param.id) ? timeText(element.changedAt.get(param.id) ?? 0) : ""],
    ["Write parameter", param.write === undefined ? "" : String(param.write)],
    ["For clients", param.shown ? "" : "no: it has no RTDisplay"],
  ];
  return (
    <aside class="detail" aria-label={`Parameter ${String(param.id)}`}>
      <header>
        <h2>{param.description || param.name}</h2>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </header>
      <div class="panel">
        <dl class="facts">
          {facts
            .filter(([, text]) => text !== "")
            .map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <bdi>{text}</bdi>
                </dd>
              </div>
            ))}
        </dl>
        {[["Values", param.discreets] as const, ["Exceptions", param.exceptions] as const].map(
          ([name, list]) =>
            list.length === 0 ? null : (
              <div key={name}>
                <h3>{name}</h3>
                <ul class="plain">
                  {list.map((one, index) => (
                    <li key={index}>
                      <code>{one.value}</code> {one.display}
                    </li>
                  ))}
                </ul>
              </div>
            ),
        )}
        {param.numeric && (
          <>
            <h3>Over time</h3>
            <Plot
              points={element.points.get(param.id) ?? []}
              until={element.at}
              label={param.description || param.name}
            />
          </>
        )}
        {report?.hex !== undefined && report.hex !== "" && (
          <>
            <h3>
              Stored bytes <span class="dim">{report.length}</span>
            </h3>
            <HexView hex={report.hex} nameOf={(pid) => paramLabel(element.description, pid)} />
          </>
        )}
        {param.secret && <p class="note">It is a secret: its value and its bytes are not shown.</p>}
        <h3>Who set it</h3>
        {trees.length === 0 ? (
          <p class="dim">Nobody since the page was opened.</p>
        ) : (
          <EventTrees roots={trees} store={element} open />
        )}
      </div>
    </aside>
  );
}

/** The view. */
export function ElementView({
  store,
  element,
}: {
  readonly store: Store;
  readonly element: ElementStore;
}): JSX.Element {
  const { description } = element;
  const pages = useMemo(() => [...description.pages, ...otherPages(description)], [description]);
  const [page, setPage] = useState(description.defaultPage || (pages[0] ?? ""));
  const [words, setWords] = useState("");
  const [selected, setSelected] = useState<number>();
  const [table, setTable] = useState<number>();
  const layout = useMemo(() => pageLayout(description, page), [description, page]);
  const wanted = words.toLowerCase();
  const fits = ({ id, name, description: text }: ParamDescription): boolean =>
    wanted === "" || `${String(id)} ${name} ${text}`.toLowerCase().includes(wanted);
  const shownTable = layout.tables.includes(table ?? -1) ? table : layout.tables[0];
  useEffect(
    () => (shownTable === undefined ? undefined : store.watchTable(element.id, shownTable)),
    [store, element, shownTable],
  );
  useEffect(() => {
    setSelected(undefined);
    setPage(description.defaultPage || (pages[0] ?? ""));
  }, [element]);
  const param = selected === undefined ? undefined : element.params.get(selected);
  const open = shownTable === undefined ? undefined : element.tables.get(shownTable);
  const columns = layout.columns.map((params) => params.filter(fits)).filter((params) => params.length > 0);
  return (
    <div class={param === undefined ? "view split" : "view split with-detail"}>
      <nav class="pages" aria-label="Pages">
        {pages.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === page ? "page" : undefined}
            onClick={() => {
              setPage(name);
            }}
          >
            {name}
          </button>
        ))}
      </nav>
      <div class="main-part page-part">
        <div class="toolbar">
          <h2>{page}</h2>
          <input
            type="search"
            data-search
            aria-label="Find a parameter"
            placeholder="Find a parameter"
            value={words}
            onInput={(event) => {
              setWords(event.currentTarget.value);
            }}
          />
        </div>
        <div class="page-columns">
          {columns.map((params, index) => (
            <div key={index} class="page-column">
              {params.map((one) => (
                <ParamLine
                  key={one.id}
                  store={store}
                  element={element}
                  param={one}
                  selected={one.id === selected}
                  onSelect={() => {
                    setSelected(one.id === selected ? undefined : one.id);
                  }}
                  onPage={setPage}
                />
              ))}
            </div>
          ))}
        </div>
        {layout.tables.length > 1 && (
          <div class="toolbar" role="group" aria-label="Tables">
            {layout.tables.map((id) => (
              <button
                key={id}
                type="button"
                aria-pressed={id === shownTable}
                onClick={() => {
                  setTable(id);
                }}
              >
                {element.params.get(id)?.description || `Table ${String(id)}`}
              </button>
            ))}
          </div>
        )}
        {open !== undefined && (
          <TableView key={open.id} store={store} element={element} table={open} onPage={setPage} />
        )}
      </div>
      {param !== undefined && (
        <ParamDetail
          store={store}
          element={element}
          param={param}
          onClose={() => {
            setSelected(undefined);
          }}
        />
      )}
    </div>
  );
}
