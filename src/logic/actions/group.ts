/** Actions on groups: every way into the execution queue (`InnerWorkingsSLProtocol`). */
import { andThen } from "../../base/maybe-promise.ts";
import type { QueueInsertion } from "../schedule/queue.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";
import { snmpOnly } from "./unsupported.ts";

function insertion(how: QueueInsertion, order?: ItemAction["order"]): ItemAction {
  return {
    each: (work, group) => {
      if (!work.engine.protocol.groups.has(group)) return work.fail(`there is no group ${String(group)}`);
      return andThen(work.engine.enqueue.group(group, how, work.context), () => true);
    },
    ...(order && { order }),
  };
}

/** At the head each id overtakes the one before, unless `multiIdExecuteNextOrder` reverses the list. */
function atHead(work: ActionWork, ids: readonly number[]): readonly number[] {
  return work.engine.options.multiIdExecuteNextOrder === "reversed" ? ids.toReversed() : ids;
}

export const groupActions: ActionTable = {
  "add to execute": insertion("add to execute"),
  execute: insertion("execute"),
  "execute next": insertion("execute next", atHead),
  "execute one": insertion("execute one"),
  "execute one now": insertion("execute one now"),
  "execute one top": insertion("execute one top", atHead),
  "force execute": insertion("force execute"),
  set: snmpOnly("LogicActionSet"),
  "set with wait": snmpOnly("LogicActionSetWithWait"),
};
