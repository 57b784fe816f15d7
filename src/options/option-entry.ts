/** One option of the register: its default, its values and what it changes. */

/** Kinds of values that are not a list, with their check. */
export const optionKinds = {
  "a number": (value: unknown) => typeof value === "number" && Number.isFinite(value),
  "a text": (value: unknown) => typeof value === "string",
  "two numbers": (value: unknown) =>
    Array.isArray(value) && value.length === 2 && value.every((part) => Number.isFinite(part)),
  "a number or 'retries'": (value: unknown) =>
    value === "retries" || (typeof value === "number" && Number.isFinite(value)),
} as const;

/** Name of a kind of values. */
export type OptionKind = keyof typeof optionKinds;

/** One row of the register. */
export interface OptionEntry<T> {
  readonly default: T;
  /** The values it may take: a list, or the name of a kind. */
  readonly values: readonly T[] | OptionKind;
  /** Folder under `src` that obeys it. */
  readonly layer:
    "encoding" | "protocol" | "parameter" | "wire" | "connection" | "logic" | "qaction" | "element";
  /** What it changes, in one sentence. */
  readonly meaning: string;
  /** Documentation page uid that leaves it open, or a named source. */
  readonly page: string;
}
