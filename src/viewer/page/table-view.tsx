/** A table: sorted, filtered, of any number of rows, with its row buttons and write columns. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ColumnDescription, ParamDescription, TableDescription, Value } from "../messages.ts";
import { isOutside, valueText } from "./formats.ts";
import type { ElementStore, Store } from "./store.ts";
import { sortedKeys, type TableOrder } from "./table-order.ts";
import { VirtualList } from "./virtual-list.tsx";
import { WriteControl } from "./write-control.tsx";

/** Pixels of a row, and of a column that holds controls. */
const rowHeight = 34;
const controlWidth = 190;

/** A column with what its cells are. */
interface ShownColumn extends ColumnDescription {
  readonly param: ParamDescription | undefined;
  readonly write: ParamDescription | undefined;
}

function columnsOf(table: TableDescription, { params }: ElementStore): readonly ShownColumn[] {
  return table.columns
    .filter(({ width }) => width > 0)
    .map((column) => {
      const param = params.get(column.pid);
      const write = param?.write === undefined ? undefined : params.get(param.write);
      return {
        ...column,
        param,
        write,
        width: write === undefined ? Math.max(60, column.width) : Math.max(controlWidth, column.width),
      };
    });
}

function Cell(props: {
  readonly store: Store;
  readonly element: ElementStore;
  readonly column: ShownColumn;
  readonly cellKey: string;
  readonly value: Value;
  readonly editing: boolean;
  readonly onEdit: (editing: boolean) => void;
  readonly onPage: (page: string) => void;
}): JSX.Element {
  const { store, element, column, cellKey, value, editing, onEdit, onPage } = props;
  const { param, write } = column;
  const text = param === undefined ? String(value ?? "") : valueText(param, value);
  const style = param !== undefined && isOutside(param, value) ? "cell-text bad-text" : "cell-text";
  if (write === undefined)
    return (
      <bdi class={style} title={text}>
        {text}
      </bdi>
    );
  const control = (
    <WriteControl store={store} element={element.id} param={write} cellKey={cellKey} onPage={onPage} small />
  );
  if (write.measurement === "button")
    return (
      <>
        {text !== "" && <bdi class={style}>{text}</bdi>}
        {control}
      </>
    );
  if (editing)
    return (
      <>
        {control}
        <button
          type="button"
          aria-label="Do not set"
          onClick={() => {
            onEdit(false);
          }}
        >
          ×
        </button>
      </>
    );
  return (
    <>
      <bdi class={style} title={text}>
        {text}
      </bdi>
      <button
        type="button"
        class="quiet"
        aria-label={`Change ${write.description || write.name} of ${cellKey}`}
        onClick={() => {
          onEdit(true);
        }}
      >
        ✎
      </button>
    </>
  );
}

/** The table. */
export function TableView(props: {
  readonly store: Store;
  readonly element: ElementStore;
  readonly table: TableDescription;
  readonly onPage: (page: string) => void;
}): JSX.Element {
  const { store, element, table, onPage } = props;
  const [order, setOrder] = useState<TableOrder>({ idx: -1, down: false, words: "" });
  const [selected, setSelected] = useState("");
  const [editing, setEditing] = useState("");
  const columns = useMemo(() => columnsOf(table, element), [table, element]);
  const rows = element.rows.get(table.id);
  const textOf = (column: ShownColumn, value: Value): string =>
    column.param === undefined ? String(value ?? "") : valueText(column.param, value);
  const keys = useMemo(
    () =>
      rows === undefined
        ? []
        : sortedKeys(rows.rows, order, (cells) =>
            columns.map((column) => textOf(column, cells[column.idx] ?? null)).join("\n"),
          ),
    [rows, rows?.version, order, columns],
  );
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const param = element.params.get(table.id);
  const name = param?.description || param?.name || `Table ${String(table.id)}`;
  const sort = (idx: number): void => {
    setOrder({
      ...order,
      idx: order.idx === idx && order.down ? -1 : idx,
      down: order.idx === idx && !order.down,
    });
  };
  const head = (
    <div class="table-head" style={{ minWidth: `${String(width)}px` }}>
      {columns.map((column) => {
        const sorted = order.idx === column.idx;
        return (
          <span key={column.pid} class="cell" style={{ flex: `1 0 ${String(column.width)}px` }}>
            <button
              type="button"
              class="quiet"
              title={`Parameter ${String(column.pid)}`}
              aria-label={`Sort by ${column.param?.description ?? String(column.pid)}`}
              onClick={() => {
                sort(column.idx);
              }}
            >
              {(column.param?.description ?? "").replace(/\s*\([^()]*\)$/, "") ||
                column.param?.name ||
                column.pid}
              {sorted && <span aria-hidden="true">{order.down ? " ▼" : " ▲"}</span>}
            </button>
          </span>
        );
      })}
    </div>
  );
  return (
    <section class="table-view" aria-label={name}>
      <div class="toolbar">
        <h3>
          {name} <span class="dim">{table.id}</span>
        </h3>
        <input
          type="search"
          data-search
          aria-label={`Filter ${name}`}
          placeholder="Filter"
          value={order.words}
          onInput={(event) => {
            setOrder({ ...order, words: event.currentTarget.value });
          }}
        />
        <span class="dim" role="status">
          {keys.length === rows?.rows.size
            ? `${String(keys.length)} rows`
            : `${String(keys.length)} of ${String(rows?.rows.size ?? 0)} rows`}
          {rows?.complete === false ? ", more are coming" : ""}
        </span>
      </div>
      <div class="table-scroll">
        <div style={{ minWidth: `${String(width)}px` }} class="table-width">
          <VirtualList
            grid
            label={name}
            count={keys.length}
            rowHeight={rowHeight}
            head={head}
            keyOf={(index) => keys[index] ?? index}
            selected={keys.indexOf(selected)}
            onSelect={(index) => {
              setSelected(keys[index] ?? "");
            }}
            row={(index) => {
              const key = keys[index] ?? "";
              const cells = rows?.rows.get(key) ?? [];
              return columns.map((column) => {
                const place = `${key}\n${String(column.pid)}`;
                return (
                  <span
                    key={column.pid}
                    role="gridcell"
                    class={column.param?.numeric === true ? "cell number" : "cell"}
                    style={{ flex: `1 0 ${String(column.width)}px` }}
                  >
                    <Cell
                      store={store}
                      element={element}
                      column={column}
                      cellKey={key}
                      value={cells[column.idx] ?? null}
                      editing={editing === place}
                      onEdit={(on) => {
                        setEditing(on ? place : "");
                      }}
                      onPage={onPage}
                    />
                  </span>
                );
              });
            }}
          />
        </div>
      </div>
    </section>
  );
}
