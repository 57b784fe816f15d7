/** Actions on commands: what happens to the bytes between the parameters and the connection. */
import { replaceParameter } from "../../wire/command.ts";
import type { CommandWork } from "../commands.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";
import { numberAttribute, parameterNumber } from "./attributes.ts";

/** An action on the command under way, or as it was last made. */
function onCommand(act: (work: ActionWork, command: CommandWork) => boolean): ItemAction {
  return {
    each: (work, id) => {
      const command = work.core.scheduler.commandWork(id, work.context);
      return command === undefined ? work.fail(`there is no command ${String(id)}`) : act(work, command);
    },
  };
}

/** Puts the parameter whose id is the value of `Type@id` at the 0-based position `Type@nr`; a *make* has to follow. */
const replace = onCommand((work, command) => {
  const { typeId } = work.action;
  const pid = typeId === undefined ? undefined : parameterNumber(work, typeId);
  const position = numberAttribute(work, "nr");
  if (pid === undefined || position === undefined) return work.fail("it needs Type@id and Type@nr");
  const replaced = replaceParameter(command.command, position, pid);
  if (replaced === undefined)
    return work.fail(`command ${String(command.id)} has no position ${String(position)}`);
  command.command = replaced;
  return true;
});

export const commandActions: ActionTable = {
  make: {
    each: (work, command) =>
      work.core.scheduler.makeCommand(command, work.context) ||
      work.fail(`there is no command ${String(command)}`),
  },
  replace,
};
