/** The action *reverse* on a parameter of the command or response whose trigger runs it (`LogicActionReverse`). */
import { reverseParameter } from "../../wire/command/make-command.ts";
import type { ItemAction } from "./action.ts";
import { numberList } from "./attributes.ts";

/**
 * Reverses the bytes of the parameter: in a command those of its segments, at the occurrences of `On@nr` (0-based,
 * default the first); in a response those that the parameter has stored.
 */
export const reverse: ItemAction = {
  each: (work, pid) => {
    const { action, context, engine } = work;
    const occurrences = action.onNr === undefined ? [0] : numberList(action.onNr);
    const command =
      context.command ??
      (context.firing?.on === "command" && context.firing.id !== undefined
        ? engine.commands.work(context.firing.id, context)
        : undefined);
    if (command !== undefined) {
      const segments = reverseParameter(command.made.segments, pid, occurrences);
      command.made = { ...command.made, segments };
      return true;
    }
    if (context.response === undefined)
      return work.fail("it must be run by a trigger of a command or a response");
    const bytes = engine.parameters.bytes(pid);
    if (bytes === undefined) return work.fail(`there is no parameter ${String(pid)}`);
    return work.setBytes(pid, Uint8Array.from(bytes).reverse());
  },
};
