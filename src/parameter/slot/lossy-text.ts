/** Reports text that the code page of the element cannot hold: once for each parameter, with the first character lost. */
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

/** Reports what one element loses. */
export class LossyText {
  readonly #form: StorageForm;
  readonly #fit: Fit;
  readonly #secrets: () => SecretParameters;
  readonly #notice: NoticeSink;
  /** Parameters already reported. */
  #reported: Set<number> | undefined;

  /** `secrets`: what a message may show of a value. */
  constructor(form: StorageForm, fit: Fit, secrets: () => SecretParameters, notice: NoticeSink) {
    this.#form = form;
    this.#fit = fit;
    this.#secrets = secrets;
    this.#notice = notice;
  }

  /** Looks at a text that is stored as `bytes` of a code page; cheap as long as nothing is lost. */
  stored(param: Pick<Param, "id" | "name">, text: string, bytes: Uint8Array): void {
    if (this.#form === "unicode" || !hasQuestionMark(bytes) || this.#reported?.has(param.id) === true) return;
    const lost = this.#first(text, this.#form);
    if (lost === undefined) return;
    (this.#reported ??= new Set()).add(param.id);
    const { character, codePoint, index, codePage } = lost;
    const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
    // One character of a password already says too much.
    const secret = this.#secrets().has(param.id);
    const shown = secret
      ? "A character"
      : `${number} ${JSON.stringify(character)} (unit ${String(index)} of the text)`;
    this.#notice({
      code: "TEXT_LOST",
      kind: "warning",
      message:
        `Parameter ${String(param.id)} (${param.name}): ${shown} is not in code page ${String(codePage)} of the element and is ` +
        "stored as '?'. Make the protocol Unicode (Options/Encoding), or give the element the right codePage.",
      details: { pid: param.id, codePage, ...(secret ? {} : { character, codePoint, index }) },
    });
  }

  /** The first character that becomes `?`; with `bestFit` a look-alike is stored where there is one. */
  #first(text: string, codePage: number): LostCharacter | undefined {
    return lostCharacters(text, codePage).find(
      ({ character }) =>
        this.#fit === "strict" || storageBytes(character, codePage, this.#fit)[0] === questionMark,
    );
  }
}

const questionMark = 0x3f;

/** Up to this length a loop is faster than a call into native code. */
const short = 64;

function hasQuestionMark(bytes: Uint8Array): boolean {
  if (bytes.length > short) return bytes.includes(questionMark);
  for (const byte of bytes) if (byte === questionMark) return true;
  return false;
}
