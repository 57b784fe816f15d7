/** Loading a protocol from a file, bytes or text: the immutable model, and everything that is wrong with it. */
import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../base/errors.ts";
import { resolveProtocolOptions, type ProtocolOptions } from "../options/register.ts";
import { readActions } from "./read/read-actions.ts";
import { readConnections } from "./read/read-connections.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { list, made } from "./frozen.ts";
import { readGroups } from "./read/read-groups.ts";
import { readCommands, readPairs, readResponses } from "./read/read-messages.ts";
import type { Fix } from "./fix.ts";
import type { Protocol, SourceText } from "./model.ts";
import { readParams } from "./read/read-params.ts";
import { readQActions } from "./read/read-qactions.ts";
import { Reading } from "./read/reading.ts";
import { runChecks } from "./check/all-checks.ts";
import { fixOf, replaceAt } from "./check/edits.ts";
import { readSource, sourceOfText, type ReadSource } from "./xml/source-text.ts";
import { readSessions } from "./read/read-sessions.ts";
import { readProtocolSettings } from "./read/read-settings.ts";
import { readTimers } from "./read/read-timers.ts";
import { readTriggers } from "./read/read-triggers.ts";
import type { XmlElement } from "./xml/xml-element.ts";
import { readXml } from "./xml/read-xml.ts";

/** How to load. */
export interface LoadOptions extends Partial<ProtocolOptions> {
  /** Name of the file for messages; default: the path, else `protocol.xml`. */
  readonly file?: string;
}

/** A loaded protocol. */
export interface LoadedProtocol {
  readonly protocol: Protocol;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads a protocol from a path, a `file:` URL or bytes.
 * @throws QActionKitError `ERR_PROTOCOL_FILE` for a file that cannot be read or is too large, `ERR_PROTOCOL_XML` for one
 *   without a Protocol element, `ERR_OPTION` for a wrong option. Everything else that is wrong is a diagnostic.
 */
export async function loadProtocol(
  source: string | URL | Uint8Array,
  options: LoadOptions = {},
): Promise<LoadedProtocol> {
  if (source instanceof Uint8Array) return parseProtocol(source, options);
  const path = pathOf(source);
  const { file = path, ...given } = options;
  const { maxXmlBytes } = resolveProtocolOptions(given);
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    checkSize(size, path, maxXmlBytes);
    bytes = await readFile(path);
  } catch (cause) {
    if (cause instanceof QActionKitError) throw cause;
    throw new QActionKitError(
      "ERR_PROTOCOL_FILE",
      `The protocol file '${path}' cannot be read. Check the path.`,
      {
        cause,
        details: { file: path },
      },
    );
  }
  return parseProtocol(bytes, { ...given, file });
}

/**
 * Loads a protocol from bytes or text, synchronously.
 * @throws QActionKitError as {@link loadProtocol}.
 */
export function parseProtocol(source: Uint8Array | string, options: LoadOptions = {}): LoadedProtocol {
  const { file = "protocol.xml", ...given } = options;
  const { maxXmlBytes, maxXmlDepth, typeAndConnections } = resolveProtocolOptions(given);
  checkSize(typeof source === "string" ? Buffer.byteLength(source) : source.length, file, maxXmlBytes);
  const read = typeof source === "string" ? sourceOfText(source, file) : readSource(source, file);
  const reading = new Reading(read.source);
  reportBytes(reading, read);
  const top = readXml(read.source.text, reading.lines, maxXmlDepth, (code, message, offset, replaced) => {
    reading.report(code, message, reading.lines.at(offset), {
      fix:
        replaced &&
        fixOf(
          "safe",
          `Write ${replaced.text}`,
          replaceAt(read.source, offset, replaced.length, replaced.text),
        ),
    });
  });
  const root = rootOf(reading, top);
  const section = (name: string): XmlElement | undefined => reading.child(root, name);
  const params = readParams(reading, section("params"));
  const protocol = made<Protocol>({
    ...readProtocolSettings(reading, root),
    connections: readConnections(reading, root, typeAndConnections),
    params,
    triggers: readTriggers(reading, section("triggers")),
    actions: readActions(reading, section("actions")),
    groups: readGroups(reading, section("groups")),
    timers: readTimers(reading, section("timers")),
    commands: readCommands(reading, section("commands"), params),
    responses: readResponses(reading, section("responses")),
    pairs: readPairs(reading, section("pairs")),
    sessions: readSessions(reading, section("http")),
    qactions: readQActions(reading, section("qactions")),
    root,
    source: read.source,
  });
  runChecks(protocol, (...finding) => {
    reading.report(...finding);
  });
  const diagnostics = reading.diagnostics.sort((a, b) => a.position.offset - b.position.offset);
  return Object.freeze({ protocol, diagnostics: list(diagnostics) });
}

function pathOf(source: string | URL): string {
  try {
    return typeof source === "string" ? source : fileURLToPath(source);
  } catch (cause) {
    throw new QActionKitError("ERR_PROTOCOL_FILE", `'${String(source)}' is not a file: URL. Give a path.`, {
      cause,
    });
  }
}

function checkSize(bytes: number, file: string, maxXmlBytes: number): void {
  if (bytes <= maxXmlBytes) return;
  throw new QActionKitError(
    "ERR_PROTOCOL_FILE",
    `'${file}' has ${String(bytes)} bytes, more than the ${String(maxXmlBytes)} that are read. Raise the option maxXmlBytes.`,
    { details: { file, bytes, maxXmlBytes } },
  );
}

function reportBytes(reading: Reading, { source, lie, halfUnit }: ReadSource): void {
  if (lie !== undefined) {
    reading.report(
      "TEXT_ENCODING",
      `The declaration says ${lie.declared}, but the bytes are ${source.encoding} and were read as such. Correct the declaration, or save the file as ${lie.declared}.`,
      reading.lines.at(lie.offset),
      { fix: declarationFix(source, lie) },
    );
  }
  if (halfUnit) {
    reading.report(
      "TEXT_HALF_UNIT",
      `The file is ${source.encoding} and has an odd number of bytes: the last one was ignored. Save the file again.`,
      reading.lines.at(source.text.length),
    );
  }
}

/** What a declaration says of each encoding. */
const declaredNames: Readonly<Record<SourceText["encoding"], string>> = {
  "utf-8": "utf-8",
  "utf-16le": "utf-16",
  "utf-16be": "utf-16",
  "windows-1252": "windows-1252",
};

/**
 * Writes the encoding of the bytes. They prove UTF-8 and UTF-16; single bytes only prove that they are neither, so that a
 * declaration of another code page may be the right one.
 */
function declarationFix(
  source: SourceText,
  { declared, offset }: NonNullable<ReadSource["lie"]>,
): Fix | undefined {
  const proven = source.encoding !== "windows-1252";
  if (!proven && !/^(utf|unicode|ucs|us-ascii|ascii)/i.test(declared)) return undefined;
  const name = declaredNames[source.encoding];
  return fixOf(
    proven ? "safe" : "suggestion",
    `Write encoding ${name}`,
    replaceAt(source, source.text.indexOf(declared, offset + "encoding".length), declared.length, name),
  );
}

function rootOf(reading: Reading, top: readonly XmlElement[]): XmlElement {
  const root = top.find((element) => element.localName === "protocol");
  if (root === undefined) {
    const { file } = reading.source;
    const found = top[0] === undefined ? "no element at all" : `<${top[0].name}>`;
    throw new QActionKitError(
      "ERR_PROTOCOL_XML",
      `'${file}' is not a protocol: it has ${found} instead of <Protocol>.`,
      {
        details: { file, diagnostics: reading.diagnostics },
      },
    );
  }
  for (const element of top) {
    if (element === root) continue;
    reading.report(
      "ROOT_TEXT",
      `<${element.name}> is outside <Protocol> and is ignored. Remove it.`,
      element.position,
    );
  }
  return root;
}
