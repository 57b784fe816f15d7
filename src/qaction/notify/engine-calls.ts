/** NotifyProtocol numbers that steer the engine, and those that only a device or a poller could answer. */
import { hresults } from "../slprotocol/hresult.ts";
import type { Run } from "../qaction-run.ts";
import { checkTrigger, runAction } from "../slprotocol/run-members.ts";
import { idOf, idsOf, listOf, wrongShape } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";

/** What a call is about: whether it is there, or {@link wrongShape}. */
type Subject = <C>(run: Run<C>, value1: unknown, value2: unknown) => boolean | typeof wrongShape;

/**
 * A number whose effect lies outside a local runtime: the call is kept for tests and answered with `result`. It fails
 * with `missing` when what it is about is not there.
 */
function recorded(
  number: number,
  name: string,
  isThere: Subject,
  {
    result = null,
    missing = hresults.notFound,
  }: { readonly result?: unknown; readonly missing?: number } = {},
): NotifyEntry {
  return {
    number,
    name,
    recorded: true,
    run(run, value1, value2) {
      if (!run.active) return result;
      const there = isThere(run, value1, value2);
      if (there === wrongShape) return wrongShape;
      if (!there) run.fail(name, number, missing);
      const { host } = run.environment;
      host.report?.({ type: "notify", call: "NotifyProtocol", number, value1, value2 });
      return result;
    },
  };
}

/** The id that stands in one of the values has to be among those of a kind. */
function known(
  idIn: (value1: unknown, value2: unknown) => unknown,
  has: <C>(run: Run<C>, id: number) => boolean,
): Subject {
  return (run, value1, value2) => {
    const id = idOf(idIn(value1, value2));
    return id === undefined ? wrongShape : has(run, id);
  };
}

const firstValue = (value1: unknown): unknown => value1;
const secondValue = (_: unknown, value2: unknown): unknown => value2;
const firstOfList = (value1: unknown): unknown => listOf(value1)?.[0];
const isTimer = <C>(run: Run<C>, id: number): boolean => run.environment.protocol.timers.has(id);
const isGroup = <C>(run: Run<C>, id: number): boolean => run.environment.protocol.groups.has(id);
const isParameter = <C>(run: Run<C>, id: number): boolean =>
  run.environment.protocol.params.has(id) || run.environment.parameters.param(id) !== undefined;
const isColumn = <C>(run: Run<C>, id: number): boolean =>
  run.environment.parameters.columnPlace(id) !== undefined;

const areTables: Subject = (run, value1) => {
  const ids = idsOf(listOf(value1) ?? [value1]);
  return ids === undefined
    ? wrongShape
    : ids.every((id) => run.environment.parameters.table(id) !== undefined);
};

const areParameters: Subject = (run, value1, value2) => {
  const ids = idsOf(value1);
  if (ids === undefined || typeof value2 !== "boolean") return wrongShape;
  return ids.every((id) => isParameter(run, id));
};

/** [column, key, date]; a column without historySet has the line of its page (`NT_CLOSE_HISTORY_TREND_WINDOW`). */
const isHistoryColumn: Subject = (run, value1) => {
  const [column, key, at] = listOf(value1) ?? [];
  const pid = idOf(column);
  if (pid === undefined || typeof key !== "string" || !(at instanceof Date)) return wrongShape;
  const { environment, request } = run;
  const param = environment.protocol.params.get(pid);
  if (param === undefined) return false;
  if (param.historySet) return true;
  const time = Number.isNaN(at.getTime()) ? "an invalid date" : at.toISOString();
  environment.logError(
    `Error closing trend windows with timestamp VT_DATE : ${time}\nParameter ${param.name} is not marked for history sets.`,
    request.qaction.id,
  );
  return false;
};

/** Entries for triggers, actions, communication and timers. */
export const engineNotifies: readonly NotifyEntry[] = [
  {
    number: 134,
    name: "NT_CHECK_TRIGGER",
    run(run, id) {
      const trigger = idOf(id);
      return trigger === undefined ? wrongShape : checkTrigger(run, trigger);
    },
  },
  {
    number: 221,
    name: "NT_RUN_ACTION",
    run(run, id) {
      const action = idOf(id);
      if (action === undefined) return wrongShape;
      runAction(run, action);
      return null;
    },
  },
  {
    number: 249,
    name: "NT_CHANGE_COMMUNICATION_STATE",
    run(run, responding, connection) {
      const id = idOf(connection);
      if (typeof responding !== "boolean" || id === undefined) return wrongShape;
      if (run.active) run.environment.host.communication(id, responding);
      return null;
    },
  },
  recorded(229, "NT_SCHEDULE_ROW_ON_TIMER", known(secondValue, isTimer)),
  recorded(238, "NT_REBUILD_INDEX", known(firstValue, isColumn), { missing: hresults.invalidCall }),
  recorded(239, "NT_LOG_INDEX", known(firstValue, isColumn), { missing: hresults.invalidCall }),
  recorded(248, "NT_ASSIGN_DYNAMIC_OID", known(firstOfList, isParameter)),
  recorded(
    269,
    "NT_GET_BITRATE_DELTA",
    known(firstValue, (run, id) => isGroup(run, id) || isColumn(run, id)),
    { result: -1 },
  ),
  recorded(270, "NT_GET_BITRATE_DATA", known(firstValue, isGroup)),
  recorded(307, "NT_INVALIDATE_PARAMETER", areParameters),
  recorded(328, "NT_SET_THREAD_POOL_STATE", known(firstValue, isTimer)),
  recorded(374, "NT_CLOSE_HISTORY_TREND_WINDOW", isHistoryColumn),
  recorded(448, "NT_SET_BITRATE_DELTA_INDEX_TRACKING", areTables, { missing: hresults.invalidCall }),
];
