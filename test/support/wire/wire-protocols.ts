/** Small protocols for the tests of the wire layer: parameters with bytes, one command or response over them. */
import type {
  Command,
  Interprete,
  OptionalEntry,
  Param,
  Protocol,
  Response,
} from "../../../src/protocol/model.ts";
import type { Position } from "../../../src/protocol/xml/xml-element.ts";
import type { BytesOf } from "../../../src/wire/segments.ts";
import type { MatchOptions, NumberOf } from "../../../src/wire/response/match-model.ts";

const position = { offset: 0, line: 1, column: 1 } as unknown as Position;

/** A parameter with its current bytes. */
export type Given = Partial<Omit<Param, "interprete">> & {
  readonly id: number;
  readonly interprete?: Partial<Interprete>;
  readonly bytes?: Uint8Array;
};

/** Bytes written as hex; blanks are free. */
export function hex(text: string): Uint8Array {
  return Buffer.from(text.replaceAll(/[^0-9A-Fa-f]/g, ""), "hex");
}

/** Bytes as upper-case hex, with blanks between them. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .toUpperCase()
    .replaceAll(/..(?=.)/g, "$& ");
}

/** One byte a character. */
export function latin(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

function param(given: Given): Param {
  const { bytes: _bytes, interprete, ...rest } = given;
  return {
    name: `P${String(given.id)}`,
    description: "",
    type: "read",
    typeOptions: [],
    save: false,
    setter: false,
    historySet: false,
    rtDisplay: false,
    lengthPositions: [],
    discreets: [],
    measurementOptions: [],
    position,
    ...rest,
    interprete: {
      rawType: "other",
      type: "string",
      lengthType: "next param",
      base: 10,
      endian: "little",
      decimals: 6,
      rounding: "down",
      sequence: [],
      sequenceNoSet: false,
      trimLeft: false,
      trimRight: false,
      exceptions: [],
      others: [],
      ...interprete,
    },
  };
}

/** A fixed parameter (or header, trailer) of these bytes. */
export function fixed(id: number, bytes: Uint8Array, more: Partial<Given> = {}): Given {
  return {
    id,
    type: "fixed",
    bytes,
    ...more,
    interprete: {
      lengthType: "fixed",
      length: bytes.length,
      value: `0x${Buffer.from(bytes).toString("hex")}`,
      ...more.interprete,
    },
  };
}

/** A read parameter of type string with LengthType `next param`. */
export function next(id: number, more: Partial<Given> = {}): Given {
  return { id, ...more };
}

/** A read parameter of a fixed number of bytes. */
export function sized(id: number, length: number, more: Partial<Given> = {}): Given {
  return { id, ...more, interprete: { lengthType: "fixed", length, ...more.interprete } };
}

/** A protocol of these parameters, and the function that gives their bytes. */
export function protocolOf(
  given: readonly Given[],
  unicode = false,
): { protocol: Protocol; bytesOf: BytesOf } {
  const params = new Map(given.map((one) => [one.id, param(one)]));
  const bytes = new Map(given.map((one) => [one.id, one.bytes ?? new Uint8Array(0)]));
  const protocol = {
    unicode,
    params,
    connections: [],
    commands: new Map(),
    responses: new Map(),
  } as unknown as Protocol;
  return { protocol, bytesOf: (pid) => bytes.get(pid) ?? new Uint8Array(0) };
}

/** Command 1. */
export function command(content: readonly number[], more: Partial<Command> = {}): Command {
  return { id: 1, name: "Command", content, messageType: "binary", position, ...more };
}

/** Response 1, `optional` as written in the attribute. */
export function response(content: readonly number[], optional = "", more: Partial<Response> = {}): Response {
  const entries = optional.split(";").filter((token) => token !== "");
  return {
    id: 1,
    name: "Response",
    content,
    optional: entries.map((token): OptionalEntry => ({
      position: Number.parseInt(token, 10),
      skip: token.endsWith("*") ? "*" : token.length - String(Number.parseInt(token, 10)).length,
    })),
    position,
    ...more,
  };
}

/** ASCII digits as a number; of parameters that are not in the message nothing is known. */
export const asciiNumber: NumberOf = (_pid, bytes) => {
  const text = bytes === undefined ? "" : Buffer.from(bytes).toString("latin1");
  return /^\d+$/.test(text) ? Number(text) : undefined;
};

/** Match options after a *read* action, numbers being ASCII digits. */
export const afterRead: MatchOptions = { read: true, numberOf: asciiNumber };

/** Processor time of some work in ms, the best of three runs; other processes do not count. */
export function processorTime(work: () => unknown): number {
  const runs = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.max(0.01, Math.min(...runs));
}
