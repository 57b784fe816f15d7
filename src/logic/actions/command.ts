/** Actions on commands: what happens to the bytes between the parameters and the connection. */
import { replaceParameter } from "../../wire/command/make-command.ts";
import { writeCrcs } from "../../wire/crc-action.ts";
import type { WrittenCommand } from "../../wire/command/calculated-fields.ts";
import { writeLengths } from "../../wire/length-action.ts";
import { replaceInSegments } from "../../wire/replace-data.ts";
import { stuffSegments } from "../../wire/stuffing.ts";
import type { CommandWork } from "../chain/context.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";
import { dataReplacement, placeOf, stuffingOf } from "./attributes.ts";

/** An action on the command under way, or as it was last made. */
function onCommand(act: (work: ActionWork, command: CommandWork) => boolean): ItemAction {
  return {
    each: (work, id) => {
      const command = work.engine.commands.work(id, work.context);
      return command === undefined ? work.fail(`there is no command ${String(id)}`) : act(work, command);
    },
  };
}

/** Keeps the command with its calculated values; values that did not fit are reported. */
function written(work: ActionWork, command: CommandWork, { made, refused }: WrittenCommand): boolean {
  command.made = made;
  return refused.length === 0 || work.fail(refused.map(({ reason }) => reason.replace(/\.$/, "")).join("; "));
}

export const commandActions: ActionTable = {
  /** Writes the checksum parameters. */
  crc: onCommand((work, command) => {
    const { engine } = work;
    return written(work, command, writeCrcs(command.made, engine.protocol, engine.values.encodeNumber));
  }),
  /** Writes the length parameters; needs a *make* before. */
  length: onCommand((work, command) => {
    const { engine } = work;
    return written(work, command, writeLengths(command.made, engine.protocol, engine.values.encodeNumber));
  }),
  make: {
    each: (work, command) =>
      work.engine.commands.make(command, work.context) || work.fail(`there is no command ${String(command)}`),
  },
  /** Puts the parameter whose id is the value of `Type@id` at the 0-based position `Type@nr`; needs a *make* after. */
  replace: onCommand((work, command) => {
    const place = placeOf(work);
    if (place === undefined) return false;
    const replaced = replaceParameter(command.command, place.position, place.pid);
    if (replaced === undefined) {
      return work.fail(`command ${String(command.id)} has no position ${String(place.position)}`);
    }
    command.command = replaced;
    return true;
  }),
  "replace data": onCommand((work, command) => {
    const data = dataReplacement(work);
    if (data === undefined) return false;
    command.made = { ...command.made, segments: replaceInSegments(command.made.segments, data) };
    return true;
  }),
  stuffing: onCommand((work, command) => {
    const stuffing = stuffingOf(work);
    if (stuffing === undefined) return false;
    command.made = { ...command.made, segments: stuffSegments(command.made.segments, stuffing) };
    return true;
  }),
};
