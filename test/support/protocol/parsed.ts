/** Helpers of the protocol tests: small protocols, their findings, and the fixture in all its byte forms. */
import { readFileSync } from "node:fs";
import { list } from "../../../src/protocol/frozen.ts";
import { parseProtocol, type LoadedProtocol, type LoadOptions } from "../../../src/protocol/load-protocol.ts";
import type { Diagnostic } from "../../../src/protocol/diagnostic.ts";
import type { Protocol } from "../../../src/protocol/model.ts";
import { Reading } from "../../../src/protocol/read/reading.ts";
import { sourceOfText } from "../../../src/protocol/xml/source-text.ts";
import type { XmlElement } from "../../../src/protocol/xml/xml-element.ts";
import { readXml } from "../../../src/protocol/xml/read-xml.ts";

/** Loads what stands between the tags of Protocol. That nothing uses the items of such a fragment is left out. */
export function load(inside: string, options: LoadOptions = {}): LoadedProtocol {
  const { protocol, diagnostics } = parseProtocol(`<Protocol>${inside}</Protocol>`, options);
  return { protocol, diagnostics: list(diagnostics.filter(({ code }) => code !== "ITEM_UNUSED")) };
}

/** The model of what stands between the tags of Protocol. */
export function protocolOf(inside: string): Protocol {
  return load(inside).protocol;
}

/** Codes of the findings, in the order of their places. */
export function codesOf(inside: string): string[] {
  return load(inside).diagnostics.map(({ code }) => code);
}

/** Findings of one code. */
export function findings(inside: string, code: string): Diagnostic[] {
  return load(inside).diagnostics.filter((diagnostic) => diagnostic.code === code);
}

/** The text of the fixture that has every section. */
export const completeText = readFileSync(new URL("complete.xml", import.meta.url), "utf8");

/** A reading of a text, and its root element. */
export function readingOf(text: string): { reading: Reading; root: XmlElement } {
  const reading = new Reading(sourceOfText(text, "test.xml").source);
  const [root] = readXml(text, reading.lines, 100, (code, message, offset) => {
    reading.report(code, message, reading.lines.at(offset));
  });
  if (root === undefined) throw new Error("The text has no element.");
  return { reading, root };
}

/** The value, which must be there. */
export function sure<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error("The value is missing.");
  return value;
}
