/** `Params`: all parameters of the protocol. */
import { list, made } from "../frozen.ts";
import { asWritten, mostTimes, readInterprete } from "./read-interprete.ts";
import type { CrcDefinition, Discreet, Param } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Reading } from "./reading.ts";
import { readTable } from "./read-tables.ts";
import { normalised, optionToken, tokens } from "./option-text.ts";
import { decimal, flag, integer, place, word } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** `Protocol-EnumParamType`. */
const paramTypes = [
  "array",
  "bus",
  "crc",
  "dataminer info",
  "discreet info",
  "dummy",
  "elementdmaid",
  "elementid",
  "elementname",
  "fixed",
  "group",
  "header",
  "ip",
  "length",
  "matrix",
  "pollingip",
  "read",
  "read bit",
  "response",
  "trailer",
  "write",
  "write bit",
] as const;

/** Bytes of one number of a checksum (`groupbytes`). */
const mostGroupBytes = 1024;

/** Reads `Params`, in file order. */
export function readParams(reading: Reading, section: XmlElement | undefined): ReadonlyMap<number, Param> {
  return collect(reading, section, objectKinds.param, (element, id) => readParam(reading, element, id));
}

function readParam(reading: Reading, element: XmlElement, id: number): Param {
  const what = `parameter ${String(id)}`;
  const typeTag = reading.child(element, "type");
  const attribute = (name: string) => (typeTag === undefined ? undefined : reading.attribute(typeTag, name));
  const typeText = reading.content(typeTag);
  const typeOptions = tokens(attribute("options")?.value);
  const display = reading.child(element, "display");
  const range = reading.child(display, "range");
  const measurement = reading.child(element, "measurement");
  const measurementType = reading.child(measurement, "type");
  if (typeText === undefined) {
    reading.report("TAG_MISSING", `${what} has no Type and is treated as read. Write one.`, element.position);
  }
  word(reading, typeText, `Type of ${what}`, paramTypes);
  return made<Param>({
    id,
    name: reading.childContent(element, "name")?.value ?? "",
    description: reading.childContent(element, "description")?.value ?? "",
    type: normalised(typeText?.value ?? "read"),
    typeOptions,
    typeId: attribute("id")?.value,
    typeTimes: integer(reading, attribute("times"), `Type@times of ${what}`, { min: 1, highest: mostTimes }),
    ...addressOptions(typeOptions),
    save: flag(reading, reading.attribute(element, "save"), `save of ${what}`),
    setter: flag(reading, reading.attribute(element, "setter"), `setter of ${what}`),
    historySet: flag(reading, reading.attribute(element, "historyset"), `historySet of ${what}`),
    rtDisplay: flag(reading, reading.childContent(display, "rtdisplay"), `RTDisplay of ${what}`),
    interprete: readInterprete(reading, reading.child(element, "interprete"), what),
    lengthPositions: contentPositions(reading, reading.child(element, "length"), `Length/Content of ${what}`),
    crc: readCrc(reading, reading.child(element, "crc"), what),
    table: readTable(reading, element, typeTag, what),
    discreets: readDiscreets(reading, measurement),
    measurement: normalisedOrNothing(reading.content(measurementType)?.value),
    measurementOptions: tokens(
      measurementType === undefined ? undefined : reading.attribute(measurementType, "options")?.value,
    ),
    units: reading.childContent(display, "units")?.value,
    displayDecimals: integer(
      reading,
      reading.childContent(display, "decimals"),
      `Display/Decimals of ${what}`,
    ),
    displayRangeLow: decimal(reading, reading.childContent(range, "low"), `Display/Range/Low of ${what}`),
    displayRangeHigh: decimal(reading, reading.childContent(range, "high"), `Display/Range/High of ${what}`),
    position: element.position,
  });
}

function normalisedOrNothing(text: string | undefined): string | undefined {
  return text === undefined ? undefined : normalised(text);
}

/** `dynamic ip`, `dynamic ip N`, `connection=N` and `headerTrailerLink=N` among the options of `Type`. */
function addressOptions(options: readonly string[]): {
  dynamicIp: number | undefined;
  connection: number | undefined;
  headerTrailerLink: number | undefined;
} {
  const dynamic = options
    .map((token) => /^dynamic\s+ip(?:\s+(\d+))?$/i.exec(token))
    .find((found) => found !== null);
  const numbered = (name: string): number | undefined => {
    const value = options.map(optionToken).find((token) => token.name === name)?.value;
    return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;
  };
  return {
    dynamicIp: dynamic === undefined ? undefined : Number(dynamic[1] ?? 0),
    connection: numbered("connection"),
    headerTrailerLink: numbered("headertrailerlink"),
  };
}

/** 0-based positions listed by `Content/Param`. */
function contentPositions(
  reading: Reading,
  element: XmlElement | undefined,
  what: string,
): readonly number[] {
  const content = reading.child(element, "content");
  const positions = childrenNamed(content, "param").map((param) =>
    integer(reading, reading.content(param), what, { min: 0 }),
  );
  return list(positions.filter((position) => position !== undefined));
}

function readCrc(reading: Reading, element: XmlElement | undefined, what: string): CrcDefinition | undefined {
  if (element === undefined) return undefined;
  const type = reading.child(element, "type");
  const number = (name: string): number | undefined =>
    type === undefined
      ? undefined
      : integer(reading, reading.attribute(type, name), `CRC/Type@${name} of ${what}`);
  const groupBytes = type === undefined ? undefined : reading.attribute(type, "groupbytes");
  const [size, ...further] = tokens(groupBytes?.value);
  const name = normalised(reading.content(type)?.value ?? "");
  if (type !== undefined && (name === "codan" || name === "rcds")) {
    reading.report(
      "CRC_UNPUBLISHED",
      `The CRC of ${what} is of type ${name}, which is not documented. It is calculated as crc with the size of its field; compare with the device, or calculate it in a QAction.`,
      type.position,
    );
  }
  return made<CrcDefinition>({
    type: name,
    options: list(
      tokens(type === undefined ? undefined : reading.attribute(type, "options")?.value).map((token) =>
        normalised(token),
      ),
    ),
    byteOffset: number("byteoffset"),
    totalOffset: number("totaloffset"),
    mod: number("mod"),
    off: number("off"),
    groupBytes:
      groupBytes === undefined || size === undefined
        ? undefined
        : integer(reading, { ...place(groupBytes), value: size }, `CRC/Type@groupbytes of ${what}`, {
            min: 1,
            highest: mostGroupBytes,
          }),
    groupBytesBinary: further.some((token) => normalised(token) === "binary"),
    positions: contentPositions(reading, element, `CRC/Content of ${what}`),
  });
}

function readDiscreets(reading: Reading, measurement: XmlElement | undefined): readonly Discreet[] {
  return list(
    childrenNamed(reading.child(measurement, "discreets"), "discreet").map((discreet) =>
      made<Discreet>({
        display: reading.childContent(discreet, "display")?.value ?? "",
        value: asWritten(reading.child(discreet, "value")) ?? "",
        options: reading.attribute(discreet, "options")?.value,
        dependencyValues: reading.attribute(discreet, "dependencyvalues")?.value,
      }),
    ),
  );
}
