/** `ArrayOptions` of a table parameter. */
import { fixOf, replaceInValue } from "../check/edits.ts";
import { list, made } from "../frozen.ts";
import type { ColumnDefinition, TableDefinition } from "../model.ts";
import type { Reading } from "./reading.ts";
import { normalised, tokens } from "./option-text.ts";
import { highestIdx, integer, integers } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

const indexes = { lowest: 0, highest: highestIdx };

/**
 * The columns of a table; undefined for a parameter that is no table. `typeId` lists columns in the old way: they stand
 * before the explicit options.
 */
export function readTable(
  reading: Reading,
  param: XmlElement,
  typeTag: XmlElement | undefined,
  what: string,
): TableDefinition | undefined {
  const element = reading.child(param, "arrayoptions");
  if (element === undefined) return undefined;
  const columns = new Map<number, ColumnDefinition>();
  const legacy =
    typeTag === undefined ? [] : integers(reading, reading.attribute(typeTag, "id"), `Type@id of ${what}`);
  for (const option of childrenNamed(element, "columnoption")) {
    const column = readColumn(reading, option, what);
    if (column === undefined) continue;
    const first = columns.get(column.idx);
    if (first === undefined) columns.set(column.idx, column);
    else {
      reading.report(
        "ID_DUPLICATE",
        `Column idx ${String(column.idx)} of ${what} already exists in line ${String(first.position.line)}; that one is used. Give this one another idx.`,
        option.position,
      );
    }
  }
  const pids = new Set(Array.from(columns.values(), ({ pid }) => pid));
  legacy.slice(0, highestIdx + 1).forEach((pid, idx) => {
    if (pids.has(pid) || columns.has(idx)) return;
    pids.add(pid);
    columns.set(
      idx,
      made<ColumnDefinition>({ idx, pid, type: "retrieved", options: list([]), position: element.position }),
    );
  });
  return made<TableDefinition>({
    index:
      integer(reading, reading.attribute(element, "index"), `ArrayOptions@index of ${what}`, indexes) ?? 0,
    displayColumn: integer(
      reading,
      reading.attribute(element, "displaycolumn"),
      `displayColumn of ${what}`,
      indexes,
    ),
    namingFormat: reading.childContent(element, "namingformat")?.value,
    options: tokens(reading.attribute(element, "options")?.value),
    columns: list([...columns.values()].sort((a, b) => a.idx - b.idx)),
  });
}

function readColumn(reading: Reading, element: XmlElement, what: string): ColumnDefinition | undefined {
  const options = reading.attribute(element, "options");
  if (options !== undefined && /^\s*[a-z]/i.test(options.value)) {
    const written = element.attributes.find(({ localName }) => localName === "options");
    reading.report(
      "COLUMN_OPTIONS",
      `The options of a column of ${what} are '${options.value}'. Begin with the separator: ';${options.value}'. They are read as if they did.`,
      options.position,
      {
        fix: written && fixOf("safe", "Begin with ';'", replaceInValue(reading.source, written, /^\s*/, ";")),
      },
    );
  }
  const idx = integer(reading, reading.attribute(element, "idx"), `idx of a column of ${what}`, indexes);
  const pid = integer(reading, reading.attribute(element, "pid"), `pid of a column of ${what}`);
  if (idx === undefined || pid === undefined) {
    reading.report(
      "TAG_MISSING",
      `A column of ${what} was left out: it needs idx and pid.`,
      element.position,
    );
    return undefined;
  }
  return made<ColumnDefinition>({
    idx,
    pid,
    type: normalised(reading.attribute(element, "type")?.value ?? "retrieved"),
    value: reading.attribute(element, "value")?.value,
    options: tokens(options?.value),
    position: element.position,
  });
}
