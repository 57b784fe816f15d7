/** NotifyProtocol numbers that control the engine, and those that only a device or a poller could answer. */
import type { Run } from "../qaction-run.ts";
import { hresults } from "../../parameter/hresult.ts";
import { runAction, runMembers } from "../slprotocol/run-members.ts";
import { wrongShape } from "./notify-call.ts";
import { idOf, idsOf, listOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";

/** True when the item that a call is about exists; {@link wrongShape} when the values do not name one. */
type Subject = <C>(run: Run<C>, value1: unknown, value2: unknown) => boolean | typeof wrongShape;

/** A number whose effect is outside a local runtime: the call becomes an event. It fails with `missing` when its item does not exist. */
function recorded(
  row: Pick<NotifyRow, "number" | "name" | "takes">,
  exists: Subject,
  { result = null, missing = hresults.notFound }: { result?: unknown; missing?: number } = {},
): NotifyRow {
  const { number, name } = row;
  return {
    ...row,
    gives: String(result),
    fails: String(result),
    recorded: true,
    run(run, value1, value2) {
      if (!run.active) return result;
      const found = exists(run, value1, value2);
      if (found === wrongShape) return wrongShape;
      if (!found) run.fail(name, number, missing);
      const { host } = run.environment;
      host.report({ type: "notify", call: "NotifyProtocol", number, value1, value2 });
      return result;
    },
  };
}

/** The item whose id is in one of the values. */
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

/** [column, key, date]; a column without historySet causes the log line of `NT_CLOSE_HISTORY_TREND_WINDOW`. */
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

/** Rows for triggers, actions, communication and timers. */
export const engineNotifies: readonly NotifyRow[] = [
  {
    number: 134,
    name: "NT_CHECK_TRIGGER",
    takes: ["trigger", "null"],
    gives: "0",
    fails: "a negative code",
    run(run, id) {
      const trigger = idOf(id);
      return trigger === undefined ? wrongShape : runMembers.CheckTrigger(run, trigger);
    },
  },
  {
    number: 221,
    name: "NT_RUN_ACTION",
    takes: ["action", "null"],
    gives: "null",
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
    takes: ["true: responding, or false", "connection"],
    gives: "null",
    run(run, responding, connection) {
      const id = idOf(connection);
      if (typeof responding !== "boolean" || id === undefined) return wrongShape;
      if (run.active) run.environment.host.communication(id, responding);
      return null;
    },
  },
  recorded(
    { number: 229, name: "NT_SCHEDULE_ROW_ON_TIMER", takes: ["key", "timer"] },
    known(secondValue, isTimer),
  ),
  recorded(
    { number: 238, name: "NT_REBUILD_INDEX", takes: ["pid of a column", "null"] },
    known(firstValue, isColumn),
    { missing: hresults.invalidCall },
  ),
  recorded(
    { number: 239, name: "NT_LOG_INDEX", takes: ["pid of a column", "null"] },
    known(firstValue, isColumn),
    { missing: hresults.invalidCall },
  ),
  recorded(
    { number: 248, name: "NT_ASSIGN_DYNAMIC_OID", takes: ["[pid, groups ...]", "OID"] },
    known(firstOfList, isParameter),
  ),
  recorded(
    { number: 269, name: "NT_GET_BITRATE_DELTA", takes: ["group, or pid of a column", "null, or key"] },
    known(firstValue, (run, id) => isGroup(run, id) || isColumn(run, id)),
    { result: -1 },
  ),
  recorded(
    { number: 270, name: "NT_GET_BITRATE_DATA", takes: ["group", "null"] },
    known(firstValue, isGroup),
  ),
  recorded({ number: 307, name: "NT_INVALIDATE_PARAMETER", takes: ["pids", "true or false"] }, areParameters),
  recorded(
    { number: 328, name: "NT_SET_THREAD_POOL_STATE", takes: ["timer", "true or false"] },
    known(firstValue, isTimer),
  ),
  recorded(
    { number: 374, name: "NT_CLOSE_HISTORY_TREND_WINDOW", takes: ["[pid of a column, key, time]", "null"] },
    isHistoryColumn,
  ),
  recorded(
    {
      number: 448,
      name: "NT_SET_BITRATE_DELTA_INDEX_TRACKING",
      takes: ["table, or tables", "true or false"],
    },
    areTables,
    { missing: hresults.invalidCall },
  ),
];
