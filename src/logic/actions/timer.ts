/** Actions on timers. */
import type { Scheduler } from "../engine-model.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";

function onTimer(act: (scheduler: Scheduler, timer: number, work: ActionWork) => void): ItemAction {
  return {
    each: (work, timer) => {
      if (!work.core.protocol.timers.has(timer)) return work.fail(`there is no timer ${String(timer)}`);
      act(work.core.scheduler, timer, work);
      return true;
    },
  };
}

export const timerActions: ActionTable = {
  reschedule: onTimer((scheduler, timer) => {
    scheduler.rescheduleTimer(timer);
  }),
  "restart timer": onTimer((scheduler, timer, work) => {
    scheduler.restartTimer(timer, work.action.attributes["reschedule"]?.trim().toLowerCase() === "true");
  }),
  start: onTimer((scheduler, timer) => {
    scheduler.startTimer(timer);
  }),
  stop: onTimer((scheduler, timer) => {
    scheduler.stopTimer(timer);
  }),
};
