/** The two values of a notify call as text that may be shown. */
import { inspect } from "node:util";
import type { SecretParameters } from "../../protocol/secret-parameters.ts";
import { masked } from "../../protocol/secrets.ts";
import { idOf, listOf } from "./notify-shapes.ts";

/**
 * The values as text; no code of theirs runs, such as `toString`. A call that names a parameter with a secret, or a table with a
 * column of secrets, shows numbers of the first value only: which of the others is the secret differs from number to number.
 */
export function shownValues(
  secrets: SecretParameters,
  value1: unknown,
  value2: unknown,
): readonly [value1: string, value2: string] {
  const namesSecret = (value: unknown, depth = 0): boolean => {
    const list = listOf(value);
    if (list !== undefined) return depth < depthShown && list.some((one) => namesSecret(one, depth + 1));
    const id = idOf(value);
    return id !== undefined && (secrets.has(id) || secrets.inTable(id));
  };
  if (namesSecret(value1) || namesSecret(value2)) return [asText(numbersOf(value1)), masked];
  return [asText(value1), asText(value2)];
}

/** Lists deeper than this are not shown, and may contain themselves. */
const depthShown = 5;

function numbersOf(value: unknown, depth = 0): unknown {
  const list = depth < depthShown ? listOf(value) : undefined;
  if (list !== undefined) return list.map((one) => numbersOf(one, depth + 1));
  return typeof value === "number" ? value : masked;
}

function asText(value: unknown): string {
  return inspect(value, {
    breakLength: Infinity,
    compact: true,
    customInspect: false,
    depth: depthShown - 1,
    maxArrayLength: 50,
    maxStringLength: 500,
  });
}
