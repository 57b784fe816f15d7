/** Whether a JSON value has a shape: the members that a pattern names, and any others. */

/** Kinds of values that stand in a shape for any value of the kind. */
const anyOfKind: ReadonlyMap<unknown, (value: unknown) => boolean> = new Map<
  unknown,
  (value: unknown) => boolean
>([
  [String, (value) => typeof value === "string"],
  [Number, (value) => typeof value === "number"],
  [Boolean, (value) => typeof value === "boolean"],
  [Array, (value) => Array.isArray(value)],
  [Object, (value) => typeof value === "object" && value !== null && !Array.isArray(value)],
]);

/**
 * True when a value fits a shape. An object fits when each member of the shape fits, an array when it has as many elements and each
 * fits. `String`, `Number`, `Boolean`, `Array` and `Object` fit any value of that kind, a regular expression a text in which it
 * finds something, and `undefined` a member that is not there. Everything else must be equal.
 */
export function fitsShape(value: unknown, shape: unknown): boolean {
  const ofKind = anyOfKind.get(shape);
  if (ofKind !== undefined) return ofKind(value);
  if (shape instanceof RegExp) return typeof value === "string" && value.search(shape) >= 0;
  if (typeof shape !== "object" || shape === null) return Object.is(value, shape);
  if (typeof value !== "object" || value === null || Array.isArray(value) !== Array.isArray(shape))
    return false;
  if (Array.isArray(shape) && shape.length !== (value as readonly unknown[]).length) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape).every(([name, wanted]) =>
    fitsShape(Object.hasOwn(members, name) ? members[name] : undefined, wanted),
  );
}
