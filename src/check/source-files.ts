/** The files of a connector as they are on the disk, or as an editor or a fix would leave them. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readSource, sourceOfText } from "../protocol/xml/source-text.ts";

/** What a file holds: its bytes, or the text that an editor has. */
export type FileContent = Uint8Array | string;

/** Reads files for one check. What is read once stays the same for the whole check. */
export class SourceFiles {
  /** By absolute path; undefined for a file that cannot be read. */
  readonly #contents = new Map<string, FileContent | undefined>();
  readonly #texts = new Map<string, string>();
  /** Whether there is a file, by absolute path, of those that were only looked for. */
  readonly #found = new Map<string, boolean>();
  /** Absolute paths of folders whose own files and folders were listed. */
  readonly #listed = new Set<string>();

  /** @param changed What files hold other than the disk, by path. */
  constructor(changed: ReadonlyMap<string, FileContent> = new Map()) {
    for (const [file, content] of changed) this.#contents.set(path.resolve(file), content);
  }

  /**
   * Absolute paths of everything that was asked for, also of files that do not exist. A listed folder is its path with `/*` and
   * the extension that was listed.
   */
  *asked(): Iterable<string> {
    yield* this.#contents.keys();
    yield* this.#found.keys();
    yield* this.#listed;
  }

  /** True when one of the paths was asked for, or lies in a folder that was listed. */
  dependsOn(paths: Iterable<string>): boolean {
    for (const one of paths) {
      if (this.#contents.has(one) || this.#found.has(one) || this.#listed.has(listingOf(one))) return true;
    }
    return false;
  }

  /** The same files for another check, but for some, by path: what they hold now, or undefined to read them again. */
  renewed(changes: ReadonlyMap<string, FileContent | undefined>): SourceFiles {
    const next = new SourceFiles();
    for (const [file, content] of this.#contents) next.#contents.set(file, content);
    for (const [file, text] of this.#texts) next.#texts.set(file, text);
    for (const [file, found] of this.#found) next.#found.set(file, found);
    for (const listing of this.#listed) next.#listed.add(listing);
    for (const [file, content] of changes) {
      const place = path.resolve(file);
      next.#texts.delete(place);
      next.#found.delete(place);
      if (content === undefined) next.#contents.delete(place);
      else next.#contents.set(place, content);
    }
    return next;
  }

  /** The same files, but only those that are named. */
  only(files: Iterable<string>): SourceFiles {
    const some = new SourceFiles();
    for (const file of files) {
      const place = path.resolve(file);
      const content = this.#contents.get(place);
      if (content !== undefined) some.#contents.set(place, content);
    }
    return some;
  }

  /** What a file holds; undefined when it cannot be read. The same object until it is renewed. */
  content(file: string): FileContent | undefined {
    const place = path.resolve(file);
    if (!this.#contents.has(place)) this.#contents.set(place, readable(place));
    return this.#contents.get(place);
  }

  /** True when there is such a file. */
  exists(file: string): boolean {
    const place = path.resolve(file);
    if (this.#contents.has(place)) return this.#contents.get(place) !== undefined;
    const known = this.#found.get(place);
    if (known !== undefined) return known;
    const found = existsSync(place);
    this.#found.set(place, found);
    return found;
  }

  /** Says that the files of a folder with an extension were looked for; `""` for the folders in it. */
  noteListing(folder: string, extension: string): void {
    this.#listed.add(path.join(path.resolve(folder), `*${extension}`));
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

/** What {@link SourceFiles.asked} has for the folder and the extension of a path. */
export function listingOf(file: string): string {
  return path.join(path.dirname(file), `*${path.extname(file)}`);
}

function readable(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
