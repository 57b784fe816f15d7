/** Actions on timers. */
import type { ActionEngine } from "../chain/view.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";

function onTimer(act: (timers: ActionEngine["timers"], timer: number, work: ActionWork) => void): ItemAction {
  return {
    each: (work, timer) => {
      if (!work.engine.protocol.timers.has(timer)) return work.fail(`there is no timer ${String(timer)}`);
      act(work.engine.timers, timer, work);
      return true;
    },
  };
}

export const timerActions: ActionTable = {
  reschedule: onTimer((timers, timer) => {
    timers.reschedule(timer);
  }),
  "restart timer": onTimer((timers, timer, work) => {
    timers.restart(timer, work.action.attributes["reschedule"]?.trim().toLowerCase() === "true");
  }),
  start: onTimer((timers, timer) => {
    timers.start(timer);
  }),
  stop: onTimer((timers, timer) => {
    timers.stop(timer);
  }),
};
