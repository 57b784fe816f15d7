/** Repairs a text into XML that nests: fast-xml-parser takes tags as they come, so one lost end tag would move all that follows. */

/** One repair. */
export interface Repair {
  /** What was wrong and what was assumed, without a full stop. */
  readonly what: string;
  readonly offset: number;
  readonly kind: "structure" | "doctype" | "depth";
}

/** Offset in the repaired text to offset in the original text. */
export type OffsetMap = (offset: number, side: "at" | "behind") => number;

/** A repaired text. */
export interface RepairedXml {
  readonly text: string;
  readonly repairs: readonly Repair[];
  /** Offset in the original text: of the character at `offset`, or after the character before it. */
  readonly originalOffset: OffsetMap;
}

interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

interface OpenTag {
  readonly name: string;
  readonly at: number;
}

/** Most repairs that are listed; a file that is not XML at all would have as many as characters. */
const maxRepairs = 50;

/** A name of XML 1.0 (section 2.3), within the Basic Multilingual Plane. */
const tagName = /<([\p{L}_:][\p{L}\p{M}\p{Nd}_:.\u00b7-]*)/uy;
const attribute = /\s+[^\s=<>/"'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'|"[^"\n>]*"|'[^'\n>]*')/y;
const tagEnd = /\s*(\/?)>/y;
const strayAmpersand = /&(?!(?:#\d+|#x[\da-f]+|[a-z_:\u0080-\uffff][^\s;&<>"'#]*);)/gi;
const endTag = /<\/([^<>\s]*)[^<>]*>?/y;

/** The text with end tags added and removed, stray `<` and `&` escaped, DOCTYPE and too deeply nested elements removed. */
export function repairXml(text: string, maxDepth: number): RepairedXml {
  const mender = new Mender(text, maxDepth);
  mender.run();
  return mender.result();
}

class Mender {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #repairs: Repair[] = [];
  readonly #open: OpenTag[] = [];
  #edits: Edit[] = [];
  #at = 0;
  /** Start of the element that is nested too deep, and the current depth in it. */
  #skipped: { readonly at: number; depth: number } | undefined;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  run(): void {
    const text = this.#text;
    for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", this.#at)) {
      this.#ampersands(this.#at, at);
      this.#at = at + 1;
      if (text.startsWith("<!--", at)) this.#blankTo("-->", at, 4, "the comment is not closed: write -->");
      else if (text.startsWith("<![CDATA[", at)) this.#cdata(at);
      else if (text.startsWith("<?", at))
        this.#blankTo("?>", at, 2, "the processing instruction is not closed: write ?>");
      else if (/^<!doctype/i.test(text.slice(at, at + 9))) this.#doctype(at);
      else if (text.startsWith("</", at)) this.#endTag(at);
      else this.#startTag(at);
    }
    this.#ampersands(this.#at, text.length);
    if (this.#skipped !== undefined) this.#blank(this.#skipped.at, text.length);
    const innermost = this.#open.at(-1);
    if (innermost === undefined) return;
    this.#note(
      `the text ends inside <${innermost.name}>, which was taken as closed there: write </${innermost.name}>`,
      text.length,
    );
    this.#insert(text.length, this.#endTags(0));
  }

  result(): RepairedXml {
    const pieces: string[] = [];
    const marks: { out: number; original: number }[] = [{ out: 0, original: 0 }];
    let from = 0;
    let out = 0;
    for (const { at, removed, inserted } of this.#edits) {
      pieces.push(this.#text.slice(from, at), inserted);
      out += at - from;
      marks.push({ out, original: at });
      out += inserted.length;
      from = at + removed;
      marks.push({ out, original: from });
    }
    pieces.push(this.#text.slice(from));
    return {
      text: pieces.join(""),
      repairs: this.#repairs,
      originalOffset: (offset, side) => locate(marks, offset, side),
    };
  }

  #startTag(at: number): void {
    const name = match(tagName, this.#text, at)?.[1];
    if (name === undefined) {
      this.#note("a '<' that does not begin a tag was taken as text: write &lt;", at);
      this.#replace(at, 1, "&lt;");
      return;
    }
    let end = tagName.lastIndex;
    while (match(attribute, this.#text, end) !== undefined) end = attribute.lastIndex;
    this.#ampersands(at, end);
    const closing = match(tagEnd, this.#text, end);
    let selfClosing = closing?.[1] === "/";
    if (closing === undefined) {
      this.#note(`the tag <${name}> is malformed here; the rest of it was ignored: correct it`, end);
      const stop = /[<>]/.exec(this.#text.slice(end));
      const stopAt = stop === null ? this.#text.length : end + stop.index;
      selfClosing = stop?.[0] === ">" && this.#text[stopAt - 1] === "/";
      const rest = selfClosing ? "/" : "";
      this.#replace(end, stopAt - end, stop?.[0] === ">" ? rest : `${rest}>`);
      this.#at = stop?.[0] === ">" ? stopAt + 1 : stopAt;
    } else this.#at = tagEnd.lastIndex;
    this.#opened({ name, at }, selfClosing);
  }

  #opened(tag: OpenTag, selfClosing: boolean): void {
    if (this.#skipped !== undefined) {
      if (!selfClosing) this.#skipped.depth++;
    } else if (this.#open.length >= this.#maxDepth) {
      this.#add({
        what: `<${tag.name}> is nested deeper than ${String(this.#maxDepth)} elements and was ignored`,
        offset: tag.at,
        kind: "depth",
      });
      if (selfClosing) this.#blank(tag.at, this.#at);
      else this.#skipped = { at: tag.at, depth: 1 };
    } else if (!selfClosing) this.#open.push(tag);
  }

  #endTag(at: number): void {
    const found = match(endTag, this.#text, at);
    const name = found?.[1] ?? "";
    const end = at + (found?.[0].length ?? 2);
    this.#at = end;
    if (this.#skipped !== undefined) {
      if (--this.#skipped.depth > 0) return;
      this.#blank(this.#skipped.at, end);
      this.#skipped = undefined;
      return;
    }
    const level = this.#levelOf(name);
    if (level === -1) {
      this.#note(`</${name}> closes nothing and was ignored: remove it`, at);
      this.#blank(at, end);
      return;
    }
    const inner = this.#open[level + 1];
    if (inner !== undefined) {
      this.#note(
        `<${inner.name}> is not closed, it was taken as closed before </${name}>: write </${inner.name}>`,
        at,
      );
      this.#insert(at, this.#endTags(level + 1));
    }
    this.#open.length = level;
    if (found?.[0].endsWith(">") !== true) {
      this.#note(`the end tag </${name}> has no '>': write it`, end);
      this.#insert(end, ">");
    }
  }

  /** Index of the innermost open element of that name; names that differ only in case fit each other. */
  #levelOf(name: string): number {
    const exact = this.#open.findLastIndex((tag) => tag.name === name);
    if (exact !== -1) return exact;
    const wanted = name.toLowerCase();
    return this.#open.findLastIndex((tag) => tag.name.toLowerCase() === wanted);
  }

  #endTags(level: number): string {
    return this.#open
      .slice(level)
      .reverse()
      .map((tag) => `</${tag.name}>`)
      .join("");
  }

  #ampersands(from: number, to: number): void {
    const part = this.#text.slice(from, to);
    if (!part.includes("&")) return;
    for (const { index } of part.matchAll(strayAmpersand)) {
      this.#note("a '&' that does not begin a reference was taken as text: write &amp;", from + index);
      this.#replace(from + index, 1, "&amp;");
    }
  }

  #cdata(at: number): void {
    const end = this.#text.indexOf("]]>", at);
    this.#at = end === -1 ? this.#text.length : end + 3;
    if (end !== -1) return;
    this.#note("the CDATA section is not closed and was read to the end of the text: write ]]>", at);
    this.#insert(this.#text.length, "]]>");
  }

  #doctype(at: number): void {
    const end = behindDoctype(this.#text, at);
    this.#at = end;
    this.#add({ what: "a DOCTYPE", offset: at, kind: "doctype" });
    this.#blank(at, this.#at);
  }

  #blankTo(ending: string, at: number, opening: number, unclosed: string): void {
    const end = this.#text.indexOf(ending, at + opening);
    if (end === -1) this.#note(unclosed, at);
    this.#at = end === -1 ? this.#text.length : end + ending.length;
    this.#blank(at, this.#at);
  }

  #note(what: string, offset: number): void {
    if (this.#skipped === undefined) this.#add({ what, offset, kind: "structure" });
  }

  /** Everything is repaired, but not everything is listed. */
  #add(repair: Repair): void {
    if (this.#repairs.length < maxRepairs) this.#repairs.push(repair);
  }

  #insert(at: number, inserted: string): void {
    this.#replace(at, 0, inserted);
  }

  #blank(from: number, to: number): void {
    // Repairs inside go with it.
    while ((this.#edits.at(-1)?.at ?? -1) > from) this.#edits.pop();
    this.#edits.push({ at: from, removed: to - from, inserted: "" });
  }

  #replace(at: number, removed: number, inserted: string): void {
    this.#edits.push({ at, removed, inserted });
  }
}

/** Offset after a DOCTYPE: quoted literals and the internal subset in brackets may contain `>`. */
function behindDoctype(text: string, from: number): number {
  const stop = /["'[\]>]/g;
  stop.lastIndex = from;
  let subset = false;
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    const [mark] = found;
    if (mark === ">" && !subset) return stop.lastIndex;
    if (mark === "[" || mark === "]") subset = mark === "[";
    else if (mark !== ">") stop.lastIndex = text.indexOf(mark, stop.lastIndex) + 1 || text.length;
  }
  // Not closed properly: it is taken to end at the first '>', if there is one.
  return text.indexOf(">", from) + 1 || text.length;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function locate(
  marks: readonly { out: number; original: number }[],
  offset: number,
  side: "at" | "behind",
): number {
  const last = side === "at" ? offset : offset - 1;
  let low = 0;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((marks[middle]?.out ?? 0) <= last) low = middle;
    else high = middle - 1;
  }
  const mark = marks[low] ?? { out: 0, original: 0 };
  const next = marks[low + 1]?.original ?? Infinity;
  return Math.min(mark.original + offset - mark.out, next);
}
