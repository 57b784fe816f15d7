/** Display keys: what a user sees instead of a primary key (`UIComponentsTableDisplayKeys`). */
import { roundDecimal, plainDecimal } from "../slot/decimal.ts";
import { invariantText } from "../coerce.ts";
import type { Param } from "../../protocol/model.ts";
import type { Row } from "./row-set.ts";
import type { TableCore } from "./table-core.ts";
import type { Value } from "../value.ts";

/** Returns the display key of a row. */
export type DisplayKeyOf = (row: Row) => string;

type Part = string | number;

/**
 * The rule of one table: `NamingFormat` (its first character separates the parts and is omitted), else the option
 * `naming` (its first character separates the values of the listed columns), else `displayColumn`, else the primary key.
 */
export function displayKeyRule(core: TableCore): DisplayKeyOf {
  const { namingFormat, displayColumn } = core.definition;
  const naming = core.option("naming");
  if (namingFormat !== undefined && namingFormat.length > 1) {
    const parts = split(namingFormat).map(partOf);
    return (row) => parts.map((part) => textOfPart(core, row, part)).join("");
  }
  if (naming !== undefined && naming.length > 1) {
    const parts = naming.slice(1).split(",").map(partOf);
    return (row) => parts.map((part) => textOfPart(core, row, part)).join(naming.charAt(0));
  }
  const column = displayColumn === undefined ? undefined : core.columns[displayColumn];
  if (column === undefined || column.idx === core.keyIdx) return (row) => row.key;
  return (row) => displayText(column.param, row.cells[column.idx] ?? null);
}

/** Idxs of the table's own columns that make up the display keys. */
export function displayKeyColumns(core: TableCore): number[] {
  const { namingFormat, displayColumn } = core.definition;
  const naming = core.option("naming")?.slice(1).split(",");
  const parts = namingFormat === undefined ? naming : split(namingFormat);
  if (parts === undefined) return displayColumn === undefined ? [] : [displayColumn];
  const columns = parts.map((part) => (/^\d+$/.test(part) ? core.column(Number(part)) : undefined));
  return columns.flatMap((column) => (column === undefined ? [] : [column.idx]));
}

/**
 * How a cell is shown without its unit: the display of a discreet value, else the number with its display decimals.
 * A special value (Exception) stays as it is, and is omitted where the parameter has discreet values.
 */
export function displayText(param: Param | undefined, cell: Value): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? invariantText(cell) : cell;
  if (param === undefined) return text;
  const same = (value: string): boolean =>
    value === text || (typeof cell === "number" && value.trim() !== "" && Number(value) === cell);
  if (param.interprete.exceptions.some(({ value }) => same(value)))
    return param.discreets.length > 0 ? "" : text;
  const discreet = param.discreets.find(({ value }) => same(value));
  if (discreet !== undefined) return discreet.display;
  if (typeof cell !== "number" || param.displayDecimals === undefined || !Number.isFinite(cell)) return text;
  const [whole = "", fraction = ""] = plainDecimal(
    roundDecimal(cell, param.displayDecimals, "halfToInfinity"),
  ).split(".");
  return param.displayDecimals === 0 ? whole : `${whole}.${fraction.padEnd(param.displayDecimals, "0")}`;
}

/** The parts after the separator, which is the first character. */
function split(rule: string): string[] {
  return rule.slice(1).split(rule.charAt(0));
}

/** A whole number without spaces is a column, anything else is literal text. */
function partOf(text: string): Part {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function textOfPart(core: TableCore, row: Row, part: Part): string {
  if (typeof part === "string") return part;
  const column = core.column(part);
  if (column !== undefined) return displayText(column.param, row.cells[column.idx] ?? null);
  const foreign = core.foreignCell(row.cells, part);
  return foreign === undefined ? String(part) : displayText(core.params.get(part), foreign);
}
