/** Text to a tree of elements with positions: fast-xml-parser builds the tree, saxes reports what is not well-formed. */
import { XMLParser } from "fast-xml-parser";
import { decode } from "html-entities";
import { QActionKitError } from "../../base/errors.ts";
import { decodeReferences } from "./character-references.ts";
import type { DiagnosticCode } from "../check/all-checks.ts";
import { list } from "../frozen.ts";
import type { Lines } from "./lines.ts";
import { checkXml, type XmlCheck } from "./check-xml.ts";
import type { XmlAttribute, XmlElement } from "./xml-element.ts";
import { repairXml, type OffsetMap, type RepairedXml } from "./repair-xml.ts";

/** Receives findings; `replaced` is what may stand in the place of so many units. */
export type XmlReport = (
  code: DiagnosticCode,
  message: string,
  offset: number,
  replaced?: { readonly length: number; readonly text: string },
) => void;

/** Prefix of every tag name inside fast-xml-parser, so that no name is one that JavaScript or the parser reserves. */
const guard = "|";
const attributePrefix = "@";
const textKey = "#text";
const cdataKey = "#cdata";
const attributesKey = ":@";

/**
 * Options under which fast-xml-parser leaves values as they are in the file. References are decoded by
 * `decodeReferences`, since the parser misses numeric ones or decodes names that XML does not define.
 */
export const parserOptions = {
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  textNodeName: textKey,
  cdataPropName: cdataKey,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
  // The depth is limited before the parser sees the text.
  maxNestedTags: Number.MAX_SAFE_INTEGER,
  // Called twice for a self-closing tag.
  transformTagName: (name: string): string => (name.startsWith(guard) ? name : guard + name),
} as const;

type RawNode = Readonly<Record<string, unknown>> & {
  readonly [attributesKey]?: Readonly<Record<string, string>>;
};

const metaKey = XMLParser.getMetaDataSymbol() as unknown as keyof RawNode;

/** The elements at the top of a text; findings go to `report`. */
export function readXml(
  text: string,
  lines: Lines,
  maxDepth: number,
  report: XmlReport,
): readonly XmlElement[] {
  const check = checkXml(text, maxDepth);
  if (check.faults.length === 0 && !check.special && !check.tooDeep) return build(parse(text), text, lines);
  const mended = repairXml(text, maxDepth);
  reportFaults(text, check, maxDepth, mended, report);
  return build(parse(mended.text), text, lines, mended.originalOffset);
}

function parse(text: string): readonly RawNode[] {
  try {
    return (new XMLParser(parserOptions).parse(text) ?? []) as readonly RawNode[];
  } catch (cause) {
    throw new QActionKitError("ERR_PROTOCOL_XML", `The file could not be read as XML: ${String(cause)}`, {
      cause,
    });
  }
}

function reportFaults(
  text: string,
  check: XmlCheck,
  maxDepth: number,
  mended: RepairedXml,
  report: XmlReport,
): void {
  // After the first tag that does not match, the faults of saxes mean nothing: the repaired text is checked instead.
  const broken = check.faults.some((fault) => fault.structural);
  const faults = broken
    ? checkXml(mended.text, maxDepth, true).faults.map((fault) => ({
        ...fault,
        offset: mended.originalOffset(fault.offset, "at"),
      }))
    : check.faults;
  for (const { what, offset, entity } of faults) {
    const begin = text.lastIndexOf("&", offset);
    if (entity) {
      const name = text.slice(begin, offset + 1);
      report("XML_ENTITY", entityMessage(name), begin, numbered(name));
    } else
      report(
        "XML_MALFORMED",
        `Not well-formed XML: ${what}. Correct it; the rest was read as far as possible.`,
        offset,
      );
  }
  for (const { what, offset, kind } of mended.repairs) {
    if (kind !== "structure") report(...specialMessages[kind](what), offset);
    else if (broken) report("XML_MALFORMED", `Not well-formed XML: ${what}.`, offset);
  }
}

/** The entity of HTML that somebody had in mind, as a numeric reference; undefined for one that HTML does not have either. */
function numbered(name: string): { readonly length: number; readonly text: string } | undefined {
  const meant = decode(name);
  if (meant === name || !name.endsWith(";")) return undefined;
  const numbers = Array.from(meant, (character) => `&#${String(character.codePointAt(0))};`);
  return { length: name.length, text: numbers.join("") };
}

const entityMessage = (name: string): string =>
  `${name} is not defined: only &amp;, &lt;, &gt;, &quot;, &apos; and numeric references are. It was left as it is.`;

const specialMessages: Readonly<
  Record<"doctype" | "depth", (what: string) => readonly [DiagnosticCode, string]>
> = {
  doctype: () => ["XML_DOCTYPE", "A DOCTYPE is not allowed; it and its entities were ignored. Remove it."],
  depth: (what) => ["XML_DEPTH", `${what}. Raise the option maxXmlDepth if this is intended.`],
};

/** An element whose children are being read. */
interface Frame {
  readonly nodes: readonly RawNode[];
  readonly children: XmlElement[];
  next: number;
  text: string;
  /** The node that this frame is the inside of. */
  readonly node?: RawNode;
  readonly name: string;
}

function build(
  top: readonly RawNode[],
  source: string,
  lines: Lines,
  originalOffset: OffsetMap = (offset) => offset,
): readonly XmlElement[] {
  const roots: Frame = { nodes: top, children: [], next: 0, text: "", name: "" };
  const stack: Frame[] = [roots];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++];
    if (node === undefined) {
      stack.pop();
      if (frame.node !== undefined) stack.at(-1)?.children.push(finish(frame, frame.node));
      continue;
    }
    const name = nameOf(node);
    const content = node[name];
    if (name === textKey) frame.text += decodeReferences(content as string);
    else if (name === cdataKey) frame.text += (content as readonly RawNode[])[0]?.[textKey] as string;
    else stack.push({ nodes: content as readonly RawNode[], children: [], next: 0, text: "", node, name });
  }
  return list(roots.children);

  function finish(frame: Frame, node: RawNode): XmlElement {
    const meta = node[metaKey] as { readonly startIndex: number; readonly endIndex?: number };
    const start = originalOffset(meta.startIndex, "at");
    const name = frame.name.slice(guard.length);
    const attributes = node[attributesKey];
    return Object.freeze({
      name,
      localName: localNameOf(name),
      attributes:
        attributes === undefined
          ? list<XmlAttribute>([])
          : readAttributes(attributes, start + 1 + name.length),
      children: list(frame.children),
      text: frame.text,
      position: lines.at(start),
      end: meta.endIndex === undefined ? source.length : originalOffset(meta.endIndex, "behind"),
    });
  }

  /** The parser gives values without positions, so the names are found in the tag, where they have the same order. */
  function readAttributes(values: Readonly<Record<string, string>>, from: number): readonly XmlAttribute[] {
    const attributes: XmlAttribute[] = [];
    let at = from;
    for (const key of Object.keys(values)) {
      const name = key.slice(attributePrefix.length);
      const value = decodeReferences((values[key] ?? "").replace(/[\t\n]/g, " "));
      let place = from;
      for (let found = attributeAt(at); found !== null; found = attributeAt(at)) {
        const written = found[1] ?? "";
        place = at + found[0].indexOf(written);
        at = attributePattern.lastIndex;
        if (written === name) break;
      }
      attributes.push(
        Object.freeze({ name, localName: localNameOf(name), value, position: lines.at(place) }),
      );
    }
    return list(attributes);
  }

  function attributeAt(offset: number): RegExpExecArray | null {
    attributePattern.lastIndex = offset;
    return attributePattern.exec(source);
  }
}

function nameOf(node: RawNode): string {
  for (const key in node) if (key !== attributesKey) return key;
  return textKey;
}

const attributePattern = /\s+([^\s=<>/"']+)\s*=\s*(?:"[^"]*"|'[^']*')/y;

const localNames = new Map<string, string>();

/** The name without its prefix, lower-cased. */
function localNameOf(name: string): string {
  let local = localNames.get(name);
  if (local === undefined) {
    local = name.slice(name.indexOf(":") + 1).toLowerCase();
    // Real protocols use a few hundred names; a hostile file must not fill the memory.
    if (localNames.size < 5000) localNames.set(name, local);
  }
  return local;
}
