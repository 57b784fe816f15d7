/** What is wrong with a text as XML, with its place: a pass of saxes that builds nothing. */
import { SaxesParser } from "saxes";

/** One breach of the XML rules. */
export interface XmlFault {
  /** What is wrong, without a full stop. */
  readonly what: string;
  readonly offset: number;
  /** Tags do not fit each other, or something is not closed: what follows is judged by the mended text. */
  readonly structural: boolean;
  /** A reference to an entity nobody defined. */
  readonly entity: boolean;
}

/** The result of {@link checkXml}. */
export interface XmlCheck {
  readonly faults: readonly XmlFault[];
  /** A DOCTYPE, or a processing instruction that is not the XML declaration, stands in the text. */
  readonly special: boolean;
  /** Elements are nested deeper than allowed. */
  readonly tooDeep: boolean;
}

/** After so many faults the rest of the text is not judged any more. */
const maxFaults = 50;

// Of an '&' that begins no reference saxes makes a name that runs on over the tags behind it.
const structure =
  /entity name|character entity|close tag|closing tag|unclosed|unexpected end|only one root|outside of root/;

/** Thrown inside a handler to leave saxes early; it has no other way to stop. */
class Enough extends Error {}

/** Without a prototype: saxes looks names up in it, and `constructor` is no entity. */
const entities = Object.assign(Object.create(null) as Record<string, string>, {
  amp: "&",
  gt: ">",
  lt: "<",
  quot: '"',
  apos: "'",
});

/**
 * Checks that `text` is well-formed XML 1.0 of at most `maxDepth` nested elements. Behind the first structural fault
 * nothing is judged any more, unless the text is known to nest.
 */
export function checkXml(text: string, maxDepth: number, nests = false): XmlCheck {
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.ENTITIES = entities;
  const faults: XmlFault[] = [];
  let special = false;
  let tooDeep = false;
  let depth = 0;
  parser.on("error", ({ message }) => {
    const what = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    const structural = structure.test(what);
    const offset = Math.max(0, Math.min(parser.position - 1, text.length));
    faults.push({ what, offset, structural, entity: what === "undefined entity" });
    if ((structural && !nests) || faults.length === maxFaults) throw new Enough();
  });
  parser.on("doctype", () => (special = true));
  parser.on("processinginstruction", () => (special = true));
  // A self-closing tag is opened and closed as well.
  parser.on("opentag", () => {
    if (++depth <= maxDepth) return;
    tooDeep = true;
    throw new Enough();
  });
  parser.on("closetag", () => {
    depth--;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { faults, special, tooDeep };
}
