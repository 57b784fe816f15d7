/** `protocol.Clear` and `protocol.Leave`: what they do to a cell, and when they do nothing (`useClearAndLeave`). */

/** `protocol.Clear`: empties a cell in calls with `useClearAndLeave`; in others the infinity is stored. */
export const CLEAR = -Infinity;
/** `protocol.Leave`: keeps a cell in calls with `useClearAndLeave`; in others the infinity is stored. */
export const LEAVE = Infinity;

/** What a value of a call with `useClearAndLeave` asks for; `undefined` for a value to store. */
export function clearOrLeave(value: unknown): "clear" | "leave" | undefined {
  if (value === CLEAR) return "clear";
  return value === LEAVE ? "leave" : undefined;
}

/** What is reported of a column in which a call without `useClearAndLeave` stores an infinity. */
export function infinityStored(columnPid: number): string {
  return `keeps an infinity in column ${String(columnPid)}. Clear and Leave need useClearAndLeave`;
}
