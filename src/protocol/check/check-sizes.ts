/** Sizes that come of several numbers of a file together. */
import { fixedMap, list, made } from "../frozen.ts";
import type { Command, Param } from "../model.ts";
import type { Reading } from "../read/reading.ts";

/** Bytes that the fixed lengths of one command may have together. */
export const mostCommandBytes = 67_108_864;

/** The commands, without the content of those that would be too long: a parameter may stand in one as often as it likes. */
export function boundCommands(
  reading: Reading,
  commands: ReadonlyMap<number, Command>,
  params: ReadonlyMap<number, Param>,
): ReadonlyMap<number, Command> {
  const bounded = new Map(commands);
  for (const [id, command] of commands) {
    const bytes = command.content.reduce((sum, pid) => sum + (params.get(pid)?.interprete.length ?? 0), 0);
    if (bytes <= mostCommandBytes) continue;
    reading.report(
      "NUMBER_LIMIT",
      `The lengths in Content of command ${String(id)} are ${String(bytes)} bytes together, and at most ` +
        `${String(mostCommandBytes)} can be sent. Its content was left out; write smaller lengths, or fewer parameters.`,
      command.position,
    );
    bounded.set(id, made<Command>({ ...command, content: list([]) }));
  }
  return fixedMap(bounded);
}
