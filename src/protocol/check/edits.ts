/** Edits of a protocol by its elements: what fixes are made of. Each is undefined where the text is not what it was read as. */
import type { SourceText } from "../model.ts";
import type { Fix, FixKind, TextEdit } from "../fix.ts";
import type { XmlAttribute, XmlElement } from "../xml/xml-element.ts";

/** The edits of one change; undefined: it cannot be made in this text, for example in one that is not well-formed. */
export type Edits = readonly TextEdit[] | undefined;

/** White space before a tag of which a change takes account. */
const mostIndent = 1000;

/** A fix of several changes, or none when one of them cannot be made. */
export function fixOf(kind: FixKind, title: string, ...changes: readonly Edits[]): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const change of changes) {
    if (change === undefined) return undefined;
    edits.push(...change);
  }
  return edits.length === 0 ? undefined : { kind, title, edits };
}

/** Replaces `length` units at an offset. */
export function replaceAt({ file }: SourceText, start: number, length: number, text: string): Edits {
  return [{ file, start, end: start + length, text }];
}

/** Text as it stands between tags or in quotes; what the encoding of the file does not hold becomes a reference. */
export function xmlText(text: string, { encoding }: SourceText): string {
  const references: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&apos;",
  };
  const escaped = text.replaceAll(/[&<>"']/g, (character) => references[character] ?? character);
  return encoding === "windows-1252"
    ? escaped.replaceAll(/[^\0-\x7f\xa0-\xff]/gu, (character) => `&#${String(character.codePointAt(0))};`)
    : escaped;
}

/** The same for the text of an element, where quotes are themselves. */
const contentText = (text: string, source: SourceText): string =>
  xmlText(text, source).replaceAll("&quot;", '"').replaceAll("&apos;", "'");

/** The innermost element at an offset: the one that a position of the model names. */
export function elementAt(root: XmlElement, offset: number): XmlElement | undefined {
  if (offset < root.position.offset || offset >= root.end) return undefined;
  let found = root;
  for (let next: XmlElement | undefined = root; next !== undefined;) {
    found = next;
    next = found.children.find((child) => child.position.offset <= offset && offset < child.end);
  }
  return found;
}

/** The first element of that name (lower-case) in another one, at any depth. */
export function elementInside(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    const found = child.localName === name ? child : elementInside(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Another name for an element, in its start tag and its end tag. */
export function renameElement(source: SourceText, element: XmlElement, name: string): Edits {
  const tag = startTagOf(source, element);
  if (tag === undefined) return undefined;
  const begin = replaceAt(source, element.position.offset + 1, element.name.length, name) ?? [];
  if (tag.closed) return begin;
  const end = endTagOf(source, element);
  return end === undefined
    ? undefined
    : [...begin, { file: source.file, start: end.name, end: end.name + element.name.length, text: name }];
}

/** Takes an element out; with its line when nothing else stands in it. */
export function removeElement(source: SourceText, element: XmlElement): Edits {
  const tag = startTagOf(source, element);
  if (tag === undefined || (!tag.closed && endTagOf(source, element) === undefined)) return undefined;
  const { text } = source;
  const { offset } = element.position;
  const lead = /[ \t]*$/.exec(text.slice(Math.max(0, offset - mostIndent), offset))?.[0].length ?? 0;
  const before = text[offset - lead - 1];
  const behind = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(element.end, element.end + mostIndent))?.[0];
  return behind !== undefined && (before === "\n" || before === "\r")
    ? replaceAt(source, offset - lead, element.end + behind.length - (offset - lead), "")
    : replaceAt(source, offset, element.end - offset, "");
}

/** Another text for an element without children, comments and CDATA; white space around it stays. */
export function setContent(source: SourceText, element: XmlElement, value: string): Edits {
  const tag = startTagOf(source, element);
  if (tag === undefined || element.children.length > 0) return undefined;
  const text = contentText(value, source);
  if (tag.closed) {
    return replaceAt(source, tag.end - 2, 2, `>${text}</${element.name}>`);
  }
  const end = endTagOf(source, element);
  if (end === undefined) return undefined;
  const old = source.text.slice(tag.end, end.begin);
  if (old.includes("<")) return undefined;
  const lead = old.length - old.trimStart().length;
  return replaceAt(source, tag.end + lead, old.trim().length, text);
}

/** A new last child, in a line of its own when the others are. `xml` is text of XML. */
export function appendChild(source: SourceText, element: XmlElement, xml: string): Edits {
  const tag = startTagOf(source, element);
  if (tag === undefined) return undefined;
  if (tag.closed) return replaceAt(source, tag.end - 2, 2, `>${xml}</${element.name}>`);
  const end = endTagOf(source, element);
  if (end === undefined) return undefined;
  const last = element.children.at(-1);
  if (last === undefined) return replaceAt(source, end.begin, 0, xml);
  return replaceAt(source, last.end, 0, lineStart(source, last.position.offset) + xml);
}

/** A new element in front of another one, in a line of its own when that one has one. */
export function insertBefore(source: SourceText, element: XmlElement, xml: string): Edits {
  const { offset } = element.position;
  if (startTagOf(source, element) === undefined) return undefined;
  return replaceAt(source, offset, 0, xml + lineStart(source, offset));
}

/** The line end and the white space before an offset; empty when something else stands in its line. */
function lineStart({ text }: SourceText, offset: number): string {
  return /(?:\r\n|\r|\n)[ \t]*$/.exec(text.slice(Math.max(0, offset - mostIndent), offset))?.[0] ?? "";
}

/** `true` for a tag among the communication options of a WebSocket or another HTTP connection. */
export function setOption(source: SourceText, connection: XmlElement, name: string): Edits {
  const old = elementInside(connection, name.toLowerCase());
  if (old !== undefined) return setContent(source, old, "true");
  const options = elementInside(connection, "communicationoptions");
  if (options !== undefined) return appendChild(source, options, `<${name}>true</${name}>`);
  const http = elementInside(connection, "http");
  const tag = "CommunicationOptions";
  return http && appendChild(source, http, `<${tag}><${name}>true</${name}></${tag}>`);
}

/** Another name for an attribute. */
export function renameAttribute(source: SourceText, attribute: XmlAttribute, name: string): Edits {
  return placeOf(source, attribute) === undefined
    ? undefined
    : replaceAt(source, attribute.position.offset, attribute.name.length, name);
}

/** Takes an attribute out, with the space before it. */
export function removeAttribute(source: SourceText, attribute: XmlAttribute): Edits {
  const place = placeOf(source, attribute);
  if (place === undefined) return undefined;
  const { offset } = attribute.position;
  const lead = /\s*$/.exec(source.text.slice(Math.max(0, offset - mostIndent), offset))?.[0].length ?? 0;
  return replaceAt(source, offset - lead, place.end + 1 - (offset - lead), "");
}

/** A value for an attribute: another one, or a new attribute behind the others. */
export function setAttribute(source: SourceText, element: XmlElement, name: string, value: string): Edits {
  const text = xmlText(value, source);
  const old = element.attributes.find(({ localName }) => localName === name.toLowerCase());
  if (old !== undefined) {
    const place = placeOf(source, old);
    return place === undefined ? undefined : replaceAt(source, place.begin, place.end - place.begin, text);
  }
  if (startTagOf(source, element) === undefined) return undefined;
  const last = element.attributes.at(-1);
  const place = last === undefined ? undefined : placeOf(source, last);
  if (last !== undefined && place === undefined) return undefined;
  const at = place === undefined ? element.position.offset + 1 + element.name.length : place.end + 1;
  return replaceAt(source, at, 0, ` ${name}="${text}"`);
}

/** Replaces the first match in the value of an attribute, as it is written. */
export function replaceInValue(
  source: SourceText,
  attribute: XmlAttribute,
  pattern: RegExp,
  text: string,
): Edits {
  const place = placeOf(source, attribute);
  const found = place === undefined ? null : pattern.exec(source.text.slice(place.begin, place.end));
  return place === undefined || found === null
    ? undefined
    : replaceAt(source, place.begin + found.index, found[0].length, text);
}

const attributeValue = /\s*=\s*(?:"([^"]*)"|'([^']*)')/y;

/** Where the value of an attribute stands, without its quotes. */
function placeOf(
  { text }: SourceText,
  { name, position: { offset } }: XmlAttribute,
): { readonly begin: number; readonly end: number } | undefined {
  if (!text.startsWith(name, offset)) return undefined;
  attributeValue.lastIndex = offset + name.length;
  const found = attributeValue.exec(text);
  if (found === null) return undefined;
  const end = attributeValue.lastIndex - 1;
  return { begin: end - (found[1] ?? found[2] ?? "").length, end };
}

const startTag = /<(?:[^<>"']|"[^"]*"|'[^']*')*>/y;

/** Where the start tag ends; `closed` for one that ends with `/>`. */
function startTagOf(
  { text }: SourceText,
  { name, position: { offset } }: XmlElement,
): { readonly end: number; readonly closed: boolean } | undefined {
  if (!text.startsWith(`<${name}`, offset)) return undefined;
  startTag.lastIndex = offset;
  const found = startTag.exec(text);
  if (found === null) return undefined;
  return { end: startTag.lastIndex, closed: found[0].endsWith("/>") };
}

/** Where the end tag begins, and its name. */
function endTagOf(
  { text }: SourceText,
  { name, end }: XmlElement,
): { readonly begin: number; readonly name: number } | undefined {
  const begin = text.lastIndexOf("</", end - 1);
  return begin !== -1 &&
    text.startsWith(name, begin + 2) &&
    text.slice(begin + 2 + name.length, end).trim() === ">"
    ? { begin, name: begin + 2 }
    : undefined;
}
