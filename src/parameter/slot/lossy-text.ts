/** Tells of text that the element's code page cannot hold: once a parameter, with the first character that is lost. */
import type { Fit } from "../../encoding/code-page.ts";
import {
  lostCharacters,
  storageBytes,
  type LostCharacter,
  type StorageForm,
} from "../../encoding/storage.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { Param } from "../../protocol/model.ts";
import type { SecretParameters } from "../../protocol/secret-parameters.ts";

/** What {@link LossyText} needs. */
export interface LossyTextParts {
  readonly form: StorageForm;
  readonly fit: Fit;
  /** What a message may show of a value. */
  readonly secrets: () => SecretParameters;
  readonly notice: NoticeSink;
}

/** The losses of one element so far. */
export class LossyText {
  readonly #parts: LossyTextParts;
  /** Parameters that were told of. */
  #told: Set<number> | undefined;

  constructor(parts: LossyTextParts) {
    this.#parts = parts;
  }

  /** Looks at a text that is stored as `bytes` of a code page; cheap as long as nothing is lost. */
  stored(param: Pick<Param, "id" | "name">, text: string, bytes: Uint8Array): void {
    if (this.#parts.form === "unicode" || !bytes.includes(questionMark) || this.#told?.has(param.id) === true)
      return;
    const lost = this.#first(text, this.#parts.form);
    if (lost === undefined) return;
    (this.#told ??= new Set()).add(param.id);
    const { character, codePoint, index, codePage } = lost;
    const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
    // A character of a password is a part of it.
    const secret = this.#parts.secrets().has(param.id);
    const shown = secret
      ? "A character"
      : `${number} ${JSON.stringify(character)} (unit ${String(index)} of the text)`;
    this.#parts.notice({
      code: "TEXT_LOST",
      kind: "warning",
      message:
        `Parameter ${String(param.id)} (${param.name}): ${shown} is not in code page ${String(codePage)} of the element and is ` +
        "stored as '?'. Make the protocol Unicode (Options/Encoding), or give the element the right codePage.",
      details: { pid: param.id, codePage, ...(secret ? {} : { character, codePoint, index }) },
    });
  }

  /** The first character that becomes `?`; with `bestFit` a look-alike is taken before. */
  #first(text: string, codePage: number): LostCharacter | undefined {
    const { fit } = this.#parts;
    return lostCharacters(text, codePage).find(
      ({ character }) => fit === "strict" || storageBytes(character, codePage, fit)[0] === questionMark,
    );
  }
}

const questionMark = 0x3f;
