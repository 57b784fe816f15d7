/** What the page has to know of a protocol: parameters with their places, tables, names. */
import type { Element } from "../element/element.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { Param, Protocol } from "../protocol/model.ts";
import { SecretParameters } from "../protocol/secret-parameters.ts";
import { childNamed, childrenNamed, type XmlElement } from "../protocol/xml/xml-element.ts";
import type {
  ColumnDescription,
  ElementDescription,
  NamedValue,
  Names,
  PagePosition,
  ParamDescription,
  TableDescription,
} from "./messages.ts";

/** Pixels of a column for which the protocol gives no width. */
const usualWidth = 120;

/** An entry of `pageOrder` that is only a line between pages. */
const separator = /^-+$/;

function attribute(element: XmlElement | undefined, name: string): string {
  return element?.attributes.find(({ localName }) => localName === name)?.value ?? "";
}

function textOf(element: XmlElement | undefined, name: string): string {
  return childNamed(element, name)?.text.trim() ?? "";
}

/** Places of the parameters (`Protocol.Params.Param.Display.Positions`), by id. */
function positionsOf(root: XmlElement): ReadonlyMap<number, readonly PagePosition[]> {
  const found = new Map<number, readonly PagePosition[]>();
  for (const param of childrenNamed(childNamed(root, "params"), "param")) {
    const positions = childNamed(childNamed(param, "display"), "positions");
    const places = childrenNamed(positions, "position").flatMap((place) => {
      const page = textOf(place, "page");
      return page === ""
        ? []
        : [{ page, row: Number(textOf(place, "row")) || 0, column: Number(textOf(place, "column")) || 0 }];
    });
    const id = Number(attribute(param, "id"));
    if (places.length > 0 && !found.has(id)) found.set(id, places);
  }
  return found;
}

/** Pages in the order of `Display@pageOrder`; those that it does not name follow by name (`Protocol.Display-pageOrder`). */
function pagesOf(
  root: XmlElement,
  named: ReadonlySet<string>,
): Pick<ElementDescription, "pages" | "defaultPage"> {
  const display = childNamed(root, "display");
  const ordered = attribute(display, "pageorder")
    .split(";")
    .map((page) => page.trim())
    .filter((page) => page !== "" && (named.has(page) || !(separator.test(page) || page.includes("#"))));
  const others = [...named]
    .filter((page) => !ordered.includes(page))
    .sort((a, b) => a.localeCompare(b, "en"));
  const pages = [...new Set([...ordered.filter((page) => named.has(page)), ...others])];
  const wanted = attribute(display, "defaultpage").trim();
  return { pages, defaultPage: pages.includes(wanted) ? wanted : (pages[0] ?? "") };
}

/** The write parameter that a read shows beside itself: the one of the same name. */
function writesOf({ params }: Protocol): ReadonlyMap<number, number> {
  const reads = new Map<string, Param>();
  for (const param of params.values())
    if (param.type.startsWith("read") && !reads.has(param.name)) reads.set(param.name, param);
  const writes = new Map<number, number>();
  for (const { id, name, type } of params.values()) {
    const read = type.startsWith("write") ? reads.get(name) : undefined;
    if (read !== undefined && !writes.has(read.id)) writes.set(read.id, id);
  }
  return writes;
}

/** Options of a table's measurement such as `columns:1001|0-1002|1`, by name. */
function tabOptions({ measurementOptions }: Param): ReadonlyMap<string, string> {
  const tab = measurementOptions.find((option) => /^tab=/i.test(option))?.slice(4) ?? "";
  return new Map(
    tab.split(",").map((option) => {
      const at = option.indexOf(":");
      return [option.slice(0, at).trim().toLowerCase(), option.slice(at + 1)] as const;
    }),
  );
}

/** Columns as the table shows them (`Protocol.Params.Param.Measurement.Type-options`, `tab=`). */
function columnsOf(param: Param): readonly ColumnDescription[] {
  const own = new Map(param.table?.columns.map((column) => [column.pid, column.idx]));
  const options = tabOptions(param);
  const widths = (options.get("width") ?? "").split("-").map(Number);
  const listed = (options.get("columns") ?? "").split("-").map((entry) => Number(entry.split("|")[0]));
  const shown = listed.filter((pid) => own.has(pid));
  const order = shown.length > 0 ? shown : [...own.keys()];
  return order.map((pid, index) => {
    const width = widths[index];
    return {
      pid,
      idx: own.get(pid) ?? 0,
      width:
        width === undefined || Number.isNaN(width) || options.get("width") === undefined ? usualWidth : width,
    };
  });
}

function namesOf(items: ReadonlyMap<number, { readonly id: number; readonly name?: string }>): Names {
  return Object.fromEntries([...items.values()].map(({ id, name = "" }) => [String(id), name]));
}

function exceptionsOf({ interprete }: Param): readonly NamedValue[] {
  return interprete.exceptions.map(({ value, display }) => ({ value, display }));
}

/** Tables by the id of each of their columns and of the write parameters of these. */
function tableOfColumns(
  protocol: Protocol,
  writes: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const tables = new Map<number, number>();
  for (const { id, table } of protocol.params.values()) {
    for (const { pid } of table?.columns ?? []) {
      tables.set(pid, id);
      const write = writes.get(pid);
      if (write !== undefined) tables.set(write, id);
    }
  }
  return tables;
}

/** Describes an element for the page. */
export function describeElement({
  protocol,
  options,
}: Pick<Element, "protocol" | "options">): ElementDescription {
  const positions = positionsOf(protocol.root);
  const writes = writesOf(protocol);
  const reads = new Map([...writes].map(([read, write]) => [write, read]));
  const tableOf = tableOfColumns(protocol, writes);
  const secrets = new SecretParameters(protocol, options);
  const describe = (param: Param): ParamDescription => {
    const { id, measurement, units, displayDecimals, displayRangeLow, displayRangeHigh } = param;
    const [write, ofRead, ofTable] = [writes.get(id), reads.get(id), tableOf.get(id)];
    return {
      id,
      name: param.name,
      description: param.description,
      type: param.type,
      numeric: param.interprete.type === "double",
      discreets: param.discreets.map(({ display, value }) => ({ display, value })),
      exceptions: exceptionsOf(param),
      shown: param.rtDisplay,
      saved: param.save,
      secret: secrets.has(id),
      positions: positions.get(id) ?? [],
      ...(measurement !== undefined && { measurement }),
      ...(units !== undefined && { units }),
      ...(displayDecimals !== undefined && { decimals: displayDecimals }),
      ...(displayRangeLow !== undefined && { low: displayRangeLow }),
      ...(displayRangeHigh !== undefined && { high: displayRangeHigh }),
      ...(write !== undefined && { write }),
      ...(ofRead !== undefined && { ofRead }),
      ...(ofTable !== undefined && { ofTable }),
    };
  };
  const params = [...protocol.params.values()];
  const tables = params.flatMap((param): TableDescription[] =>
    param.table === undefined ? [] : [{ id: param.id, key: param.table.index, columns: columnsOf(param) }],
  );
  const named = new Set([...positions.values()].flatMap((places) => places.map(({ page }) => page)));
  return {
    protocol: protocol.name,
    version: protocol.version,
    unicode: protocol.unicode,
    codePage: options.codePage,
    ...pagesOf(protocol.root, named),
    params: params.map(describe),
    tables,
    connections: protocol.connections.map((connection) => ({
      id: connection.id,
      name: connection.name,
      kind: kindOf(connection).name,
    })),
    commands: namesOf(protocol.commands),
    responses: namesOf(protocol.responses),
    pairs: namesOf(protocol.pairs),
    groups: namesOf(protocol.groups),
    sessions: namesOf(protocol.sessions),
    triggers: namesOf(protocol.triggers),
    actions: namesOf(protocol.actions),
    qactions: namesOf(protocol.qactions),
    timers: namesOf(protocol.timers),
  };
}
