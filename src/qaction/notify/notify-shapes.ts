/** Ids, lists and texts in the values of notify calls. */

/** A parameter, table, trigger or other id: a whole number, also as text. */
export function idOf(value: unknown): number | undefined {
  const id = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof id === "number" && Number.isInteger(id) ? id : undefined;
}

/** A list of any array kind; `undefined` for everything else. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as Iterable<unknown>)
    : undefined;
}

/** A list of texts; `undefined` when one is something else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const list = listOf(value);
  return list?.every((item) => typeof item === "string") === true ? list : undefined;
}

/** A list of ids; `undefined` when one is something else. */
export function idsOf(value: unknown): readonly number[] | undefined {
  const ids = listOf(value)?.map(idOf);
  return ids?.every((id) => id !== undefined) === true ? ids : undefined;
}
