/** The files of a connector as they are on the disk, or as an editor or a fix would leave them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { readSource } from "../protocol/xml/source-text.ts";

/** Reads files for one check. What is read once stays the same for the whole check. */
export class SourceFiles {
  readonly #bytes = new Map<string, Uint8Array | undefined>();
  readonly #texts = new Map<string, string>();

  /** @param changed What files hold other than the disk, by path. */
  constructor(changed: ReadonlyMap<string, Uint8Array> = new Map()) {
    for (const [file, bytes] of changed) this.#bytes.set(path.resolve(file), bytes);
  }

  /** Absolute paths of everything that was asked for, also of files that do not exist. */
  get asked(): Iterable<string> {
    return this.#bytes.keys();
  }

  /** The bytes of a file; undefined when it cannot be read. */
  bytes(file: string): Uint8Array | undefined {
    const place = path.resolve(file);
    if (!this.#bytes.has(place)) this.#bytes.set(place, readable(place));
    return this.#bytes.get(place);
  }

  /**
   * The text of a file, without byte order mark; its offsets are those of {@link TextEdit}. Undefined when it cannot be
   * read.
   */
  text(file: string): string | undefined {
    const place = path.resolve(file);
    const known = this.#texts.get(place);
    if (known !== undefined) return known;
    const bytes = this.bytes(place);
    if (bytes === undefined) return undefined;
    const { text } = readSource(bytes, file).source;
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
