/** The doc comment of a parameter: description, kind, units, range, discreet values and place in the file. */
import type { Param } from "../protocol/model.ts";
import { isNumeric } from "./param-kinds.ts";

/** Lines of the comment. `file` is the name of the file, without a folder. */
export function documentation(param: Param, file: string, remarks: readonly string[] = []): string[] {
  const { description, name, discreets, interprete, position } = param;
  const exceptions = interprete.exceptions.map(
    ({ value, display }) => `- ${shown(value)}: ${display} (exception)`,
  );
  const values = [...discreets.map(({ value, display }) => `- ${shown(value)}: ${display}`), ...exceptions];
  return [
    sentence(description === "" ? name : description),
    "",
    sentence(`${kind(param)} ${String(param.id)} '${name}'${facts(param)}`),
    ...remarks,
    ...(values.length === 0 ? [] : ["", ...values]),
    "",
    `${file}, line ${String(position.line)}.`,
  ];
}

function kind({ type, table }: Param): string {
  if (type === "array" || table !== undefined) return "Table";
  return `${type.slice(0, 1).toUpperCase()}${type.slice(1)} parameter`;
}

/** What is known about the values, after the name. */
function facts(param: Param): string {
  const { type, table, units, interprete, displayRangeLow, displayRangeHigh, displayDecimals } = param;
  if (type === "array" || table !== undefined) return "";
  const low = displayRangeLow ?? interprete.rangeLow;
  const high = displayRangeHigh ?? interprete.rangeHigh;
  const list = [
    isNumeric(param) ? "number" : "text",
    ...(units === undefined || units === "" ? [] : [`in ${units}`]),
    ...(low === undefined
      ? []
      : [high === undefined ? `from ${String(low)}` : `${String(low)} to ${String(high)}`]),
    ...(low === undefined && high !== undefined ? [`up to ${String(high)}`] : []),
    ...(displayDecimals === undefined ? [] : [`${String(displayDecimals)} decimals shown`]),
  ];
  return `: ${list.join(", ")}`;
}

/** A value as text, visible even when it is empty. */
function shown(value: string): string {
  return value === "" ? "(empty)" : value;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === "" || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
