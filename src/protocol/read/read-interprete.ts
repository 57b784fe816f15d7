/** `Interprete` of a parameter: how its bytes are read and stored. */
import { list, made } from "../frozen.ts";
import type {
  Interprete,
  InterpreteType,
  LengthType,
  RawType,
  Rounding,
  SequenceStep,
  SpecialValue,
} from "../model.ts";
import { mostClaimed, type Located, type Reading } from "./reading.ts";
import { normalised } from "./option-text.ts";
import { decimal, flag, integer, place, word } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

const rawTypes: readonly RawType[] = [
  "other",
  "text",
  "numeric text",
  "unsigned number",
  "signed number",
  "double",
  "bcd",
  "only others",
];
const types: readonly InterpreteType[] = ["string", "double", "high nibble"];
const lengthTypes: readonly LengthType[] = ["fixed", "next param", "last next param", "other param"];
const roundings: readonly Rounding[] = [
  "down",
  "up",
  "toZero",
  "toInfinity",
  "halfDown",
  "halfUp",
  "halfToZero",
  "halfToInfinity",
];

/** Longest parameter in bytes (`LogicActionChangeLength`). */
const maxLength = 1_048_576;
/** Bases that have letters for all their digits. */
const bases = { lowest: 2, highest: 36 };
/** Highest occurrence of an end mark that may be asked for. */
export const mostTimes = 65_535;
/** Most bits of a bit field. */
const mostBits = 1024;

/** Reads `Interprete`; without one: any text, up to the next parameter. */
export function readInterprete(reading: Reading, element: XmlElement | undefined, what: string): Interprete {
  const text = (name: string): Located | undefined => reading.childContent(element, name);
  const lengthTag = reading.child(element, "lengthtype");
  const typeTag = reading.child(element, "type");
  const range = reading.child(element, "range");
  const offsetTag = reading.child(element, "offset");
  const sequenceTag = reading.child(element, "sequence");
  const length = readLength(reading, text("length"), `Length of ${what}`);
  const rawType = word(reading, text("rawtype"), `RawType of ${what}`, rawTypes) ?? "other";
  const trim = element === undefined ? [] : trims(reading, typeTag);
  const attribute = (tag: XmlElement | undefined, name: string): Located | undefined =>
    tag === undefined ? undefined : reading.attribute(tag, name);
  return made<Interprete>({
    rawType,
    type: word(reading, reading.content(typeTag), `Interprete/Type of ${what}`, types) ?? usualType(rawType),
    lengthType:
      word(reading, reading.content(lengthTag), `LengthType of ${what}`, lengthTypes) ??
      (length === undefined ? "next param" : "fixed"),
    lengthTypeId: integer(reading, attribute(lengthTag, "id"), `LengthType@id of ${what}`),
    lengthTypeTimes: integer(reading, attribute(lengthTag, "times"), `LengthType@times of ${what}`, {
      min: 1,
      highest: mostTimes,
    }),
    length,
    value: asWritten(reading.child(element, "value")),
    base: integer(reading, text("base"), `Base of ${what}`, bases) ?? 10,
    endian: word(reading, text("endian"), `Endian of ${what}`, ["little", "big"]) ?? "little",
    decimals: integer(reading, text("decimals"), `Decimals of ${what}`, { min: 0 }) ?? 6,
    rounding: word(reading, text("rounding"), `Rounding of ${what}`, roundings) ?? "down",
    rangeLow: decimal(reading, reading.childContent(range, "low"), `Range/Low of ${what}`),
    rangeHigh: decimal(reading, reading.childContent(range, "high"), `Range/High of ${what}`),
    factor: decimal(reading, text("factor"), `Factor of ${what}`),
    offset: decimal(reading, reading.content(offsetTag), `OffSet of ${what}`),
    offsetPid: integer(reading, attribute(offsetTag, "id"), `OffSet@id of ${what}`),
    scale: readScale(reading, reading.child(element, "scale"), what),
    sequence: readSequence(reading, reading.content(sequenceTag), what),
    sequenceNoSet: flag(reading, attribute(sequenceTag, "noset"), `Sequence@noset of ${what}`),
    trimLeft: trim.includes("left"),
    trimRight: trim.includes("right"),
    defaultValue: asWritten(reading.child(element, "defaultvalue")),
    exceptions: specialValues(reading, reading.child(element, "exceptions"), "exception", what),
    others: specialValues(reading, reading.child(element, "others"), "other", what),
    bits: integer(reading, text("bits"), `Bits of ${what}`, { min: 0, max: 8 }),
    numberOfBits: integer(reading, text("nbrofbits"), `NbrOfBits of ${what}`, { min: 0, highest: mostBits }),
    startPosition: integer(reading, text("startposition"), `StartPosition of ${what}`, {
      min: 0,
      highest: 8 * maxLength,
    }),
    byteOffset: integer(reading, text("byteoffset"), `ByteOffset of ${what}`),
    alignment: word(reading, text("alignment"), `Alignment of ${what}`, ["left", "right"]),
  });
}

/** Length of a fixed parameter in bytes. Their sum is limited: an element allocates it at its start. */
function readLength(reading: Reading, located: Located | undefined, what: string): number | undefined {
  const length = integer(reading, located, what, { lowest: 0, highest: maxLength });
  if (length === undefined || located === undefined || reading.claim(length)) return length;
  reading.report(
    "NUMBER_LIMIT",
    `${what} is ${String(length)}, and together with those before it more than ${String(mostClaimed)} bytes. It was ignored; ` +
      "write smaller lengths.",
    located.position,
  );
  return undefined;
}

/** What a missing `Interprete/Type` means: the usual type for the raw type. */
function usualType(rawType: RawType): InterpreteType {
  return rawType === "other" || rawType === "text" || rawType === "only others" ? "string" : "double";
}

/** Text whose spaces may matter: it is trimmed only when it is spread over lines, or hexadecimal. */
export function asWritten(element: XmlElement | undefined): string | undefined {
  if (element === undefined || element.text === "") return undefined;
  const { text } = element;
  const trimmed = text.trim();
  return /[\r\n]/.test(text) || /^0x/i.test(trimmed) ? trimmed : text;
}

function trims(reading: Reading, typeTag: XmlElement | undefined): readonly string[] {
  const located = typeTag === undefined ? undefined : reading.attribute(typeTag, "trim");
  if (located === undefined) return [];
  return located.value
    .split(";")
    .filter((part) => part.trim() !== "")
    .map(
      (part) =>
        word(reading, { ...place(located), value: part.trim() }, "Type@trim", ["left", "right"]) ?? "",
    );
}

function readScale(reading: Reading, element: XmlElement | undefined, what: string): Interprete["scale"] {
  if (element === undefined) return undefined;
  const number = (name: string): number | undefined =>
    decimal(reading, reading.attribute(element, name.toLowerCase()), `Scale@${name} of ${what}`);
  const lowData = number("lowData");
  const highData = number("highData");
  const low = number("low");
  const high = number("high");
  if (lowData === undefined || highData === undefined || low === undefined || high === undefined) {
    reading.report(
      "TAG_MISSING",
      `Scale of ${what} was ignored: it needs lowData, highData, low and high.`,
      element.position,
    );
    return undefined;
  }
  return Object.freeze({ lowData, highData, low, high });
}

/** Names and symbols of the operations of `Sequence`, in lower case. */
export const sequenceOperations: Readonly<Record<string, SequenceStep["operation"]>> = {
  factor: "factor",
  "*": "factor",
  offset: "offset",
  "+": "offset",
  min: "min",
  "-": "min",
  pow: "pow",
  "^": "pow",
  div: "div",
  rest: "rest",
  "%": "rest",
  log10: "log10",
  log20: "log20",
};

function readSequence(reading: Reading, located: Located | undefined, what: string): readonly SequenceStep[] {
  const steps: SequenceStep[] = [];
  for (const part of located?.value.split(";") ?? []) {
    if (part.trim() === "" || located === undefined) continue;
    const [name = "", ...rest] = part.split(":").map((piece) => piece.trim());
    const operation = Object.hasOwn(sequenceOperations, name.toLowerCase())
      ? sequenceOperations[name.toLowerCase()]
      : undefined;
    if (operation === undefined) {
      reading.report(
        "VALUE_UNKNOWN",
        `Sequence of ${what} cannot contain '${part.trim()}'. Use one of: ${Object.keys(sequenceOperations).join(", ")}.`,
        located.position,
      );
      continue;
    }
    const kind = rest.length > 1 ? normalised(rest[0] ?? "") : "value";
    const value = decimal(reading, operandText(located, rest.at(-1)), `An operand of Sequence of ${what}`);
    if (value === undefined) steps.push(made<SequenceStep>({ operation }));
    else if (kind === "id" || kind === "param" || kind === "value") {
      steps.push(Object.freeze({ operation, operand: Object.freeze({ kind, value }) }));
    } else {
      reading.report(
        "VALUE_UNKNOWN",
        `An operand of Sequence of ${what} cannot be '${rest.join(":")}'. Use a number, id:pid or param:pid.`,
        located.position,
      );
    }
  }
  return list(steps);
}

function operandText(located: Located, value: string | undefined): Located | undefined {
  return value === undefined ? undefined : { ...place(located), value };
}

function specialValues(
  reading: Reading,
  element: XmlElement | undefined,
  tag: "exception" | "other",
  what: string,
): readonly SpecialValue[] {
  return list(
    childrenNamed(element, tag).map((child) => {
      const inner = reading.childContent(child, "value")?.value;
      const incoming = reading.attribute(child, "value")?.value;
      return made<SpecialValue>({
        id: integer(reading, reading.attribute(child, "id"), `The id of an ${tag} of ${what}`),
        value: (tag === "exception" ? (incoming ?? inner) : inner) ?? "",
        mapped: tag === "exception" ? inner : undefined,
        display: reading.childContent(child, "display")?.value ?? "",
      });
    }),
  );
}
