/** Findings about the file as text and as XML; the readers in `xml` report most of them. */
import type { Checks } from "./check.ts";
import { fixOf, replaceAt } from "./edits.ts";
import { suppressionsOf } from "./suppressions.ts";
import { Lines } from "../xml/lines.ts";

/** Byte order marks behind the first, also in UTF-8 that was read as windows-1252 and saved. */
const extraMark = /^(?:\ufeff|\u00ef\u00bb\u00bf)*/;

/** The file as text and as XML. */
export const xmlChecks = {
  TEXT_ENCODING: {
    severity: "warning",
    explanation:
      "The XML declaration names an encoding that the bytes do not have. The bytes decide; correct the declaration or save the file in that encoding.",
  },
  TEXT_BOM: {
    severity: "warning",
    explanation:
      "A second byte order mark at the beginning of the file, or one that was read in a wrong encoding and saved so. Strict readers of XML refuse the file.",
    check({ source }, report) {
      const mark = extraMark.exec(source.text)?.[0] ?? "";
      if (mark === "") return;
      report(
        `The file begins with ${mark.startsWith("\ufeff") ? "a second byte order mark" : `'${mark}', a byte order mark that was read as windows-1252`}. Remove it.`,
        new Lines(source.text).at(0),
        { length: mark.length, fix: fixOf("safe", "Remove the mark", replaceAt(source, 0, mark.length, "")) },
      );
    },
  },
  TEXT_HALF_UNIT: {
    severity: "warning",
    explanation: "A UTF-16 file has an odd number of bytes. The last byte was ignored.",
  },
  XML_MALFORMED: {
    severity: "error",
    explanation:
      "The text is not well-formed XML. As much as possible is read: a missing end tag is assumed where its parent ends, a stray end tag is skipped.",
  },
  XML_ENTITY: {
    severity: "error",
    explanation:
      "A reference to an undefined entity, such as &nbsp;. It stays as text. Write the character or its number.",
  },
  XML_DOCTYPE: {
    severity: "error",
    explanation: "A DOCTYPE is refused, and its entities are never expanded. A protocol does not need one.",
  },
  XML_DEPTH: {
    severity: "error",
    explanation: "Elements are nested deeper than the option maxXmlDepth allows. Deeper ones were skipped.",
  },
  ROOT_TEXT: {
    severity: "warning",
    explanation: "Something other than the Protocol element is at the top level of the file. It is ignored.",
  },
  SUPPRESSION_UNPAIRED: {
    severity: "warning",
    explanation:
      "A SuppressValidator comment without its other half. It suppresses nothing; findings are accepted only between the two.",
    check({ source: { text } }, report) {
      // Numbers are rules of the official validator, which judges them itself.
      const unpaired = suppressionsOf(text).unpaired.filter(({ id }) => !/^\d/.test(id));
      if (unpaired.length === 0) return;
      const lines = new Lines(text);
      for (const { id, offset, end, closing } of unpaired) {
        const other = closing ? "opened" : "closed";
        const missing = closing
          ? `<!-- SuppressValidator ${id} reason -->`
          : `<!-- /SuppressValidator ${id} -->`;
        report(
          `SuppressValidator ${id} is never ${other}, and suppresses nothing. Write ${missing} ${closing ? "before" : "behind"} what is meant.`,
          lines.at(offset),
          { length: end - offset },
        );
      }
    },
  },
} as const satisfies Checks;
