/** Every action there is, by On and Type (`LogicActionsOverview`). */
import type { ActionTable, Unsupported, ItemAction, SingleAction } from "./action.ts";
import { commandActions } from "./command.ts";
import { groupActions } from "./group.ts";
import { pairActions } from "./pair.ts";
import { parameterActions } from "./parameter.ts";
import { protocolActions } from "./protocol.ts";
import { responseActions } from "./response.ts";
import { timerActions } from "./timer.ts";

const tables: ReadonlyMap<string, ActionTable> = new Map([
  ["command", commandActions],
  ["group", groupActions],
  ["pair", pairActions],
  ["parameter", parameterActions],
  ["protocol", protocolActions],
  ["response", responseActions],
  ["timer", timerActions],
]);

/** The entry of a combination; undefined when it does not exist. */
export function findAction(on: string, type: string): ItemAction | SingleAction | undefined {
  const table = tables.get(on);
  return table !== undefined && Object.hasOwn(table, type) ? table[type] : undefined;
}

/** The combinations that cannot be done here, with the reason, in alphabetical order. */
export function unsupportedActions(): readonly (Unsupported & {
  readonly on: string;
  readonly type: string;
})[] {
  return allActions().flatMap(([on, type]) => {
    const unsupported = findAction(on, type)?.unsupported;
    return unsupported === undefined ? [] : [{ on, type, ...unsupported }];
  });
}

/** All combinations as `[on, type]`, in alphabetical order. */
export function allActions(): readonly (readonly [on: string, type: string])[] {
  return [...tables].flatMap(([on, table]) =>
    Object.keys(table)
      .sort()
      .map((type) => [on, type] as const),
  );
}
