/** What can be wrong with a device: the list of faults, their values, and those that are on. */
import { QActionKitError } from "../base/errors.ts";
import { nearestName } from "../base/known-names.ts";

/** A close frame, or the end of a line over TCP. */
export interface CloseFault {
  /** Close code of a WebSocket, 0 to 65535. */
  readonly code: number;
  readonly reason?: string;
}

/** The value of each fault that is on. A chance is from 0 (never) to 1 (each message). */
export interface FaultValues {
  /** ms by which every message is late. */
  readonly delay: number;
  /** ms by which each message is late at most, at random; the order stays. */
  readonly jitter: number;
  /** Chance that a message is not sent. */
  readonly drop: number;
  /** Chance that a message is sent twice. */
  readonly duplicate: number;
  /** Chance that a message goes out after the next one. */
  readonly reorder: number;
  /** Each byte is sent alone. */
  readonly split: boolean;
  /** So many messages are sent at once. */
  readonly glue: number;
  /** Chance that a message ends early. */
  readonly truncate: number;
  /** Chance that a byte of a message is another one. */
  readonly corrupt: number;
  /** Chance that a message has a byte in it that is not valid UTF-8. */
  readonly invalidUtf8: number;
  /** Opcode of the frames of messages, 0 to 15. */
  readonly opcode: number;
  /** Bytes a second. */
  readonly drip: number;
  /** The line is closed in place of the next message. */
  readonly close: CloseFault;
  /** Chance that the line is reset in place of a message. */
  readonly reset: number;
  /** Nothing more is read. */
  readonly stopReading: boolean;
  /** Status with which opening handshakes, and requests over HTTP, are answered. */
  readonly refuse: number;
  /** `Sec-WebSocket-Accept` is wrong. */
  readonly wrongAccept: boolean;
  /** Nothing more is read or sent, and no line is closed. */
  readonly halfOpen: boolean;
}

/** Name of a fault. */
export type FaultName = keyof FaultValues;

/** Faults by name. True is the value that a name alone stands for, false or undefined is off. */
export type FaultSettings = { readonly [Name in FaultName]?: FaultValues[Name] | boolean | undefined };

/** One fault. */
interface FaultRow<Value> {
  /** What it does, in half a sentence. */
  readonly does: string;
  /** The value of `true`, and of a name without a value; undefined when a value must be given. */
  readonly usual?: Value;
  /** Allowed values, in words. */
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
  /** Reads a text. */
  readonly read?: (text: string) => Value;
}

const number = (words: string, fits: (value: number) => boolean) => ({
  words,
  fits: (value: unknown): boolean => typeof value === "number" && fits(value),
});
const chance = { usual: 1, ...number("a chance from 0 to 1", (value) => value >= 0 && value <= 1) };
const milliseconds = number("a number of ms from 0", (value) => value >= 0 && value < Infinity);
const whole = (words: string, low: number, high: number) =>
  number(words, (value) => Number.isInteger(value) && value >= low && value <= high);
const on = { usual: true, words: "true or false", fits: (value: unknown): boolean => value === true };

/** Every fault. */
export const faultTable: { readonly [Name in FaultName]: FaultRow<FaultValues[Name]> } = {
  delay: { does: "every message is so many ms late", ...milliseconds },
  jitter: { does: "each message is up to so many ms late, at random; the order stays", ...milliseconds },
  drop: { does: "a message is not sent", ...chance },
  duplicate: { does: "a message is sent twice", ...chance },
  reorder: { does: "a message goes out after the next one, or after 100 ms", ...chance },
  split: { does: "each byte is sent alone", ...on },
  glue: {
    does: "so many messages are sent at once, or what there is after 100 ms",
    usual: 2,
    ...whole("a whole number from 2", 2, 1_000_000),
  },
  truncate: { does: "a message ends early, at a random place", ...chance },
  corrupt: { does: "a byte of a message, at a random place, is another one", ...chance },
  invalidUtf8: { does: "a message has a byte FF in it, at a random place", ...chance },
  opcode: {
    does: "the frames of messages have this opcode; 3 is one that the standard does not know",
    usual: 3,
    ...whole("a whole number from 0 to 15", 0, 15),
  },
  drip: {
    does: "so many bytes a second are sent",
    ...number("a number above 0", (value) => value > 0 && value < Infinity),
  },
  close: {
    does: "the line is closed in place of the next message, with this code and reason",
    usual: { code: 1011 },
    words: "a close code from 0 to 65535, and a reason: 1011:overload",
    fits: (value) =>
      typeof value === "object" && value !== null && "code" in value && isCloseCode(value.code),
    read: (text) => {
      const [code = "", reason] = text.split(/:(.*)/s);
      return { code: Number(code), ...(reason !== undefined && { reason }) };
    },
  },
  reset: { does: "the line is reset in place of a message", ...chance },
  stopReading: { does: "nothing more is read", ...on },
  refuse: {
    does: "opening handshakes and requests are answered with this status",
    usual: 503,
    ...whole("a status from 200 to 599", 200, 599),
  },
  wrongAccept: { does: "Sec-WebSocket-Accept is wrong", ...on },
  halfOpen: { does: "nothing more is read or sent, and no line is closed", ...on },
};

function isCloseCode(code: unknown): boolean {
  return Number.isInteger(code) && (code as number) >= 0 && (code as number) <= 0xffff;
}

export const faultNames = Object.keys(faultTable) as readonly FaultName[];

function rowOf(name: string): FaultRow<unknown> {
  if (Object.hasOwn(faultTable, name)) return faultTable[name as FaultName];
  const near = nearestName(name, faultNames);
  const hint = near === undefined ? `The faults are: ${faultNames.join(", ")}.` : `Did you mean '${near}'?`;
  throw new QActionKitError("ERR_OPTION", `There is no fault '${name}'. ${hint}`, { details: { name } });
}

function refused(name: string, value: string, { words }: FaultRow<unknown>): QActionKitError {
  return new QActionKitError("ERR_OPTION", `Fault '${name}' cannot be ${value}. Use ${words}.`, {
    details: { name },
  });
}

/** The faults of one device that are on. */
export class Faults {
  readonly #changed: () => void;
  #values: Partial<FaultValues> = {};
  #any = false;

  /** @param changed called after each change */
  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  /** Those that are on, with their values. */
  get values(): Readonly<Partial<FaultValues>> {
    return this.#values;
  }

  /** True while one is on. */
  get any(): boolean {
    return this.#any;
  }

  /**
   * Turns a fault on, changes its value, or turns it off.
   * @param value `true`: its usual value; `false`: off
   * @throws QActionKitError `ERR_OPTION` for an unknown fault or a value that is not allowed
   */
  set<Name extends FaultName>(name: Name, value: FaultValues[Name] | boolean = true): void {
    const row = rowOf(name);
    const next = value === true ? (row.usual ?? value) : value;
    if (next !== false && !row.fits(next)) throw refused(name, JSON.stringify(next), row);
    const { [name]: _, ...others } = this.#values;
    this.#values = next === false ? others : { ...this.#values, [name]: next };
    this.#any = Object.keys(this.#values).length > 0;
    this.#changed();
  }

  /** Turns several on or off; see {@link set}. */
  setAll(settings: FaultSettings): void {
    for (const [name, value] of Object.entries(settings))
      if (value !== undefined) this.set(name as FaultName, value);
  }

  /** Turns all off. */
  clear(): void {
    this.#values = {};
    this.#any = false;
    this.#changed();
  }
}

/**
 * Reads a fault as a text: `drop`, `drop=0.1`, `close=1011:overload`, `drop=off`.
 * @throws QActionKitError `ERR_OPTION`
 */
export function readFault(text: string): FaultSettings {
  const [name = "", value] = text.trim().split(/=(.*)/s);
  const row = rowOf(name);
  if (value === undefined) return { [name]: true };
  if (value === "off") return { [name]: false };
  const given =
    row.read?.(value) ?? (value === "true" ? true : value.trim() === "" ? Number.NaN : Number(value));
  if (given !== true && !row.fits(given)) throw refused(name, `'${value}'`, row);
  return { [name]: given };
}

/** What begins another fault behind a reason, which may hold commas and blanks. */
const anotherFault = new RegExp(`[,\\s]+(?=(?:${faultNames.join("|")})(?:[=,\\s]|$))`);

/**
 * Reads several faults, with commas or blanks between them: `drop=0.1,delay=50`.
 * @throws QActionKitError `ERR_OPTION`
 */
export function readFaults(text: string): FaultSettings {
  const parts = text.split(text.includes("close=") ? anotherFault : /[,\s]+/);
  return Object.assign({}, ...parts.filter((part) => part !== "").map(readFault)) as FaultSettings;
}
