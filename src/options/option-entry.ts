/** What one row of the decision register holds. */

/** Whole kinds of values, with their test. */
export const optionKinds = {
  number: (value: unknown) => typeof value === "number" && Number.isFinite(value),
  text: (value: unknown) => typeof value === "string",
  "two numbers": (value: unknown) =>
    Array.isArray(value) && value.length === 2 && value.every((part) => Number.isFinite(part)),
  "a number or 'retries'": (value: unknown) =>
    value === "retries" || (typeof value === "number" && Number.isFinite(value)),
} as const;

/** A word for a whole kind of values. */
export type OptionKind = keyof typeof optionKinds;

/** One row of the register. */
export interface OptionEntry<T> {
  readonly default: T;
  /** The values it may take: a list, or a word for a whole kind. */
  readonly values: readonly T[] | OptionKind;
  /** Folder under `src` that obeys it. */
  readonly layer:
    "encoding" | "protocol" | "parameter" | "wire" | "connection" | "logic" | "qaction" | "element";
  /** What it changes, in one sentence. */
  readonly meaning: string;
  /** Documentation page uid that leaves it open, or a named source. */
  readonly page: string;
}
