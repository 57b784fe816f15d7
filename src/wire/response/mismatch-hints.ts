/** Possible reasons why a response does not match, as seen in the bytes. */
import type { Param, Protocol } from "../../protocol/model.ts";
import { calculateCrc } from "../crc-action.ts";
import { crcAlgorithms } from "../crc-algorithms.ts";
import { counted, hexOf, offsetText, quoted } from "../hex-text.ts";
import { layoutOf } from "./layout.ts";
import { responseSegments } from "./match-response.ts";
import type { MatchFailure, MatchResult } from "./match-model.ts";
import { isHexValue } from "../parameter-kind.ts";
import { asBuffer, joinSegments } from "../segments.ts";

/** What a hint is based on. */
interface Clue {
  readonly result: MatchResult;
  readonly failure: MatchFailure;
  readonly protocol: Protocol;
  readonly data: Buffer;
  /** Value that was compared or searched for, and the parameter it belongs to. */
  readonly expected?: Uint8Array;
  readonly owner?: Param;
}

type Hint = (clue: Clue) => string | undefined;

/** Sentences that may explain the failure of a result, the most likely first; empty when the bytes show no reason. */
export function mismatchHints(result: MatchResult, protocol: Protocol): string[] {
  const { failure } = result;
  if (failure === undefined) return [];
  const { expected, expectedPid = failure.pid } = failure;
  const owner = protocol.params.get(expectedPid);
  const clue: Clue = {
    result,
    failure,
    protocol,
    data: asBuffer(result.data),
    ...(expected === undefined ? {} : { expected }),
    ...(owner === undefined ? {} : { owner }),
  };
  const hints = [notRead, ...(hintsByKind[failure.kind] ?? [])].flatMap((hint) => hint(clue) ?? []);
  return hints.length > 0 ? hints : [elsewhere(clue) ?? []].flat();
}

const withoutRead = new Set(["next", "last next", "counted"]);

const notRead: Hint = ({ result, protocol }) => {
  const { fields } = layoutOf(result.response, protocol);
  const unread = result.fields.filter(
    ({ position, action, bytes }) =>
      action === "skip" && bytes.length === 0 && withoutRead.has(fields[position]?.kind ?? ""),
  );
  const read = unread
    .filter(({ position }) => fields[position]?.action !== "skip")
    .map(({ pid }) => String(pid));
  if (read.length === 0) return undefined;
  return (
    `No read action was run for the variable ${read.length === 1 ? "parameter" : "parameters"} ${read.join(", ")}: ` +
    `a trigger before response ${String(result.response.id)} needs an action of type read on the response.`
  );
};

/** A plain-text Value of a Unicode protocol against a message of single bytes. */
const wideValue: Hint = ({ expected, owner, data, failure, protocol }) => {
  const value = owner?.interprete.value;
  if (expected === undefined || value === undefined || owner === undefined || !protocol.unicode)
    return undefined;
  const narrow = Buffer.from(value, "latin1");
  if (isHexValue(value) || expected.length !== narrow.length * 2) return undefined;
  const at = data.indexOf(narrow, failure.offset);
  if (at < 0) return undefined;
  return (
    `Parameter ${nameOf(owner)} has the plain-text Value ${quoted(narrow)} in a Unicode protocol: its bytes are ` +
    `${hexOf(expected)} (UTF-16LE). The message holds ${hexOf(narrow)} at byte ${offsetText(at)}. ` +
    `Write the Value as 0x${narrow.toString("hex").toUpperCase()}.`
  );
};

/** A message in UTF-16 against a value of single bytes. */
const wideMessage: Hint = ({ expected, data, failure }) => {
  if (expected === undefined || expected.length === 0 || expected.includes(0)) return undefined;
  const wide = Buffer.alloc(expected.length * 2);
  for (const [index, byte] of expected.entries()) wide[index * 2] = byte;
  const at = data.indexOf(wide, failure.offset);
  if (at < 0) return undefined;
  return `The message holds the value as UTF-16LE (${hexOf(wide)}) at byte ${offsetText(at)}.`;
};

const allSpaces: Hint = ({ expected, owner }) => {
  const { value, length } = owner?.interprete ?? {};
  if (expected === undefined || owner === undefined || value === undefined || length === undefined)
    return undefined;
  if (value.trim() === "" || !expected.every((byte) => byte === 0x20 || byte === 0)) return undefined;
  if (isHexValue(value)) return undefined;
  return `The Value of parameter ${nameOf(owner)} is longer than its Length of ${counted(length, "byte")}, so that the parameter is all spaces.`;
};

const numberAsText: Hint = ({ expected, owner, failure }) => {
  const { value, rawType } = owner?.interprete ?? {};
  if (expected?.length !== 1 || owner === undefined || value === undefined || !/^\d$/.test(value))
    return undefined;
  if (rawType === "numeric text" || failure.found[0] !== Number(value)) return undefined;
  return `Value ${value} is text: byte ${hexOf(expected)}. For byte 0${value} write 0x0${value}.`;
};

const lineEnds: Hint = ({ expected, data, failure }) => {
  if (expected === undefined || hexOf(expected) !== "0D 0A") return undefined;
  for (const [byte, name] of [
    [0x0a, "LF"],
    [0x0d, "CR"],
  ] as const) {
    const at = data.indexOf(byte, failure.offset);
    if (at >= 0)
      return `The message has ${name} (${hexOf(Uint8Array.of(byte))}) alone at byte ${offsetText(at)}, not CR LF.`;
  }
  return undefined;
};

const otherCase: Hint = ({ expected, failure }) => {
  if (expected === undefined || failure.found.length < expected.length) return undefined;
  const texts = [expected, failure.found.subarray(0, expected.length)].map((bytes) =>
    asBuffer(bytes).toString("latin1"),
  );
  const [wanted = "", found = ""] = texts;
  return wanted.toLowerCase() === found.toLowerCase()
    ? "The two differ only in upper and lower case."
    : undefined;
};

const byteOrderMark: Hint = ({ data, failure }) =>
  failure.offset === 0 && data.subarray(0, 3).equals(Buffer.from("efbbbf", "hex"))
    ? "The message begins with a UTF-8 byte order mark (EF BB BF)."
    : undefined;

const elsewhere: Hint = ({ expected, data, failure, result }) => {
  if (expected === undefined || expected.length === 0) return undefined;
  const later = data.indexOf(expected, failure.offset);
  if (later > failure.offset) {
    return `The value occurs at byte ${offsetText(later)}, ${counted(later - failure.offset, "byte")} further on: something in front of it is longer than the response says.`;
  }
  const earlier = data.indexOf(expected, result.start);
  if (earlier < 0 || earlier >= failure.offset) return "The value occurs nowhere in the message.";
  return `The value occurs at byte ${offsetText(earlier)}, but parameter ${String(failure.pid)} begins behind it.`;
};

const missingBytes: Hint = ({ failure }) => {
  if (failure.expectedNumber === undefined) return undefined;
  const missing = failure.expectedNumber - failure.found.length;
  return `The message is ${counted(missing, "byte")} too short${failure.expectedPid === undefined ? "" : `, by the length that parameter ${String(failure.expectedPid)} tells`}.`;
};

const noNumber: Hint = ({ owner, result, failure }) => {
  if (owner === undefined || failure.expectedPid === undefined) {
    return `Parameter ${String(failure.pid)} has LengthType other param without an id that says which parameter holds its length.`;
  }
  const field = result.fields.find(({ pid }) => pid === failure.expectedPid);
  const holds =
    field === undefined ? "is not part of the message and holds" : `holds ${quoted(field.bytes)},`;
  return `Parameter ${nameOf(owner)} tells the length and ${holds} no usable number.`;
};

const twoVariable: Hint = ({ failure }) =>
  `Parameter ${String(failure.pid)} is of variable length and so is parameter ${String(failure.expectedPid)} behind it: put a fixed value between them, or give one of them a Length.`;

const leftBehind: Hint = ({ failure, result }) => {
  const lineEnd = ["0D 0A", "0A", "0D"].includes(hexOf(failure.found));
  return lineEnd
    ? `The message ends with ${quoted(failure.found)}: add a parameter with Value 0x${asBuffer(failure.found).toString("hex").toUpperCase()} at the end of response ${String(result.response.id)}.`
    : "Add a next param for them, or a trailer after which a further message may follow.";
};

/** Positions with which the received length would be right, if they were counted, or not counted. */
const lengthDifference: Hint = ({ failure, result, protocol }) => {
  const { expectedNumber, foundNumber } = failure;
  if (expectedNumber === undefined || foundNumber === undefined) return undefined;
  const difference = foundNumber - expectedNumber;
  const listed = protocol.params.get(failure.pid)?.lengthPositions ?? [];
  const isCounted = (position: number, pid: number): boolean =>
    listed.length > 0 ? listed.includes(position) : protocol.params.get(pid)?.type !== "length";
  for (const [position, { pid, bytes }] of responseSegments(result).entries()) {
    if (bytes.length !== Math.abs(difference) || bytes.length === 0) continue;
    if (isCounted(position, pid) !== difference < 0) continue;
    return `The received length would be right if position ${String(position)} (parameter ${String(pid)}) were ${difference < 0 ? "not counted" : "counted as well"}: see Length/Content of parameter ${String(failure.pid)}.`;
  }
  return undefined;
};

/** A checksum that another algorithm, or the other byte order, would give. */
const otherChecksum: Hint = ({ failure, result, protocol }) => {
  const param = protocol.params.get(failure.pid);
  const { foundNumber } = failure;
  if (param?.crc === undefined || foundNumber === undefined) return undefined;
  const segments = responseSegments(result);
  const positions =
    param.crc.positions.length > 0 ? param.crc.positions : [...Array(failure.position).keys()];
  const bytes = joinSegments(positions.flatMap((position) => segments[position] ?? []));
  const size = failure.found.length;
  const swapped = asBuffer(Uint8Array.from(failure.found).reverse());
  for (const type of [param.crc.type, ...Object.keys(crcAlgorithms)]) {
    const value = calculateCrc({ ...param.crc, type }, bytes, param, size);
    if (value === undefined) continue;
    const meaning = crcAlgorithms[type]?.meaning ?? type;
    if (value === foundNumber) return `The received checksum is right for CRC type '${type}' (${meaning}).`;
    if (
      size > 1 &&
      size <= 6 &&
      param.interprete.rawType !== "numeric text" &&
      [swapped.readUIntLE(0, size), swapped.readUIntBE(0, size)].includes(value) &&
      value !== failure.expectedNumber
    ) {
      return `The received checksum is right for CRC type '${type}' (${meaning}) with the other Endian.`;
    }
  }
  return undefined;
};

/** The received bytes are the calculated checksum in the other order. */
const swappedChecksum: Hint = ({ failure }) => {
  const { expectedNumber, found } = failure;
  if (expectedNumber === undefined || found.length < 2 || found.length > 6) return undefined;
  const buffer = asBuffer(found);
  const orders = [buffer.readUIntLE(0, found.length), buffer.readUIntBE(0, found.length)];
  return orders.includes(expectedNumber)
    ? `The received bytes are the calculated checksum in the other order: see Endian of parameter ${String(failure.pid)}.`
    : undefined;
};

const hintsByKind: Readonly<Partial<Record<MatchFailure["kind"], readonly Hint[]>>> = {
  value: [wideValue, wideMessage, allSpaces, numberAsText, byteOrderMark, otherCase, lineEnds],
  "end mark": [wideValue, wideMessage, allSpaces, lineEnds],
  "no end": [twoVariable],
  length: [noNumber],
  "too short": [missingBytes],
  "left over": [leftBehind],
  "length check": [lengthDifference],
  "crc check": [swappedChecksum, otherChecksum],
};

function nameOf(param: Param): string {
  return `${String(param.id)} (${param.name})`;
}
