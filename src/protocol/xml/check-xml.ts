/** Well-formedness of a text: a pass of saxes that builds nothing and reports each fault with its place. */
import { SaxesParser } from "saxes";

/** One breach of the XML rules. */
export interface XmlFault {
  /** What is wrong, without a full stop. */
  readonly what: string;
  readonly offset: number;
  /** Tags do not match, or something is not closed: what follows is checked in the repaired text. */
  readonly structural: boolean;
  /** A reference to an undefined entity. */
  readonly entity: boolean;
}

/** The result of {@link checkXml}. */
export interface XmlCheck {
  readonly faults: readonly XmlFault[];
  /** The text has a DOCTYPE, or a processing instruction other than the XML declaration. */
  readonly special: boolean;
  /** Elements are nested deeper than allowed. */
  readonly tooDeep: boolean;
}

/** After so many faults the rest of the text is not checked. */
const maxFaults = 50;

// For a stray '&' saxes reads a name that runs on over the tags after it.
const structure =
  /entity name|character entity|close tag|closing tag|unclosed|unexpected end|only one root|outside of root/;

/** Thrown in a handler to stop saxes; there is no other way. */
class Enough extends Error {}

/** Without a prototype: saxes looks names up in it, and `constructor` is not an entity. */
const entities = Object.assign(Object.create(null) as Record<string, string>, {
  amp: "&",
  gt: ">",
  lt: "<",
  quot: '"',
  apos: "'",
});

/**
 * Checks that `text` is well-formed XML 1.0 of at most `maxDepth` nested elements. It stops at the first structural
 * fault, unless the text is known to nest (`nests`).
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
  // Called for a self-closing tag as well, as is closetag.
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
