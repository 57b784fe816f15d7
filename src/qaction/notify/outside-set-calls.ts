/** NotifyDataMiner 50, 167, 256 and 287: sets and choices as a client makes them. */
import { andThen, type MaybePromise } from "../../base/maybe-promise.ts";
import { isMenu, menuItem } from "../table/context-menu.ts";
import { checkHistory } from "../slprotocol/history.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { Run } from "../qaction-run.ts";
import type { ExternalSet } from "../qaction-host.ts";
import { timeOf } from "../slprotocol/table-access.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf, listOf, textsOf } from "./notify-shapes.ts";
import { aboutElement } from "./element-calls.ts";
import type { ElementRow } from "./element-calls.ts";

/** A set, with the time of the value for 256. */
interface Wish extends ExternalSet {
  readonly at?: Date | undefined;
}

/** The value of 256 has a time; that of a cell is [[key, value], time], [key, [value, time]] or [key, value, time]. */
function wishOf(pid: number, given: unknown, cell: boolean, timed: boolean): Wish | undefined {
  const whole = timed ? timeOf(given) : undefined;
  const value = whole === undefined ? given : listOf(given)?.[0];
  if (!cell) return { pid, value, at: whole };
  const [key, content, third] = listOf(value) ?? [];
  if (typeof key !== "string" && typeof key !== "number") return undefined;
  const inner = timed ? timeOf(content) : undefined;
  const at = whole ?? inner ?? (timed && third instanceof Date ? third : undefined);
  return { pid, key: String(key), value: inner === undefined ? content : listOf(content)?.[0], at };
}

/** Reports a failure, also one that comes only after the call has waited for its turn. */
function report<C>(run: Run<C>, name: string, pid: number, code: MaybePromise<number>): void {
  void andThen(code, (result) => {
    if (result !== hresults.ok) run.fail(name, pid, result);
  });
}

/** 50 and 256 wait for their turn on the element; 167 runs at once. */
function setFromOutside(number: 50 | 167 | 256, name: string, value: string): ElementRow {
  const place = number === 167 ? "now" : "queued";
  return aboutElement({
    number,
    name,
    takes: ["[agent, element, pid]", value],
    gives: "null",
    blocksOnItself: place === "now",
    onElement(run, [id], value2) {
      const pid = idOf(id);
      if (pid === undefined) return wrongShape;
      const { parameters } = run.environment;
      const column = parameters.columnPlace(pid) !== undefined;
      const cell = column && (parameters.param(pid) === undefined || listOf(value2) !== undefined);
      const wish = wishOf(pid, value2, cell, number === 256);
      if (wish === undefined) return wrongShape;
      const { key, value, at } = wish;
      if (at !== undefined) checkHistory(run.environment, pid, at, key);
      const set = key === undefined ? { pid, value } : { pid, key, value };
      const { code, done } = run.environment.host.externalSet(set, place, run.request.context);
      run.join(done);
      report(run, name, pid, code);
      return null;
    },
    byDirectory(directory, element, [id], value2) {
      const pid = idOf(id);
      if (pid === undefined) return undefined;
      directory.write(element, pid, number === 256 ? listOf(value2)?.[0] : value2);
      return null;
    },
  });
}

/** 287: an item of a context menu is chosen. */
function chooseMenuItem<C>(run: Run<C>, [id]: readonly unknown[], value2: unknown): unknown {
  const menu = idOf(id);
  const choice = textsOf(value2);
  if (menu === undefined || choice === undefined || choice.length < 2) return wrongShape;
  const param = run.environment.protocol.params.get(menu);
  if (param === undefined || !isMenu(param) || menuItem(param, choice[1] ?? "") === undefined) {
    run.fail("NT_ALL_TRAP_INFO", menu, param === undefined ? hresults.notFound : hresults.unsuitable);
    return null;
  }
  report(
    run,
    "NT_ALL_TRAP_INFO",
    menu,
    run.environment.host.chooseMenuItem(menu, choice, run.request.context),
  );
  return null;
}

/** Rows for the sets and choices of clients. */
export const outsideSets: readonly ElementRow[] = [
  setFromOutside(50, "NT_SET_PARAMETER", "value; of a column [key, value]"),
  setFromOutside(167, "NT_SET_PARAMETER_WITH_WAIT", "value; of a column [key, value]"),
  setFromOutside(
    256,
    "NT_SET_PARAMETER_WITH_HISTORY",
    "[value, time]; of a column [[key, value], time], [key, [value, time]] or [key, value, time]",
  ),
  aboutElement({
    number: 287,
    name: "NT_ALL_TRAP_INFO",
    takes: ["[agent, element, menu]", "[client, item, values of the item and keys ...]"],
    gives: "null",
    onElement: chooseMenuItem,
  }),
];
