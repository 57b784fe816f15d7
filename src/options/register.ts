/** The register of options: every choice that the public documentation leaves open and a user may change. */
import { inspect } from "node:util";
import { QActionKitError } from "../base/errors.ts";
import { nearestName } from "../base/known-names.ts";
import { refuseNonObject } from "../base/option-keys.ts";
import { connectionOptions } from "./connection-options.ts";
import { elementOptions } from "./element-options.ts";
import { encodingOptions } from "./encoding-options.ts";
import { logicOptions } from "./logic-options.ts";
import type { OptionRow, OptionValues } from "./option-row.ts";
import { parameterOptions } from "./parameter-options.ts";
import { protocolOptions } from "./protocol-options.ts";
import { qactionOptions } from "./qaction-options.ts";
import { wireOptions } from "./wire-options.ts";

/** Rows by the layer that obeys them; all but `protocol` are options of an element. */
const layers = {
  protocol: protocolOptions,
  encoding: encodingOptions,
  parameter: parameterOptions,
  wire: wireOptions,
  connection: connectionOptions,
  logic: logicOptions,
  qaction: qactionOptions,
  element: elementOptions,
} as const;

/** Named options of the connection layer. */
export type ConnectionOptions = OptionValues<typeof connectionOptions>;

/** Named options of loading a protocol; `docs/options.md` says what each does. */
export type ProtocolOptions = OptionValues<typeof protocolOptions>;

/** Named options of an element; `docs/options.md` says what each does. */
export interface Options
  extends
    OptionValues<typeof encodingOptions>,
    OptionValues<typeof parameterOptions>,
    OptionValues<typeof wireOptions>,
    ConnectionOptions,
    OptionValues<typeof logicOptions>,
    OptionValues<typeof qactionOptions>,
    OptionValues<typeof elementOptions> {}

/** One option of the register. */
export interface OptionEntry extends OptionRow {
  /** The layer that obeys it: a folder of `src`. */
  readonly layer: keyof typeof layers;
}

/** Every option by its name, those of loading a protocol included; `qaction options` prints it. */
export const optionRegister: Readonly<Record<keyof (Options & ProtocolOptions), OptionEntry>> =
  Object.fromEntries(
    Object.entries(layers).flatMap(([layer, rows]) =>
      Object.entries(rows).map(([name, row]) => [name, { ...row, layer }]),
    ),
  ) as Record<keyof (Options & ProtocolOptions), OptionEntry>;

function defaultsOf<T>(isProtocol: boolean): T {
  const entries = Object.entries(optionRegister).filter(
    ([, { layer }]) => (layer === "protocol") === isProtocol,
  );
  return Object.freeze(Object.fromEntries(entries.map(([name, row]) => [name, row.default]))) as T;
}

/** All options of an element with their defaults. */
export const defaultOptions = defaultsOf<Options>(false);

const defaultProtocolOptions = defaultsOf<ProtocolOptions>(true);

/** A value as it is written in code. */
function shown(value: unknown): string {
  return inspect(value, { breakLength: Infinity });
}

/** What is allowed for an option, in words. */
export function allowedValues({ values }: OptionRow): string {
  return "words" in values ? values.words : values.map(shown).join(", ");
}

/** Whether an option may have a value. */
export function optionFits({ values }: OptionRow, value: unknown): boolean {
  return "words" in values ? values.fits(value) : values.includes(value);
}

function over<T extends object>(defaults: T, given: object, elsewhere: string): T {
  refuseNonObject("'options'", given);
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return defaults;
  for (const [name, value] of entries) {
    if (!Object.hasOwn(defaults, name)) {
      const nearest = nearestName(name, Object.keys(optionRegister));
      const hint = Object.hasOwn(optionRegister, name)
        ? elsewhere
        : nearest === undefined
          ? "See docs/options.md, or qaction options."
          : `Did you mean '${nearest}'?`;
      throw new QActionKitError("ERR_OPTION", `There is no option '${name}'. ${hint}`, { details: { name } });
    }
    const row = optionRegister[name as keyof typeof optionRegister];
    if (!optionFits(row, value)) {
      throw new QActionKitError(
        "ERR_OPTION",
        `Option '${name}' cannot be ${shown(value)}. Use ${allowedValues(row)}.`,
        { details: { name, value } },
      );
    }
  }
  return { ...defaults, ...Object.fromEntries(entries) };
}

/**
 * The given options of an element over the defaults.
 * @throws QActionKitError `ERR_OPTION` for an unknown name or a value the register does not allow
 */
export function resolveOptions(given: Partial<Options> = {}): Options {
  return over(defaultOptions, given, "It is an option of loadProtocol and parseProtocol.");
}

/** Options for both, given in one object, as those of loading a protocol and those of an element. */
export function splitOptions(given: Partial<Options & ProtocolOptions>): {
  readonly loading: Partial<ProtocolOptions>;
  readonly element: Partial<Options>;
} {
  const entries = Object.entries(given);
  const isOfLoading = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(protocolOptions, name);
  return {
    loading: Object.fromEntries(entries.filter(isOfLoading)),
    element: Object.fromEntries(entries.filter((entry) => !isOfLoading(entry))),
  };
}

/**
 * The given options of loading over the defaults.
 * @throws QActionKitError as {@link resolveOptions}
 */
export function resolveProtocolOptions(given: Partial<ProtocolOptions> = {}): ProtocolOptions {
  return over(defaultProtocolOptions, given, "It is an option of the element, not of loading its protocol.");
}

/** What a text may stand for, the likeliest first. */
function readings(text: string): readonly unknown[] {
  const words = new Map<string, unknown>([
    ["true", true],
    ["false", false],
    ["null", null],
  ]);
  const numbers = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  return [text, words.get(text), numbers[0], numbers];
}

/**
 * One option as it is written on a command line: `codePage=1251`, `strict=true`, `rowLimits=1000,2000`.
 * @throws QActionKitError `ERR_OPTION` without `=`, for an unknown name or a value the register does not allow
 */
export function readOption(text: string): Partial<Options & ProtocolOptions> {
  const equals = text.indexOf("=");
  if (equals < 1) {
    throw new QActionKitError("ERR_OPTION", `'${text}' is not NAME=VALUE, for example codePage=1251.`);
  }
  const [name, written] = [text.slice(0, equals), text.slice(equals + 1)];
  const row = Object.hasOwn(optionRegister, name)
    ? optionRegister[name as keyof typeof optionRegister]
    : undefined;
  const fitting = readings(written).filter((value) => row !== undefined && optionFits(row, value));
  const option = { [name]: fitting.length > 0 ? fitting[0] : written };
  over({ ...defaultProtocolOptions, ...defaultOptions }, option, "");
  return option;
}
