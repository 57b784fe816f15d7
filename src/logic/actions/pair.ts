/** Actions on pairs. */
import type { ActionTable } from "./action.ts";
import { numberList, operand, parameterNumber } from "./attributes.ts";

export const pairActions: ActionTable = {
  /** The pause after pairs of the group whose trigger runs this; positions count from 1. */
  "set next": {
    once: (work) => {
      const { context, action, engine } = work;
      const group = context.firing?.on === "group" ? context.firing.id : context.group?.group.id;
      const positions = numberList(action.onNr);
      const ms = operand(work, NaN);
      if (group === undefined) return work.fail("it must be run by a trigger of a group");
      if (positions.length === 0)
        return work.fail("its On has no nr with the positions of pairs, counted from 1");
      if (ms === undefined || !(ms >= 0))
        return work.fail("neither Type@id nor Type@value gives a number of milliseconds");
      engine.groups.setNext(group, positions, ms);
      return true;
    },
  },
  timeout: {
    each: (work, pair) => {
      const { typeId } = work.action;
      const ms = typeId === undefined ? undefined : parameterNumber(work, typeId);
      if (!work.engine.protocol.pairs.has(pair)) return work.fail(`there is no pair ${String(pair)}`);
      if (ms === undefined || ms <= 0)
        return work.fail("Type@id must name a parameter with a number of milliseconds");
      work.engine.pairs.setTimeout(pair, ms);
      return true;
    },
  },
};
