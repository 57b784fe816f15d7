/** A list of which only the visible rows are in the document: for a hundred thousand of them. */
import type { ComponentChildren, JSX, TargetedEvent, TargetedKeyboardEvent } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useSize } from "./hooks.ts";

/** Rows that are drawn above and below what can be seen. */
const spare = 8;
/** Tallest list: browsers do not place anything reliably further down. */
const tallest = 8_000_000;

/** See {@link VirtualList}. */
export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  readonly row: (index: number) => ComponentChildren;
  /** Identity of a row. */
  readonly keyOf: (index: number) => string | number;
  /** -1: none. */
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  /** Stays at the end while new rows come, as long as the user has not scrolled up. */
  readonly follow?: boolean;
  readonly head?: ComponentChildren;
  /** Rows of cells, which may hold controls; else the options of a list. */
  readonly grid?: boolean;
}

/** The list: arrow keys, Page Up and Down, Home and End move the selection. */
export function VirtualList(props: VirtualListProps): JSX.Element {
  const {
    label,
    count,
    rowHeight,
    row,
    keyOf,
    selected,
    onSelect,
    follow = false,
    head,
    grid = false,
  } = props;
  const [box, { height }] = useSize();
  const [top, setTop] = useState(0);
  const atEnd = useRef(true);
  const total = Math.min(tallest, count * rowHeight);
  const most = Math.max(1, total - height);
  // Where the list is too tall for the browser, the scroll bar stands for the row, not for the pixel.
  const tall = count * rowHeight > tallest;
  const first = tall
    ? Math.floor((Math.min(top, most) / most) * Math.max(0, count - height / rowHeight))
    : Math.floor(top / rowHeight);
  const from = Math.max(0, first - (tall ? 0 : spare));
  const to = Math.min(count, first + Math.ceil(height / rowHeight) + spare);

  useLayoutEffect(() => {
    if (follow && atEnd.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [count, follow, height]);

  useEffect(() => {
    const element = box.current;
    if (element === null || selected < 0 || tall) return;
    const place = selected * rowHeight;
    if (place < element.scrollTop) element.scrollTop = place;
    else if (place + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = place + rowHeight - element.clientHeight;
  }, [selected]);

  const onScroll = (event: TargetedEvent<HTMLDivElement>): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    atEnd.current = scrollTop + clientHeight >= scrollHeight - rowHeight;
    setTop(scrollTop);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: selected + 1,
      ArrowUp: selected - 1,
      PageDown: selected + page,
      PageUp: selected - page,
      Home: 0,
      End: count - 1,
    };
    const next = moves[event.key];
    if (next === undefined || count === 0 || event.target !== event.currentTarget) return;
    event.preventDefault();
    onSelect(Math.min(count - 1, Math.max(0, next)));
  };

  const rows: ComponentChildren[] = [];
  for (let index = from; index < to; index++) {
    const place = tall ? top + (index - first) * rowHeight : index * rowHeight;
    rows.push(
      <div
        key={keyOf(index)}
        id={`${label}-${String(keyOf(index))}`}
        class={index === selected ? "row selected" : "row"}
        {...(grid
          ? { role: "row" as const, "aria-rowindex": index + 1 }
          : { role: "option" as const, "aria-posinset": index + 1, "aria-setsize": count })}
        aria-selected={index === selected}
        style={{ transform: `translateY(${String(place)}px)`, height: `${String(rowHeight)}px` }}
        onClick={() => {
          onSelect(index);
        }}
      >
        {row(index)}
      </div>,
    );
  }
  return (
    <div class="virtual">
      {head}
      <div
        ref={box}
        class="virtual-box"
        {...(grid ? { role: "grid" as const, "aria-rowcount": count } : { role: "listbox" as const })}
        tabIndex={0}
        aria-label={label}
        {...(selected >= 0 && selected < count
          ? { "aria-activedescendant": `${label}-${String(keyOf(selected))}` }
          : {})}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div
          class="virtual-space"
          role={grid ? "rowgroup" : "presentation"}
          style={{ height: `${String(total)}px` }}
        >
          {rows}
        </div>
      </div>
    </div>
  );
}
