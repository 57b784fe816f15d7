/** The action *set info*: another Sequence or Scale for parameters, from now on (`LogicActionSetInfo`). */
import { sequenceOperations } from "../../protocol/read/read-interprete.ts";
import type { Interprete, SequenceStep } from "../../protocol/model.ts";
import { numberOf } from "../chain/condition.ts";
import type { ItemAction } from "./action.ts";

/** `*:1000;+:id:101`; undefined when a step cannot be read. */
function parseSequence(text: string): readonly SequenceStep[] | undefined {
  const steps: SequenceStep[] = [];
  for (const part of text.split(";").filter((piece) => piece.trim() !== "")) {
    const [name = "", ...rest] = part.split(":").map((piece) => piece.trim().toLowerCase());
    const operation = Object.hasOwn(sequenceOperations, name) ? sequenceOperations[name] : undefined;
    const kind = rest.length > 1 ? rest[0] : "value";
    if (operation === undefined || (kind !== "value" && kind !== "id" && kind !== "param")) return undefined;
    const last = rest.at(-1);
    const value = last === undefined ? undefined : numberOf(last);
    if (last !== undefined && value === undefined) return undefined;
    steps.push(value === undefined ? { operation } : { operation, operand: { kind, value } });
  }
  return steps;
}

/** `lowData;highData;low;high`; undefined when it is anything else. */
function parseScale(text: string): Interprete["scale"] {
  const [lowData, highData, low, high, more] = text.split(";").map((part) => numberOf(part));
  if (lowData === undefined || highData === undefined || low === undefined || high === undefined)
    return undefined;
  return more === undefined ? { lowData, highData, low, high } : undefined;
}

/** An attribute; undefined when it is missing or `-`, which leaves things as they are. */
function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "-" ? undefined : text;
}

export const setInfo: ItemAction = {
  each: (work, pid) => {
    const { attributes } = work.action;
    const [sequenceText, scaleText] = [given(attributes["sequence"]), given(attributes["scale"])];
    const sequence = sequenceText === undefined ? undefined : parseSequence(sequenceText);
    const scale = scaleText === undefined ? undefined : parseScale(scaleText);
    if (sequenceText !== undefined && sequence === undefined)
      return work.fail(`'${sequenceText}' is not a sequence`);
    if (scaleText !== undefined && scale === undefined) {
      return work.fail(`'${scaleText}' is not a scale: lowdata;highdata;low;high`);
    }
    const code = work.engine.parameters.changeInfo(pid, {
      ...(sequence && { sequence }),
      ...(scale && { scale }),
    });
    return code === 0 || work.fail(`there is no numeric parameter ${String(pid)}`);
  },
};
