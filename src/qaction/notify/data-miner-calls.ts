/** NotifyDataMiner numbers that work without a DataMiner system: on this element, and on elements of a directory. */
import { isOlder } from "../../base/dataminer-version.ts";
import type { Run } from "../qaction-run.ts";
import { hresults } from "../../parameter/hresult.ts";
import { parameterMembers } from "../slprotocol/parameter-members.ts";
import { findTable } from "../slprotocol/table-access.ts";
import { fillUpdatesNotify, indexesNotify } from "./column-calls.ts";
import { aboutElement, onTarget, target } from "./element-calls.ts";
import type { ElementRow } from "./element-calls.ts";
import { getValue } from "./get-value-call.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf, listOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";
import { outsideSets } from "./outside-set-calls.ts";
import { addRowNotify, deleteRowNotify, getRowNotify, keyPosition, setRowNotify } from "./row-calls.ts";

/** A number whose effect is outside a local runtime: the call becomes an event and returns `result`. */
function recorded(
  number: number,
  name: string,
  takes: NotifyRow["takes"],
  result: 0 | null = null,
): NotifyRow {
  return {
    number,
    name,
    takes,
    gives: String(result),
    recorded: true,
    run(run, value1, value2) {
      run.environment.host.report({ type: "notify", call: "NotifyDataMiner", number, value1, value2 });
      return result;
    },
  };
}

/** As {@link recorded}, about an element; it fails when there is no such element. */
function recordedOf(number: number, name: string, value2: string): NotifyRow {
  const row = recorded(number, name, ["[agent, element]", value2]);
  return {
    ...row,
    run(run, value1, value2) {
      const to = target(run, value1);
      if (to === undefined) return wrongShape;
      if (!to.own && run.environment.host.elements?.nameOf(to.element) === undefined)
        run.fail(name, number, hresults.noElement);
      return row.run(run, value1, value2);
    },
  };
}

/** A number that does what it does in NotifyProtocol; `value1` makes its first value there. */
function asInProtocol(
  local: NotifyRow,
  takes: NotifyRow["takes"],
  value1: (ids: readonly unknown[]) => unknown,
): ElementRow {
  return aboutElement({
    ...local,
    takes,
    onElement: (run, ids, value2) => local.run(run, value1(ids), value2),
  });
}

/** The table, the first value after agent and element id. */
const first = ([table]: readonly unknown[]): unknown => table;

const getParameterOf = aboutElement({
  number: 73,
  name: "NT_GET_PARAMETER",
  takes: ["[agent, element, pid]", "null"],
  gives: "[value]",
  fails: "[null]",
  onElement(run, [id]) {
    const pid = idOf(id);
    if (pid === undefined) return wrongShape;
    const { environment } = run;
    if (environment.protocol.params.get(pid)?.rtDisplay !== false) {
      return [parameterMembers.GetParameter(run, pid)];
    }
    environment.warnOnce(
      "SCRIPT_ARGUMENT",
      `remote 73 ${String(pid)}`,
      `NotifyDataMiner 73 was asked for parameter ${String(pid)}, which has no RTDisplay: DataMiner returns nothing for it.`,
      { pid },
    );
    run.fail("NT_GET_PARAMETER", pid, hresults.notFound);
    return [null];
  },
  byDirectory(directory, element, [id]) {
    const value = directory.read(element, idOf(id) ?? -1);
    return value === undefined ? undefined : [value];
  },
});

/** Types of NT_UPDATE_DESCRIPTION_XML: 1 description, 2 unit; 3 to 5 are ranges and step size, which only clients use. */
function updateDescription<C>(run: Run<C>, _: readonly unknown[], value2: unknown): unknown {
  const changes = listOf(value2);
  if (changes === undefined) return wrongShape;
  for (const change of changes) {
    const [type, value, pid] = listOf(change) ?? [];
    const id = idOf(pid);
    if (id === undefined) return wrongShape;
    if (String(type) === "1") parameterMembers.SetParameterDescription(run, id, String(value));
    else if (run.environment.protocol.params.get(id) === undefined)
      run.fail("NT_UPDATE_DESCRIPTION_XML", id, hresults.notFound);
    else if (String(type) === "2") run.environment.units.set(id, String(value));
  }
  const { host } = run.environment;
  host.report({ type: "notify", call: "NotifyDataMiner", number: 127, value1: null, value2 });
  return 0;
}

const setElementState = aboutElement({
  number: 115,
  name: "NT_SET_ELEMENT_STATE",
  takes: ["[element, state, 1, agent] or [name, state, 1]", "null"],
  gives: "null",
  onElement(run, [state]) {
    const wanted = idOf(state);
    if (wanted === undefined) return wrongShape;
    run.environment.host.setElementState(wanted);
    return null;
  },
});

const changeCommunication = aboutElement({
  number: 249,
  name: "NT_CHANGE_COMMUNICATION_STATE",
  takes: ["[agent, element, 0 or 1]", "connection"],
  gives: "null",
  onElement(run, [state], value2) {
    const connection = idOf(value2);
    const responding = idOf(state);
    if (connection === undefined || responding === undefined) return wrongShape;
    run.environment.host.communication(connection, responding !== 0);
    return null;
  },
});

const fillOnlyUpdates = aboutElement({
  ...fillUpdatesNotify,
  takes: ["[agent, element, table, columns ...]", "[keys, values of each column ...]"],
  onElement(run, ids, value2) {
    // Before 10.3.10 one column at a time (RN 36973).
    if (ids.length > 2 && isOlder(run.environment.options.dataMinerVersion, "10.3.10")) return wrongShape;
    return fillUpdatesNotify.run(run, ids, value2);
  },
});

/** A missing row is `null` here, not a row of nulls. */
const getRowOf = aboutElement({
  ...getRowNotify,
  takes: ["[agent, element, table, key]", "null"],
  fails: "null",
  onElement(run, ids, value2) {
    const [table, key] = ids;
    const id = idOf(table);
    if (id === undefined || typeof key !== "string") return wrongShape;
    const row = getRowNotify.run(run, ids, value2);
    return run.environment.parameters.table(id)?.has(key) === true ? row : null;
  },
});

const getIndexes = aboutElement({
  ...indexesNotify,
  takes: ["[agent, element]", "table"],
  onElement(run, _, value2) {
    const id = idOf(value2);
    if (id === undefined) return wrongShape;
    const table = findTable(run, id, "NT_GET_INDEXES");
    return table === undefined ? null : [table.keys(), table.displayKeys()];
  },
});

/** Rows that work on one element, also on another one through its `notify`. */
export const elementNotifies: readonly ElementRow[] = [
  ...outsideSets,
  getValue,
  getParameterOf,
  setElementState,
  aboutElement({
    number: 127,
    name: "NT_UPDATE_DESCRIPTION_XML",
    takes: ["[agent, element]", "[[type, value, pid], ...]"],
    gives: "0",
    blocksOnItself: true,
    onElement: updateDescription,
  }),
  asInProtocol(addRowNotify, ["[agent, element, table]", "key, row, or [row, time]"], first),
  asInProtocol(deleteRowNotify, ["[agent, element, table]", "key or keys"], first),
  keyPosition,
  getIndexes,
  getRowOf,
  asInProtocol(setRowNotify, ["[agent, element, table, key, time?, flag?]", "row"], (ids) => ids),
  changeCommunication,
  fillOnlyUpdates,
];

/** Rows of NotifyDataMiner. */
export const dataMinerRows: readonly NotifyRow[] = [
  ...elementNotifies.filter((entry) => entry !== setElementState),
  recordedOf(48, "NT_GET_ALARM_INFO", "pid, pids or null"),
  recorded(62, "NT_EDIT_PROPERTY", ["`element:id:agent`", "[name, type, value]"]),
  recorded(106, "NT_MAKE_ALARM", ["0", "texts of the alarm"], 0),
  {
    ...setElementState,
    run(run, value1, value2) {
      const [named, state, , agent] = listOf(value1) ?? [];
      const { facts, elements } = run.environment.host;
      const byName =
        typeof named === "string" && idOf(named) === undefined
          ? named === facts.name
            ? facts
            : elements?.find(named)
          : undefined;
      const id = idOf(named);
      if (idOf(state) === undefined || (id === undefined && typeof named !== "string")) return wrongShape;
      if (id === undefined && byName === undefined) {
        run.fail("NT_SET_ELEMENT_STATE", String(named), hresults.noElement);
        return null;
      }
      const ids = [byName?.dataMinerId ?? idOf(agent) ?? facts.dataMinerId, byName?.elementId ?? id, state];
      const to = target(run, ids);
      return to === undefined ? wrongShape : onTarget(run, setElementState, to, value2);
    },
  },
  recorded(128, "NT_UPDATE_PORTS_XML", ["`type;element;pid;agent`", "text"], 0),
  {
    number: 144,
    name: "NT_GET_ELEMENT_NAME",
    takes: ["[agent, element]", "null"],
    gives: "name",
    run(run, value1) {
      const to = target(run, value1);
      if (to === undefined) return wrongShape;
      const { facts, elements } = run.environment.host;
      return to.own ? facts.name : (elements?.nameOf(to.element) ?? null);
    },
  },
  {
    number: 323,
    name: "NT_DOES_ELEMENT_EXIST",
    takes: ["name", "null"],
    gives: "[agent, element, agent]",
    run(run, name) {
      if (typeof name !== "string") return wrongShape;
      const { facts, elements } = run.environment.host;
      const found = name === facts.name ? facts : elements?.find(name);
      return found === undefined ? null : [found.dataMinerId, found.elementId, found.dataMinerId];
    },
  },
  recorded(327, "NT_RESET_THREAD_POOL", ["timer", "null"]),
  recordedOf(340, "NT_DVE_CREATION_FLAG", "0 or 1"),
  {
    number: 377,
    name: "NT_ELEMENT_STARTUP_COMPLETE",
    takes: ["[agent, element]", "null"],
    gives: "true once it has started",
    run(run, value1) {
      const to = target(run, value1);
      if (to === undefined) return wrongShape;
      const { host } = run.environment;
      if (!to.own) {
        const { elements } = host;
        if (elements?.nameOf(to.element) === undefined) return null;
        return elements.started === undefined || elements.started(to.element) ? true : null;
      }
      if (!host.active) return null;
      if (host.started) return true;
      run.environment.warnOnce(
        "SCRIPT_ARGUMENT",
        "377",
        "A script called notify 377 for its own element while it was starting. DataMiner would block; here the result is null.",
      );
      return null;
    },
  },
];
