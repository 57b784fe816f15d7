/** NotifyProtocol numbers that steer the engine, and those that only a device or a poller could answer. */
import { checkTrigger, runAction } from "../run-members.ts";
import { idOf, idsOf, wrongShape } from "./call.ts";
import type { NotifyEntry } from "./call.ts";

/** A number whose effect lies outside a local runtime: the call is kept for tests and answered with `result`. */
function recorded(number: number, name: string, result: unknown = null): NotifyEntry {
  return {
    number,
    name,
    run(run, value1, value2) {
      const { host } = run.environment;
      host.report?.({ type: "notify", call: "NotifyProtocol", number, value1, value2 });
      return result;
    },
  };
}

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
  {
    number: 307,
    name: "NT_INVALIDATE_PARAMETER",
    run(run, ids, valid) {
      if (idsOf(ids) === undefined || typeof valid !== "boolean") return wrongShape;
      const { host } = run.environment;
      host.report?.({ type: "notify", call: "NotifyProtocol", number: 307, value1: ids, value2: valid });
      return null;
    },
  },
  recorded(229, "NT_SCHEDULE_ROW_ON_TIMER"),
  recorded(238, "NT_REBUILD_INDEX"),
  recorded(239, "NT_LOG_INDEX"),
  recorded(248, "NT_ASSIGN_DYNAMIC_OID"),
  recorded(269, "NT_GET_BITRATE_DELTA", -1),
  recorded(270, "NT_GET_BITRATE_DATA"),
  recorded(328, "NT_SET_THREAD_POOL_STATE"),
  recorded(374, "NT_CLOSE_HISTORY_TREND_WINDOW"),
  recorded(448, "NT_SET_BITRATE_DELTA_INDEX_TRACKING"),
];
