/** The files of a connector as they are on the disk, or as an editor or a fix would leave them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { readSource, sourceOfText } from "../protocol/xml/source-text.ts";

/** What a file holds: its bytes, or the text that an editor has. */
export type FileContent = Uint8Array | string;

/** Reads files for one check. What is read once stays the same for the whole check. */
export class SourceFiles {
  /** By absolute path; undefined for a file that cannot be read. */
  readonly #contents = new Map<string, FileContent | undefined>();
  readonly #texts = new Map<string, string>();

  /** @param changed What files hold other than the disk, by path. */
  constructor(changed: ReadonlyMap<string, FileContent> = new Map()) {
    for (const [file, content] of changed) this.#contents.set(path.resolve(file), content);
  }

  /** Absolute paths of everything that was asked for, also of files that do not exist. */
  get asked(): Iterable<string> {
    return this.#contents.keys();
  }

  /** The same files for another check, but for some, by path: what they hold now, or undefined to read them again. */
  renewed(changes: ReadonlyMap<string, FileContent | undefined>): SourceFiles {
    const next = new SourceFiles();
    for (const [file, content] of this.#contents) next.#contents.set(file, content);
    for (const [file, text] of this.#texts) next.#texts.set(file, text);
    for (const [file, content] of changes) {
      const place = path.resolve(file);
      next.#texts.delete(place);
      if (content === undefined) next.#contents.delete(place);
      else next.#contents.set(place, content);
    }
    return next;
  }

  /** What a file holds; undefined when it cannot be read. The same object until it is renewed. */
  content(file: string): FileContent | undefined {
    const place = path.resolve(file);
    if (!this.#contents.has(place)) this.#contents.set(place, readable(place));
    return this.#contents.get(place);
  }

  /** The bytes of a file; undefined when it cannot be read. */
  bytes(file: string): Uint8Array | undefined {
    const content = this.content(file);
    return typeof content === "string" ? Buffer.from(content) : content;
  }

  /**
   * The text of a file, without byte order mark; its offsets are those of {@link TextEdit}. Undefined when it cannot be
   * read.
   */
  text(file: string): string | undefined {
    const place = path.resolve(file);
    const known = this.#texts.get(place);
    if (known !== undefined) return known;
    const content = this.content(place);
    if (content === undefined) return undefined;
    const { text } = (typeof content === "string" ? sourceOfText(content, file) : readSource(content, file))
      .source;
    this.#texts.set(place, text);
    return text;
  }
}

function readable(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
