/** NotifyDataMiner numbers that mean something without a DataMiner system: this element, and those a directory knows. */
import { isOlder } from "../../base/dataminer-version.ts";
import { getParameter, setParameterDescription } from "../slprotocol/parameter-members.ts";
import { hresults } from "../slprotocol/hresult.ts";
import type { Run } from "../qaction-run.ts";
import { findTable } from "../slprotocol/table-access.ts";
import { columnNotifies } from "./column-calls.ts";
import { idOf, listOf, wrongShape } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";
import { aboutElement, onTarget, target } from "./element-calls.ts";
import type { ElementEntry } from "./element-calls.ts";
import { getValue } from "./get-value-call.ts";
import { outsideSets } from "./outside-set-calls.ts";
import { keyPosition, rowNotifies } from "./row-calls.ts";

/** Kept for tests, answered with `result`. */
function recorded(number: number, name: string, result: unknown = null): NotifyEntry {
  return {
    number,
    name,
    recorded: true,
    run(run, value1, value2) {
      run.environment.host.report?.({ type: "notify", call: "NotifyDataMiner", number, value1, value2 });
      return result;
    },
  };
}

/** As {@link recorded}, about an element: [agent, element]. */
function recordedOf(number: number, name: string): NotifyEntry {
  const kept = recorded(number, name);
  return {
    ...kept,
    run(run, value1, value2) {
      const to = target(run, value1);
      if (to === undefined) return wrongShape;
      if (!to.own && run.environment.host.elements?.nameOf(to.element) === undefined)
        run.fail(name, number, hresults.noElement);
      return kept.run(run, value1, value2);
    },
  };
}

const locals: readonly NotifyEntry[] = [...rowNotifies, ...columnNotifies];

/** A number that NotifyProtocol has, too, under the same name; `value1` makes its first value. */
function asInProtocol(
  number: number,
  name: string,
  value1: (ids: readonly unknown[]) => unknown,
): ElementEntry {
  return aboutElement(number, name, (run, ids, value2) => {
    const local = locals.find((entry) => entry.number === number);
    return local === undefined ? wrongShape : local.run(run, value1(ids), value2);
  });
}

/** The table that stands first behind agent and element id. */
const first = ([table]: readonly unknown[]): unknown => table;

const getParameterOf = aboutElement(
  73,
  "NT_GET_PARAMETER",
  (run, [id]) => {
    const pid = idOf(id);
    if (pid === undefined) return wrongShape;
    const { environment } = run;
    if (environment.protocol.params.get(pid)?.rtDisplay !== false) return [getParameter(run, pid)];
    environment.warnOnce(
      "SCRIPT_ARGUMENT",
      `remote 73 ${String(pid)}`,
      `NotifyDataMiner 73 was asked for parameter ${String(pid)}, which has no RTDisplay: DataMiner gives nothing for it.`,
      { pid },
    );
    run.fail("NT_GET_PARAMETER", pid, hresults.notFound);
    return [null];
  },
  {
    byDirectory: (directory, element, [id]) => {
      const value = directory.read(element, idOf(id) ?? -1);
      return value === undefined ? undefined : [value];
    },
  },
);

/** Types of NT_UPDATE_DESCRIPTION_XML: 1 description, 2 unit; 3 to 5 are ranges and step size, which only clients use. */
function updateDescription<C>(run: Run<C>, _: readonly unknown[], value2: unknown): unknown {
  const changes = listOf(value2);
  if (changes === undefined) return wrongShape;
  for (const change of changes) {
    const [type, value, pid] = listOf(change) ?? [];
    const id = idOf(pid);
    if (id === undefined) return wrongShape;
    if (String(type) === "1") setParameterDescription(run, id, String(value));
    else if (run.environment.protocol.params.get(id) === undefined)
      run.fail("NT_UPDATE_DESCRIPTION_XML", id, hresults.notFound);
    else if (String(type) === "2") run.environment.units.set(id, String(value));
  }
  const { host } = run.environment;
  host.report?.({ type: "notify", call: "NotifyDataMiner", number: 127, value1: null, value2 });
  return 0;
}

const setElementState: ElementEntry = aboutElement(115, "NT_SET_ELEMENT_STATE", (run, [state]) => {
  const wanted = idOf(state);
  if (wanted === undefined) return wrongShape;
  run.environment.host.setElementState?.(wanted);
  return null;
});

const changeCommunication = aboutElement(249, "NT_CHANGE_COMMUNICATION_STATE", (run, [state], value2) => {
  const connection = idOf(value2);
  const responding = idOf(state);
  if (connection === undefined || responding === undefined) return wrongShape;
  run.environment.host.communication(connection, responding !== 0);
  return null;
});

const fillOnlyUpdates = aboutElement(336, "NT_FILL_ARRAY_WITH_COLUMN_ONLY_UPDATES", (run, ids, value2) => {
  // Before 10.3.10 one column at a time (RN 36973).
  if (ids.length > 2 && isOlder(run.environment.options.dataMinerVersion, "10.3.10")) return wrongShape;
  const local = columnNotifies.find(({ number }) => number === 336);
  return local === undefined ? wrongShape : local.run(run, ids, value2);
});

/** A missing row is `null` here, and not a row of nulls. */
const getRowOf = aboutElement(215, "NT_GET_ROW", (run, ids, value2) => {
  const [table, key] = ids;
  const id = idOf(table);
  if (id === undefined || typeof key !== "string") return wrongShape;
  const row = rowNotifies.find(({ number }) => number === 215)?.run(run, ids, value2);
  return run.environment.parameters.table(id)?.has(key) === true ? row : null;
});

const getIndexes = aboutElement(168, "NT_GET_INDEXES", (run, _, value2) => {
  const id = idOf(value2);
  if (id === undefined) return wrongShape;
  const table = findTable(run, id, "NT_GET_INDEXES");
  return table === undefined ? null : [table.keys(), table.displayKeys()];
});

/** Those that another element can be asked for by its `notify`. */
export const elementNotifies: readonly ElementEntry[] = [
  ...outsideSets,
  getValue,
  getParameterOf,
  setElementState,
  aboutElement(127, "NT_UPDATE_DESCRIPTION_XML", updateDescription, { blocksOnItself: true }),
  asInProtocol(149, "NT_ADD_ROW", first),
  asInProtocol(156, "NT_DELETE_ROW", first),
  keyPosition,
  getIndexes,
  getRowOf,
  asInProtocol(225, "NT_SET_ROW", (ids) => ids),
  changeCommunication,
  fillOnlyUpdates,
];

/** Entries of NotifyDataMiner. */
export const dataMinerNotifies: readonly NotifyEntry[] = [
  ...elementNotifies.filter((entry) => entry !== setElementState),
  recordedOf(48, "NT_GET_ALARM_INFO"),
  recorded(62, "NT_EDIT_PROPERTY"),
  recorded(106, "NT_MAKE_ALARM", 0),
  {
    number: 115,
    name: "NT_SET_ELEMENT_STATE",
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
  recorded(128, "NT_UPDATE_PORTS_XML", 0),
  {
    number: 144,
    name: "NT_GET_ELEMENT_NAME",
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
    run(run, name) {
      if (typeof name !== "string") return wrongShape;
      const { facts, elements } = run.environment.host;
      const found = name === facts.name ? facts : elements?.find(name);
      return found === undefined ? null : [found.dataMinerId, found.elementId, found.dataMinerId];
    },
  },
  recorded(327, "NT_RESET_THREAD_POOL"),
  recordedOf(340, "NT_DVE_CREATION_FLAG"),
  {
    number: 377,
    name: "NT_ELEMENT_STARTUP_COMPLETE",
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
        "A script asked by notify 377 whether its element has started, while it was starting. DataMiner blocks there; the answer is null.",
      );
      return null;
    },
  },
];
