/** What all readers share: finding children, attributes and texts, and reporting what is wrong. */
import { rawLength } from "../xml/character-references.ts";
import { allChecks, type DiagnosticCode } from "../check/all-checks.ts";
import { replaceInValue, setContent, xmlText, type Edits } from "../check/edits.ts";
import type { Diagnostic, FindingDetails } from "../diagnostic.ts";
import { Lines } from "../xml/lines.ts";
import type { SourceText } from "../model.ts";
import type { Position, XmlAttribute, XmlElement } from "../xml/xml-element.ts";

/** A text of the file, and its place. */
export interface Located {
  /** Trimmed. */
  readonly value: string;
  /** Place of the value, or of the attribute's name. */
  readonly position: Position;
  /** Place of one character of the value. */
  at(index: number): Position;
  /** Writes another value; missing for a part of a text. */
  replaced?(value: string): Edits;
}

/** Bytes that all fixed lengths of a file may have together. */
export const mostClaimed = 268_435_456;

/** One loading: the file and the findings so far. */
export class Reading {
  readonly source: SourceText;
  readonly lines: Lines;
  readonly diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  #claimed = 0;

  constructor(source: SourceText) {
    this.source = source;
    this.lines = new Lines(source.text);
  }

  /** Takes bytes from what all fixed lengths of a file may have together; false, and nothing taken, when too few are left. */
  claim(bytes: number): boolean {
    if (this.#claimed + bytes > mostClaimed) return false;
    this.#claimed += bytes;
    return true;
  }

  /** Adds a finding, once. */
  report(
    code: DiagnosticCode,
    sentence: string,
    position: Position,
    { length, fix }: FindingDetails = {},
  ): void {
    const message = readable(sentence);
    const key = `${code}@${String(position.offset)} ${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const { severity } = allChecks[code];
    this.diagnostics.push(
      Object.freeze({
        code,
        severity,
        message,
        position,
        ...(length === undefined ? {} : { length }),
        ...(fix === undefined ? {} : { fix }),
      }),
    );
  }

  /** The attribute of that name (lower-case), when it is there and not blank. */
  attribute(element: XmlElement, name: string): Located | undefined {
    const found = element.attributes.find((attribute) => attribute.localName === name);
    return found === undefined || found.value.trim() === ""
      ? undefined
      : locatedAttribute(found, this.source);
  }

  /** The text of an element, when it is not blank. */
  content(element: XmlElement | undefined): Located | undefined {
    if (element === undefined || element.text.trim() === "") return undefined;
    return new LocatedContent(this, element);
  }

  /** The text of the first child of that name (lower-case), when it is not blank. */
  childContent(element: XmlElement | undefined, name: string): Located | undefined {
    return element === undefined ? undefined : this.content(this.child(element, name));
  }

  /** The first child of that name; a second one is reported. */
  child(element: XmlElement | undefined, name: string): XmlElement | undefined {
    if (element === undefined) return undefined;
    let first: XmlElement | undefined;
    for (const child of element.children) {
      if (child.localName !== name) continue;
      if (first === undefined) first = child;
      else {
        this.report(
          "TAG_REPEATED",
          `<${child.name}> occurs again in <${element.name}>; the one in line ${String(first.position.line)} is used. Remove one of them.`,
          child.position,
        );
      }
    }
    return first;
  }
}

/** A message that quotes a very long value keeps its beginning and its advice. */
function readable(sentence: string): string {
  return sentence.length <= 1000 ? sentence : `${sentence.slice(0, 500)} … ${sentence.slice(-300)}`;
}

/** What stands between the white space around it. */
const trimmed = /\S(?:[\s\S]*\S)?/;

function locatedAttribute(attribute: XmlAttribute, source: SourceText): Located {
  const { value, position } = attribute;
  return {
    value: value.trim(),
    position,
    at: () => position,
    replaced: (text) => replaceInValue(source, attribute, trimmed, xmlText(text, source)),
  };
}

/** Text of an element. Its places are worked out when they are needed, which is when something is wrong. */
class LocatedContent implements Located {
  readonly value: string;
  readonly #reading: Reading;
  readonly #element: XmlElement;
  readonly #leading: number;

  constructor(reading: Reading, element: XmlElement) {
    this.#reading = reading;
    this.#element = element;
    this.value = element.text.trim();
    this.#leading = element.text.length - element.text.trimStart().length;
  }

  get position(): Position {
    return this.at(0);
  }

  replaced(value: string): Edits {
    return setContent(this.#reading.source, this.#element, value);
  }

  at(index: number): Position {
    return this.#reading.lines.at(
      sourceOffset(this.#reading.source.text, this.#element, this.#leading + index),
    );
  }
}

/** Offset after the `>` that ends the start tag at `from`; quoted values may contain one. */
function behindStartTag(source: string, from: number): number {
  const stop = /["'>]/g;
  stop.lastIndex = from;
  for (let found = stop.exec(source); found !== null; found = stop.exec(source)) {
    if (found[0] === ">") return stop.lastIndex;
    stop.lastIndex = source.indexOf(found[0], stop.lastIndex) + 1;
    if (stop.lastIndex === 0) break;
  }
  return source.length;
}

const skipped = /<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/y;

/** Offset in the file of the unit at `index` of an element's text: over children, comments, CDATA and references. */
function sourceOffset(source: string, element: XmlElement, index: number): number {
  let offset = behindStartTag(source, element.position.offset);
  // Only in a malformed file: the tag was repaired, and its text cannot be found by its quotes.
  if (offset > element.end) return element.position.offset;
  let left = index;
  let child = 0;
  let cdataEnd = -1;
  while (offset < element.end) {
    const next = element.children[child];
    if (offset < cdataEnd) {
      if (left <= 0) return offset;
      left -= 1;
      offset += source.startsWith("\r\n", offset) ? 2 : 1;
    } else if (offset === cdataEnd) {
      offset += "]]>".length;
      cdataEnd = -1;
    } else if (offset === next?.position.offset) {
      offset = Math.max(next.end, offset + 1);
      child++;
    } else if (source.startsWith("<![CDATA[", offset)) {
      offset += "<![CDATA[".length;
      const end = source.indexOf("]]>", offset);
      cdataEnd = end === -1 ? source.length : end;
    } else if (source[offset] === "<") {
      skipped.lastIndex = offset;
      if (skipped.exec(source) === null) break;
      offset = skipped.lastIndex;
    } else {
      if (left <= 0) return offset;
      const { raw, decoded } = rawLength(source, offset);
      left -= decoded;
      offset += raw === 1 && source.startsWith("\r\n", offset) ? 2 : raw;
    }
  }
  return Math.min(offset, source.length);
}
