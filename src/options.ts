/** The decision register: every choice the public documentation leaves open and a user may flip, in one place. */
import { QActionKitError } from "./errors.ts";
import { connectionOptionRegister, type ConnectionOptions } from "./connection-options.ts";
import { protocolOptionRegister, type ProtocolOptions } from "./protocol-options.ts";
import { optionKinds, type OptionEntry } from "./option-entry.ts";
import { parameterOptionRegister, type ParameterFloorOptions } from "./parameter-options.ts";

/** All named options and their types. Defaults, meanings and pages stand in {@link optionRegister}. */
export interface Options extends ConnectionOptions, ProtocolOptions, ParameterFloorOptions {
  /** Version of DataMiner to behave like, where versions differ: `10.4.8`, `10.4.8 CU1`. */
  readonly dataMinerVersion: string;
  /** A fixed numeric parameter of value 0 is `empty` in a condition. */
  readonly emptyForFixedZero: boolean;
  /** A number that was never set, in a condition: 0, or it makes the condition invalid. */
  readonly uninitialisedNumberInCondition: 0 | "invalid";
  /** Order of several triggers on one event. */
  readonly triggerOrder: "file" | "id";
  /** Order of several QActions on one parameter. */
  readonly qactionOrder: "file" | "id";
  /** A trigger for one item silences `each` by being defined; false: only when its condition holds. */
  readonly eachSuppressedByDefinition: boolean;
  /** Nested change events, CheckTrigger calls and trigger calls that one chain may have. */
  readonly maxChainDepth: number;
  /** Actions that put an equal value on a write parameter raise its change event. */
  readonly actionOnWriteRaisesEqual: boolean;
  /** The copy of an equal value by `setter` raises the change event of the read parameter. */
  readonly setterRaisesEqual: boolean;
  /** When an equal value by `setter`, or from outside, onto a `dynamic ip` parameter connects again. */
  readonly setterReappliesAddress: "whenNotOpen" | "always" | "never";
  /** Several ids in one *execute next*: each goes to the head as listed (the last one runs first), or reversed. */
  readonly multiIdExecuteNextOrder: "listed" | "reversed";
  /** The actions open and close on a WebSocket: nothing but a line, or done as on a serial connection. */
  readonly webSocketOpenClose: "ignore" | "act";
  /** 0x values and binary numbers from 80 (hex) up in a text frame: read through the code page, or sent as they are. */
  readonly textFrameBytes: "codePage" | "asIs";
  /** Variable fields of a response are filled without a `read` action. */
  readonly implicitRead: boolean;
  /** Bytes behind the last parameter of a response: tried as a further message behind a trailer, a mismatch, or ignored. */
  readonly leftoverBytes: "nextMessage" | "mismatch" | "ignore";
}

/** Default, allowed values, meaning and source of every option; `qaction options` prints it. */
export const optionRegister: { readonly [K in keyof Options]: OptionEntry<Options[K]> } = {
  dataMinerVersion: {
    default: "10.6.9",
    values: "text",
    floor: "element",
    meaning: "behave like this version of DataMiner where versions differ",
    page: "LogicConditions",
  },
  emptyForFixedZero: {
    default: true,
    values: [true, false],
    floor: "logic",
    meaning: "a fixed numeric parameter of value 0 equals empty in a condition",
    page: "LogicConditions",
  },
  uninitialisedNumberInCondition: {
    default: 0,
    values: [0, "invalid"],
    floor: "logic",
    meaning: "a number that was never set counts as 0 in a condition, or makes it invalid",
    page: "LogicConditions",
  },
  triggerOrder: {
    default: "file",
    values: ["file", "id"],
    floor: "logic",
    meaning: "several triggers on one event run in file order, or by id",
    page: "LogicParameters",
  },
  qactionOrder: {
    default: "file",
    values: ["file", "id"],
    floor: "logic",
    meaning: "several QActions on one parameter run in file order, or by id",
    page: "LogicParameters",
  },
  eachSuppressedByDefinition: {
    default: true,
    values: [true, false],
    floor: "logic",
    meaning: "a trigger for one item silences each whatever its condition says",
    page: "How_to_use_on_each_in_a_protocol_trigger",
  },
  maxChainDepth: {
    default: 200,
    values: "number",
    floor: "logic",
    meaning:
      "nested change events, CheckTrigger calls and trigger calls of one chain; deeper ones are refused",
    page: "LogicUseCase3",
  },
  actionOnWriteRaisesEqual: {
    default: true,
    values: [true, false],
    floor: "logic",
    meaning: "actions that put an equal value on a write parameter raise its change event",
    page: "LogicActionCopy",
  },
  setterRaisesEqual: {
    default: false,
    values: [true, false],
    floor: "logic",
    meaning: "an equal copy by setter raises the change event of the read parameter",
    page: "Protocol.Params.Param-setter",
  },
  setterReappliesAddress: {
    default: "whenNotOpen",
    values: ["whenNotOpen", "always", "never"],
    floor: "logic",
    meaning: "an equal value by setter or from outside onto a dynamic ip parameter connects again",
    page: "ConnectionsWebSocketsImplementation",
  },
  multiIdExecuteNextOrder: {
    default: "listed",
    values: ["listed", "reversed"],
    floor: "logic",
    meaning:
      "several ids in one execute next are put at the head in the listed order, or the other way round",
    page: "InnerWorkingsSLProtocol",
  },
  webSocketOpenClose: {
    default: "ignore",
    values: ["ignore", "act"],
    floor: "logic",
    meaning: "the actions open and close do nothing on a WebSocket, or open and close it",
    page: "LogicActionOpen",
  },
  textFrameBytes: {
    default: "codePage",
    values: ["codePage", "asIs"],
    floor: "wire",
    meaning:
      "0x values and binary numbers from 80 (hex) up in a text frame are read through the code page, or sent as they are",
    page: "ConnectionsWebSocketsImplementation",
  },
  implicitRead: {
    default: false,
    values: [true, false],
    floor: "wire",
    meaning: "variable fields of a response are filled without a read action",
    page: "LogicActionRead",
  },
  leftoverBytes: {
    default: "nextMessage",
    values: ["nextMessage", "mismatch", "ignore"],
    floor: "wire",
    meaning:
      "bytes behind the last parameter: tried as a further message behind a trailer, a mismatch, or ignored",
    page: "Protocol.Responses.Response.Content",
  },
  ...connectionOptionRegister,
  ...parameterOptionRegister,
  ...protocolOptionRegister,
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
