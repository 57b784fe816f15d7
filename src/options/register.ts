/** The register of options: every choice that the public documentation leaves open and a user may change. */
import { QActionKitError } from "../base/errors.ts";
import { connectionOptionRegister, type ConnectionOptions } from "./connection-options.ts";
import { elementOptionRegister, type ElementLayerOptions } from "./element-options.ts";
import { eventOptionRegister, type EventOptions } from "./event-options.ts";
import { logicOptionRegister, type LogicLayerOptions } from "./logic-options.ts";
import { protocolOptionRegister, type ProtocolOptions } from "./protocol-options.ts";
import { optionKinds, type OptionEntry } from "./option-entry.ts";
import { parameterOptionRegister, type ParameterLayerOptions } from "./parameter-options.ts";
import { qactionOptionRegister, type QActionOptions } from "./qaction-options.ts";

/** All named options and their types. Defaults, meanings and pages stand in {@link optionRegister}. */
export interface Options
  extends
    ConnectionOptions,
    ElementLayerOptions,
    ProtocolOptions,
    ParameterLayerOptions,
    EventOptions,
    LogicLayerOptions,
    QActionOptions {
  /** Runtime whose encodings scripts get: how many U+FFFD broken UTF-8 gives, and the index in exceptions. */
  readonly dotnet: "netfx" | "core";
  /** Version of DataMiner to behave like, where versions differ: `10.4.8`, `10.4.8 CU1`. */
  readonly dataMinerVersion: string;
  /** 0x values and binary numbers from 80 (hex) up in a text frame: read through the code page, or sent as they are. */
  readonly textFrameBytes: "codePage" | "asIs";
  /** Variable fields of a response are filled without a `read` action. */
  readonly implicitRead: boolean;
  /**
   * Bytes behind the last parameter of a response: tried as a further message behind a trailer or an `other param`, a
   * mismatch, or ignored.
   */
  readonly leftoverBytes: "nextMessage" | "mismatch" | "ignore";
}

/** Default, allowed values, meaning and source of every option; `qaction options` prints it. */
export const optionRegister: { readonly [K in keyof Options]: OptionEntry<Options[K]> } = {
  dotnet: {
    default: "netfx",
    values: ["netfx", "core"],
    layer: "encoding",
    meaning:
      "the .NET version whose encodings scripts use: how many U+FFFD invalid UTF-8 becomes, and the index in exceptions",
    page: "LogicQActionsCompilation",
  },
  dataMinerVersion: {
    default: "10.6.9",
    values: "a text",
    layer: "logic",
    meaning: "behave like this version of DataMiner where versions differ",
    page: "LogicConditions",
  },
  textFrameBytes: {
    default: "codePage",
    values: ["codePage", "asIs"],
    layer: "wire",
    meaning:
      "0x values and binary numbers from 80 (hex) up in a text frame are decoded with the code page, or sent as they are",
    page: "ConnectionsWebSocketsImplementation",
  },
  implicitRead: {
    default: false,
    values: [true, false],
    layer: "wire",
    meaning: "variable fields of a response are filled without a read action",
    page: "LogicActionRead",
  },
  leftoverBytes: {
    default: "nextMessage",
    values: ["nextMessage", "mismatch", "ignore"],
    layer: "wire",
    meaning:
      "bytes after the last parameter: tried as a further message after a trailer or an other param, a mismatch, or ignored",
    page: "Protocol.Responses.Response.Content",
  },
  ...connectionOptionRegister,
  ...elementOptionRegister,
  ...parameterOptionRegister,
  ...protocolOptionRegister,
  ...eventOptionRegister,
  ...logicOptionRegister,
  ...qactionOptionRegister,
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
  const entries = Object.entries(given);
  if (entries.length === 0) return defaultOptions;
  for (const [name, value] of entries) {
    if (!Object.hasOwn(optionRegister, name)) {
      throw new QActionKitError(
        "ERR_OPTION",
        `There is no option '${name}'. The options are: ${names.join(", ")}.`,
      );
    }
    const { values } = optionRegister[name as keyof Options] as OptionEntry<unknown>;
    const fits = typeof values === "string" ? optionKinds[values](value) : values.includes(value);
    if (!fits) {
      const allowed = typeof values === "string" ? values : values.map(String).join(", ");
      throw new QActionKitError("ERR_OPTION", `Option '${name}' cannot be ${String(value)}. Use ${allowed}.`);
    }
  }
  return { ...defaultOptions, ...given };
}
