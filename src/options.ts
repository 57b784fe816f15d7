/** The decision register: every choice the public documentation leaves open and a user may flip, in one place. */
import { QActionKitError } from "./errors.ts";

/** All named options and their types. Defaults, meanings and pages stand in {@link optionRegister}. */
export interface Options {
  /** Windows code page of the element, also `Encoding.Default`. */
  readonly codePage: number;
}

/** One row of the register. */
export interface OptionEntry<T> {
  readonly default: T;
  /** The values it may take: a list, or a word for a whole kind. */
  readonly values: readonly T[] | "number" | "text";
  /** Folder under `src` that obeys it. */
  readonly floor: "encoding" | "protocol" | "parameter" | "wire" | "persistence" | "connection" | "logic" | "qaction" | "element";
  /** What it changes, in one sentence. */
  readonly meaning: string;
  /** Documentation page uid that leaves it open, or a named source. */
  readonly page: string;
}

/** Default, allowed values, meaning and source of every option; `qaction options` prints it. */
export const optionRegister: { readonly [K in keyof Options]: OptionEntry<Options[K]> } = {
  codePage: {
    default: 1252,
    values: "number",
    floor: "parameter",
    meaning: "Windows code page of the element: text of protocols without Unicode is stored in it, and it is Encoding.Default",
    page: "AdvancedCodePages",
  },
};

const names = Object.keys(optionRegister) as (keyof Options)[];

/** All options with their defaults. */
export const defaultOptions: Options = Object.freeze(
  Object.fromEntries(names.map((name) => [name, optionRegister[name].default])) as unknown as Options,
);

/**
 * The given options over the defaults.
 * @throws QActionKitError `ERR_OPTION` for an unknown name or a value the register does not allow.
 */
export function resolveOptions(given: Partial<Options> = {}): Options {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(optionRegister, name)) {
      throw new QActionKitError("ERR_OPTION", `There is no option '${name}'. The options are: ${names.join(", ")}.`);
    }
    const { values } = optionRegister[name as keyof Options] as OptionEntry<unknown>;
    const fits =
      values === "number"
        ? typeof value === "number" && Number.isFinite(value)
        : values === "text"
          ? typeof value === "string"
          : values.includes(value);
    if (!fits) {
      const allowed = Array.isArray(values) ? values.map(String).join(", ") : `a ${String(values)}`;
      throw new QActionKitError("ERR_OPTION", `Option '${name}' cannot be ${String(value)}. Use ${allowed}.`);
    }
  }
  return { ...defaultOptions, ...given };
}
