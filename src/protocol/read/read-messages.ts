/** `Commands`, `Responses` and `Pairs`. */
import { readCondition } from "./read-condition.ts";
import { list, made } from "../frozen.ts";
import type { Command, OptionalEntry, Pair, Param, Response } from "../model.ts";
import { collect, objectKinds } from "./read-objects.ts";
import type { Located, Reading } from "./reading.ts";
import { normalised, optionToken, tokens, type OptionToken } from "./option-text.ts";
import { flag, integer, integers, place, word } from "./read-values.ts";
import { childrenNamed, type XmlElement } from "../xml/xml-element.ts";

/** Bytes that the fixed lengths of one command may have together. */
const mostCommandBytes = 67_108_864;

/**
 * Reads `Commands`, in file order. A command that would be too long has no content: a parameter may stand in one as
 * often as it likes.
 */
export function readCommands(
  reading: Reading,
  section: XmlElement | undefined,
  params: ReadonlyMap<number, Param>,
): ReadonlyMap<number, Command> {
  const lengthOf = (content: readonly number[]): number =>
    content.reduce((sum, pid) => sum + (params.get(pid)?.interprete.length ?? 0), 0);
  return collect(reading, section, objectKinds.command, (element, id) => {
    const what = `command ${String(id)}`;
    const content = paramIds(reading, reading.child(element, "content"), what);
    const bytes = lengthOf(content);
    if (bytes > mostCommandBytes) {
      reading.report(
        "NUMBER_LIMIT",
        `The lengths in Content of ${what} are ${String(bytes)} bytes together, and at most ` +
          `${String(mostCommandBytes)} can be sent. Its content was left out; write smaller lengths, or fewer parameters.`,
        element.position,
      );
    }
    return made<Command>({
      id,
      name: reading.childContent(element, "name")?.value ?? "",
      content: bytes > mostCommandBytes ? list([]) : content,
      ascii: readAscii(reading, reading.attribute(element, "ascii"), what),
      messageType:
        word(
          reading,
          reading.childContent(element, "websocketmessagetype"),
          `WebSocketMessageType of ${what}`,
          ["binary", "text"],
        ) ?? "binary",
      position: element.position,
    });
  });
}

/** Reads `Responses`, in file order. */
export function readResponses(
  reading: Reading,
  section: XmlElement | undefined,
): ReadonlyMap<number, Response> {
  return collect(reading, section, objectKinds.response, (element, id) => {
    const what = `response ${String(id)}`;
    const content = reading.child(element, "content");
    const options = reading.attribute(element, "options");
    return made<Response>({
      id,
      name: reading.childContent(element, "name")?.value ?? "",
      content: paramIds(reading, content, what),
      optional: readOptional(
        reading,
        content === undefined ? undefined : reading.attribute(content, "optional"),
        what,
      ),
      connection: numberOption(reading, options, "connection", `options of ${what}`),
      position: element.position,
    });
  });
}

/** Reads `Pairs`, in file order. */
export function readPairs(reading: Reading, section: XmlElement | undefined): ReadonlyMap<number, Pair> {
  return collect(reading, section, objectKinds.pair, (element, id) => readPair(reading, element, id));
}

function readPair(reading: Reading, element: XmlElement, id: number): Pair {
  const what = `pair ${String(id)}`;
  const content = reading.child(element, "content");
  const options = reading.attribute(element, "options");
  const parsed = tokens(options?.value);
  return made<Pair>({
    id,
    name: reading.childContent(element, "name")?.value ?? "",
    command: integer(reading, reading.childContent(content, "command"), `Content/Command of ${what}`),
    responses: readPairResponses(reading, content, what),
    condition: readCondition(reading, element, what),
    timeoutMs: integer(reading, reading.attribute(element, "timeout"), `timeout of ${what}`, { min: 0 }),
    ping: flag(reading, reading.attribute(element, "ping"), `ping of ${what}`),
    connection: numberOption(reading, options, "connection", `options of ${what}`),
    retries: numberOption(reading, options, "retries", `options of ${what}`),
    ignoreTimeout: parsed.some((token) =>
      ["ignoretimeout", "ignoretimeout:true"].includes(normalised(token)),
    ),
    options: list(parsed.map(normalised)),
    position: element.position,
  });
}

function readPairResponses(
  reading: Reading,
  content: XmlElement | undefined,
  what: string,
): Pair["responses"] {
  const responses: Pair["responses"][number][] = [];
  for (const child of content?.children ?? []) {
    if (child.localName !== "response" && child.localName !== "responseonbadcommand") continue;
    const id = integer(reading, reading.content(child), `Content/${child.name} of ${what}`);
    if (id === undefined) continue;
    const onBadCommand = child.localName === "responseonbadcommand";
    responses.push(Object.freeze({ id, onBadCommand, position: child.position }));
  }
  return list(responses);
}

function paramIds(reading: Reading, content: XmlElement | undefined, what: string): readonly number[] {
  const ids = childrenNamed(content, "param").map((param) =>
    integer(reading, reading.content(param), `Content/Param of ${what}`),
  );
  return list(ids.filter((id) => id !== undefined));
}

function readAscii(reading: Reading, located: Located | undefined, what: string): Command["ascii"] {
  if (located === undefined || normalised(located.value) === "false") return undefined;
  if (normalised(located.value) === "true") return true;
  const ids = integers(reading, located, `ascii of ${what}`);
  return ids.length === 0 ? undefined : ids;
}

/** `pos[+...|*]`, separated by `;` (`Protocol.Responses.Response.Content-optional`). */
function readOptional(
  reading: Reading,
  located: Located | undefined,
  what: string,
): readonly OptionalEntry[] {
  const entries: OptionalEntry[] = [];
  for (const part of located?.value.split(";") ?? []) {
    const token = part.trim();
    const found = /^(\d+)\s*(\+*|\*)$/.exec(token);
    if (found !== null) {
      const marks = found[2] ?? "";
      entries.push(Object.freeze({ position: Number(found[1]), skip: marks === "*" ? "*" : marks.length }));
    } else if (token !== "" && located !== undefined) {
      reading.report(
        "VALUE_UNKNOWN",
        `optional of ${what} cannot contain '${token}'. Write a 0-based position, followed by plus signs or one *.`,
        located.position,
      );
    }
  }
  return list(entries);
}

function numberOption(
  reading: Reading,
  options: Located | undefined,
  name: string,
  what: string,
): number | undefined {
  if (options === undefined) return undefined;
  const token: OptionToken | undefined = tokens(options.value)
    .map(optionToken)
    .find((candidate) => candidate.name === name && candidate.value !== undefined);
  if (token?.value === undefined) return undefined;
  return integer(reading, { ...place(options), value: token.value }, `${name} in the ${what}`, { min: 0 });
}
