/** C# that stands in the tag of its QAction: the text, and where it begins in the file. */
import type { Protocol, QAction } from "../../protocol/model.ts";
import { qactionElement } from "./qaction-tag.ts";

/** The code of a tag. */
export interface CodeInTag {
  readonly code: string;
  /** Where it begins; undefined when it is written with references such as `&lt;`, so that its places are not those of the file. */
  readonly offset: number | undefined;
}

const cdataStart = "<![CDATA[";

/** Finds the code. */
export function csharpInTag(protocol: Protocol, qaction: QAction): CodeInTag {
  const { text } = protocol.source;
  const element = qactionElement(protocol, qaction);
  const { code } = qaction;
  if (element === undefined) return { code, offset: undefined };
  const raw = text.slice(element.position.offset, element.end);
  const start = raw.indexOf(cdataStart);
  if (start !== -1) {
    const begin = start + cdataStart.length;
    const inside = raw.slice(begin, raw.indexOf("]]>", begin));
    // White space around the section belongs to the text of the tag, not to the code.
    return inside.trim() === code.trim()
      ? { code: inside, offset: element.position.offset + begin }
      : { code, offset: undefined };
  }
  const at = raw.indexOf(code);
  return { code, offset: at === -1 ? undefined : element.position.offset + at };
}
