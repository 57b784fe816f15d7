/** NotifyDataMiner numbers that mean something without a DataMiner system: this element, and those a directory knows. */
import type { ElementReference } from "../data-miner-host.ts";
import { addRow, deleteRow, getKeyPosition, getRow } from "../row-members.ts";
import { getParameter, setParameterDescription } from "../parameter-members.ts";
import type { Run } from "../run.ts";
import { columnNotifies } from "./columns.ts";
import { idOf, listOf, textsOf, wrongShape } from "./call.ts";
import type { NotifyEntry } from "./call.ts";

/** An element and what is left of the ids behind it. */
interface Target {
  readonly element: ElementReference;
  readonly own: boolean;
  readonly rest: readonly unknown[];
}

/** [agent, element, ...]; `undefined` for another shape. */
function target<C>(run: Run<C>, value: unknown): Target | undefined {
  const [first, second, ...rest] = listOf(value) ?? [];
  const dataMinerId = idOf(first);
  const elementId = idOf(second);
  if (dataMinerId === undefined || elementId === undefined) return undefined;
  const { facts } = run.environment.host;
  const own = dataMinerId === facts.dataMinerId && elementId === facts.elementId;
  return { element: { dataMinerId, elementId }, own, rest };
}

function readValue<C>(run: Run<C>, { element, own }: Target, pid: number): unknown {
  if (own) return getParameter(run, pid);
  return run.environment.host.elements?.read(element, pid) ?? null;
}

/** 50, 167 and 256: a set from outside; on this element queued (50, 256) or in place (167). */
function setFromOutside(number: number, name: string, place: "queued" | "now"): NotifyEntry {
  return {
    number,
    name,
    run(run, value1, value2) {
      const to = target(run, value1);
      const pid = idOf(to?.rest[0]);
      if (to === undefined || pid === undefined) return wrongShape;
      const value = number === 256 ? listOf(value2)?.[0] : value2;
      const { host } = run.environment;
      if (!to.own) {
        host.elements?.write(to.element, pid, value);
        return null;
      }
      if (place === "now") warnAboutOwn(run, number, name);
      if (run.active) host.externalSet(pid, value, place, run.request.context);
      return null;
    },
  };
}

function warnAboutOwn<C>(run: Run<C>, number: number, name: string): void {
  run.environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `own ${String(number)}`,
    `A script called NotifyDataMiner ${String(number)} (${name}) on its own element, which may block on itself in DataMiner. Use NotifyDataMinerQueued, or a member of the protocol object.`,
    { number },
  );
}

/** Kept for tests, answered with `result`. */
function recorded(number: number, name: string, result: unknown = null): NotifyEntry {
  return {
    number,
    name,
    run(run, value1, value2) {
      run.environment.host.report?.({ type: "notify", call: "NotifyDataMiner", number, value1, value2 });
      return result;
    },
  };
}

/** A number with a local form, called with [agent, element, table] in front, for this element only. */
function ownTable(
  number: number,
  name: string,
  answer: <C>(run: Run<C>, ids: readonly unknown[], value2: unknown) => unknown,
): NotifyEntry {
  return {
    number,
    name,
    run(run, value1, value2) {
      const to = target(run, value1);
      if (to === undefined) return wrongShape;
      return to.own ? answer(run, to.rest, value2) : null;
    },
  };
}

const fillOnlyUpdates = columnNotifies.find(({ number }) => number === 336);

/** Entries of NotifyDataMiner. */
export const dataMinerNotifies: readonly NotifyEntry[] = [
  recorded(48, "NT_GET_ALARM_INFO"),
  setFromOutside(50, "NT_SET_PARAMETER", "queued"),
  recorded(62, "NT_EDIT_PROPERTY"),
  {
    number: 69,
    name: "NT_GET_VALUE",
    run(run, value1, value2) {
      const to = target(run, value1);
      const pid = idOf(value2);
      if (to === undefined || pid === undefined) return wrongShape;
      const answer = new Array<unknown>(13).fill(null);
      const table = to.own ? run.environment.parameters.table(pid) : undefined;
      answer[4] =
        table === undefined
          ? readValue(run, to, pid)
          : table.contents().map((column) => column.map((cell) => [cell]));
      return answer;
    },
  },
  {
    number: 73,
    name: "NT_GET_PARAMETER",
    run(run, value1) {
      const to = target(run, value1);
      const pid = idOf(to?.rest[0]);
      if (to === undefined || pid === undefined) return wrongShape;
      if (to.own && run.environment.protocol.params.get(pid)?.rtDisplay === false) {
        run.environment.warnOnce(
          "SCRIPT_ARGUMENT",
          `remote 73 ${String(pid)}`,
          `NotifyDataMiner 73 was asked for parameter ${String(pid)}, which has no RTDisplay: DataMiner gives nothing for it.`,
          { pid },
        );
        return [null];
      }
      return [readValue(run, to, pid)];
    },
  },
  recorded(106, "NT_MAKE_ALARM", 0),
  {
    number: 115,
    name: "NT_SET_ELEMENT_STATE",
    run(run, value1) {
      const [element, state, , dataMinerId] = listOf(value1) ?? [];
      const wanted = idOf(state);
      if (wanted === undefined) return wrongShape;
      const { host } = run.environment;
      const { facts } = host;
      const own =
        element === facts.name ||
        (idOf(element) === facts.elementId && (idOf(dataMinerId) ?? facts.dataMinerId) === facts.dataMinerId);
      if (own) host.setElementState?.(wanted);
      return null;
    },
  },
  {
    number: 127,
    name: "NT_UPDATE_DESCRIPTION_XML",
    run(run, value1, value2) {
      const to = target(run, value1);
      const changes = listOf(value2);
      if (to === undefined || changes === undefined) return wrongShape;
      if (to.own) {
        warnAboutOwn(run, 127, "NT_UPDATE_DESCRIPTION_XML");
        for (const change of changes) {
          const [type, value, pid] = listOf(change) ?? [];
          const id = idOf(pid);
          if (String(type) === "1" && id !== undefined) setParameterDescription(run, id, String(value));
        }
      }
      return 0;
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
  ownTable(149, "NT_ADD_ROW", (run, [table], row) => addRow(run, idOf(table) ?? -1, row)?.position ?? null),
  ownTable(156, "NT_DELETE_ROW", (run, [table], keys) =>
    typeof keys === "string" || textsOf(keys) !== undefined
      ? deleteRow(run, idOf(table) ?? -1, keys)
      : wrongShape,
  ),
  ownTable(163, "NT_GET_KEY_POSITION", (run, [table], key) =>
    getKeyPosition(run, idOf(table) ?? -1, String(key)),
  ),
  setFromOutside(167, "NT_SET_PARAMETER_WITH_WAIT", "now"),
  {
    number: 168,
    name: "NT_GET_INDEXES",
    run(run, value1, value2) {
      const to = target(run, value1);
      const id = idOf(value2);
      if (to === undefined || id === undefined) return wrongShape;
      const table = to.own ? run.environment.parameters.table(id) : undefined;
      return table === undefined ? null : [table.keys(), table.displayKeys()];
    },
  },
  ownTable(215, "NT_GET_ROW", (run, [table, key]) => {
    const id = idOf(table);
    if (id === undefined || typeof key !== "string") return wrongShape;
    return run.environment.parameters.table(id)?.has(key) === true ? getRow(run, id, key) : null;
  }),
  {
    number: 249,
    name: "NT_CHANGE_COMMUNICATION_STATE",
    run(run, value1, value2) {
      const to = target(run, value1);
      const connection = idOf(value2);
      const responding = idOf(to?.rest[0]);
      if (to === undefined || connection === undefined || responding === undefined) return wrongShape;
      if (to.own && run.active) run.environment.host.communication(connection, responding !== 0);
      return null;
    },
  },
  setFromOutside(256, "NT_SET_PARAMETER_WITH_HISTORY", "queued"),
  recorded(287, "NT_ALL_TRAP_INFO"),
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
  ownTable(336, "NT_FILL_ARRAY_WITH_COLUMN_ONLY_UPDATES", (run, rest, value2) =>
    fillOnlyUpdates === undefined ? null : fillOnlyUpdates.run(run, rest, value2),
  ),
  recorded(340, "NT_DVE_CREATION_FLAG"),
  {
    number: 377,
    name: "NT_ELEMENT_STARTUP_COMPLETE",
    run(run, value1) {
      const to = target(run, value1);
      if (to === undefined) return wrongShape;
      const { host } = run.environment;
      if (!to.own) return host.elements?.nameOf(to.element) === undefined ? null : true;
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
