/** Context menus of tables: their items, and the arguments of a QAction for a choice (`UIComponentsCustomTableContextMenu`). */
import { randomUUID } from "node:crypto";
import { QActionKitError } from "../../base/errors.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { Discreet, Param, Protocol } from "../../protocol/model.ts";

/** What a user enters and selects for an item of a context menu. */
export interface MenuChoice {
  /**
   * Values of the parameters that the item asks for (`Discreet@dependencyValues`), in that order. A missing or undefined
   * value becomes the default of the item, or is empty when the item allows that.
   */
  readonly values?: readonly (string | number | undefined)[];
  /** Primary keys of the selected rows, in order. */
  readonly rows?: readonly string[];
  /** Identifier of the client, the first text that the QAction gets; a new GUID by default. */
  readonly client?: string;
}

/** End of the name of a menu, after the name of its table. */
const suffix = "_ContextMenu";

/** True for a parameter that is the context menu of a table. */
export function isMenu({ name, type }: Param): boolean {
  return type.startsWith("write") && name.endsWith(suffix);
}

/** The items of a menu that run its QActions, without separators and items that start an Automation script. */
export function menuItems(menu: Param): readonly Discreet[] {
  return menu.discreets.filter(({ options = "" }) => !/(^|;)\s*(separator\s*(;|$)|script:)/i.test(options));
}

/** The item with a value, otherwise the item with a displayed text. */
export function menuItem(menu: Param, item: string): Discreet | undefined {
  const items = menuItems(menu);
  return items.find(({ value }) => value === item) ?? items.find(({ display }) => display === item);
}

/** The menu of an id, which is that of the menu or of its table. */
export function menuOf(protocol: Protocol, id: number): Param {
  const named = protocol.params.get(id);
  const name = named?.table === undefined ? named?.name : `${named.name}${suffix}`;
  const menu = [...protocol.params.values()].find((param) => param.name === name && isMenu(param));
  if (menu !== undefined) return menu;
  throw cannotChoose(
    `parameter ${String(id)} is neither a context menu nor a table with one. A menu is a parameter of type write that is named after its table: <table name>${suffix}`,
  );
}

/** The table of a menu; `undefined` when no table has its name. */
export function tableOfMenu(protocol: Protocol, { name }: Param): number | undefined {
  const tableName = name.slice(0, -suffix.length);
  return [...protocol.params.values()].find((param) => param.table !== undefined && param.name === tableName)
    ?.id;
}

/**
 * The list of texts that the QAction of a menu gets: client, value of the item, values entered, keys selected.
 * @throws QActionKitError `ERR_ELEMENT_OPTION` when no client could make the choice: the item does not exist, a value is
 * missing, or too few, too many or unknown rows are selected
 */
export function menuArguments(
  menu: Param,
  table: Table | undefined,
  item: string,
  { values = [], rows = [], client }: MenuChoice = {},
): readonly string[] {
  const chosen = menuItem(menu, item);
  const about = `item '${item}' of the context menu ${String(menu.id)} (${menu.name})`;
  if (chosen === undefined) {
    const known = menuItems(menu).map(({ value }) => `'${value}'`);
    throw cannotChoose(`there is no ${about}. Its items: ${known.join(", ") || "none"}`);
  }
  checkRows(chosen, about, rows, table);
  const wanted = (chosen.dependencyValues ?? "").split(";").filter((part) => part.trim() !== "");
  if (values.length > wanted.length) {
    throw cannotChoose(
      `the ${about} asks for ${String(wanted.length)} values, and ${String(values.length)} are given`,
    );
  }
  const filled = wanted.map((part, i) => {
    const [, pid = "", optional = "", fallback] = /^\s*(\d+)\s*(\??)\s*(?::(.*))?$/s.exec(part) ?? [];
    const value = values[i] ?? (fallback === undefined ? undefined : resolved(fallback, table, rows[0]));
    if (value === undefined && optional === "") {
      throw cannotChoose(`the ${about} needs a value for parameter ${pid || part.trim()}`);
    }
    return String(value ?? "");
  });
  return [client ?? randomUUID().replaceAll("-", ""), chosen.value, ...filled, ...rows];
}

/** An item needs one selected row (`table:singleselection`), at least one (`table:selection`), or none. */
function checkRows(item: Discreet, about: string, rows: readonly string[], table: Table | undefined): void {
  const [, selection] = /(?:^|;)\s*table:(singleselection|selection)\b/i.exec(item.options ?? "") ?? [];
  const needs = selection?.toLowerCase();
  const wrong =
    needs === undefined ? rows.length > 0 : rows.length === 0 || (needs !== "selection" && rows.length > 1);
  if (wrong) {
    const what = needs === undefined ? "no rows" : needs === "selection" ? "at least one row" : "one row";
    throw cannotChoose(`the ${about} takes ${what}, and ${String(rows.length)} are selected`);
  }
  const missing = rows.find((key) => table?.has(key) !== true);
  if (missing !== undefined) throw cannotChoose(`there is no row '${missing}' for the ${about}`);
}

/** Replaces the placeholders that the table can fill; those of a client become empty. */
function resolved(text: string, table: Table | undefined, key: string | undefined): string {
  return text.replaceAll(/\[(?:(value):(\d+)|([a-z ]+)(?::[^\]]*)?)\]/gi, (_, kind, pid, word) => {
    if (key === undefined || table === undefined) return "";
    if (kind !== undefined) {
      const idx = table.column(Number(pid))?.idx;
      return String((idx === undefined ? null : table.cell(key, idx)) ?? "");
    }
    const name = String(word).toLowerCase();
    if (name === "tableindex" || name === "primarykey") return key;
    return name === "displaytableindex" || name === "displaykey" ? (table.displayKey(key) ?? "") : "";
  });
}

function cannotChoose(why: string): QActionKitError {
  return new QActionKitError("ERR_ELEMENT_OPTION", `Nothing was chosen: ${why}.`);
}
