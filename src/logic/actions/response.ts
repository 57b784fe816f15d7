/** Actions on responses: what happens to the bytes between the connection and the parameters. */
import { replaceParameter } from "../../wire/command.ts";
import type { ResponseWork } from "../responses.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";
import { numberAttribute, parameterNumber } from "./attributes.ts";

/** An action that needs the data of a response that is being processed. */
function onResponse(act: (work: ActionWork, response: ResponseWork) => boolean): ItemAction {
  return {
    each: (work, id) => {
      const response = work.core.scheduler.responseWork(id, work.context);
      if (response !== undefined) return act(work, response);
      return work.fail(`response ${String(id)} is not being processed: use a trigger before the response`);
    },
  };
}

/** Puts the parameter whose id is the value of `Type@id` at the 0-based position `Type@nr`. */
const replace = onResponse((work, response) => {
  const { typeId } = work.action;
  const pid = typeId === undefined ? undefined : parameterNumber(work, typeId);
  const position = numberAttribute(work, "nr");
  if (pid === undefined || position === undefined) return work.fail("it needs Type@id and Type@nr");
  const replaced = replaceParameter(response.response, position, pid);
  if (replaced === undefined)
    return work.fail(`response ${String(response.id)} has no position ${String(position)}`);
  response.response = replaced;
  return true;
});

export const responseActions: ActionTable = {
  /** Its previous data is forgotten: equal data counts as new. Lost while the response is still being processed. */
  clear: {
    each: (work, response) => {
      if (!work.core.protocol.responses.has(response))
        return work.fail(`there is no response ${String(response)}`);
      work.core.scheduler.clearResponse(response);
      return true;
    },
  },
  read: {
    each: (work, response) => work.core.scheduler.readResponse(response, work.context),
  },
  replace,
};
