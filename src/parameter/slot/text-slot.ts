/** One standalone text parameter: its storage bytes, and its text once it has been read. */
import { fromStorage, storageBytes } from "../../encoding/storage.ts";
import type { StorageForm } from "../../encoding/storage.ts";
import type { Param } from "../../protocol/model.ts";
import { textOf } from "../coerce.ts";
import { fitBytes, fitText, hexValue, startContent } from "./fixed-content.ts";
import { rawFilter, rawTypeApplies, sameBytes, trimBytes } from "./raw-type.ts";
import type { RawFilter } from "./raw-type.ts";
import type { SourceRule } from "../set-source.ts";
import { CHANGED, EQUAL, fixedLength, refuse, refuseRawType, reportFixedValue } from "./slot.ts";
import type { ChangedParameter, Verdict } from "./slot.ts";
import type { ParameterContext } from "../parameter-context.ts";

const none = new Uint8Array(0);

/**
 * Text in storage form. In a Unicode protocol a set keeps the JavaScript string, which holds the same units, and
 * encodes it on demand; in a code page protocol it is encoded at the set, because what the page lacks is lost from then
 * on. Bytes of a device stay as they are and are decoded once, on demand.
 */
export class TextSlot implements ChangedParameter {
  readonly kind = "text";
  readonly param: Param;
  readonly write: boolean;
  linked: unknown = undefined;
  changedAt = 0;
  changedBy = "";
  readonly #context: ParameterContext;
  readonly #form: StorageForm;
  readonly #filter: RawFilter | undefined;
  /** Current fixed length in bytes. */
  #length: number | undefined;
  #start: Uint8Array | undefined;
  /** Current text, once known. */
  #text: string | undefined;
  /** Current bytes, once known. Not initialised: neither this nor the text. */
  #bytes: Uint8Array | undefined;
  /** Code page: the text of the last set, with what the page lacks. */
  #given: string | undefined;
  /** Never set, or cleared since: the next value counts as different. */
  #fresh: boolean;

  constructor(param: Param, context: ParameterContext) {
    this.param = param;
    this.write = param.type.startsWith("write");
    this.#context = context;
    this.#form = context.form;
    this.#filter = rawFilter(param.interprete, context.form, context.bytesOf);
    this.#length = fixedLength(param);
    const start = startContent(param.interprete, context.form, this.#length, context.fit);
    if (start?.problem !== undefined) reportFixedValue(context, param, start.problem);
    const { value = "" } = param.interprete;
    if (start !== undefined && hexValue(value) === undefined) context.lossy.stored(param, value, start.bytes);
    this.#start = start?.bytes;
    this.#bytes = this.#start;
    this.#fresh = this.#start === undefined;
  }

  get initialised(): boolean {
    return this.#bytes !== undefined || this.#text !== undefined;
  }

  /** What GetParameter returns: `null` (or the text of the option) when not initialised. */
  read(): string | null {
    return this.text() ?? this.#context.options.uninitialisedText;
  }

  /** The text, `undefined` when not initialised. */
  text(): string | undefined {
    if (this.#text === undefined && this.#bytes !== undefined) this.#text = this.#decode(this.#bytes);
    return this.#text;
  }

  /** The text as it was set, with what the code page lacks. */
  fullText(): string | undefined {
    return this.#given ?? this.text();
  }

  /** The storage bytes; none when not initialised. */
  bytes(): Uint8Array {
    if (this.#bytes !== undefined) return this.#bytes;
    if (this.#text === undefined) return none;
    return (this.#bytes = storageBytes(this.#text, this.#form, this.#context.fit));
  }

  isEmpty(): boolean {
    if (this.param.interprete.lengthType === "fixed") return false;
    if (!this.initialised) return true;
    return this.#context.options.emptyTextIsEmpty && this.bytes().length === 0;
  }

  /** Stores any JavaScript value but `null` and `undefined`. */
  set(value: unknown, rule: SourceRule): Verdict {
    const text = typeof value === "string" ? value : textOf(value);
    if (text === undefined)
      return refuse(this.#context, this.param, `${typeof value} is no value for a text`);
    if (
      rawTypeApplies(this.param.interprete, rule) &&
      this.#filter?.(storageBytes(text, this.#form, this.#context.fit)) === false
    ) {
      return refuseRawType(this.#context, this.param);
    }
    return this.#putText(rule.trims ? this.#trimText(text) : text);
  }

  /** Stores bytes, which the slot keeps without a copy. */
  setBytes(bytes: Uint8Array, rule: SourceRule): Verdict {
    if (rawTypeApplies(this.param.interprete, rule) && this.#filter?.(bytes) === false)
      return refuseRawType(this.#context, this.param);
    const { trimLeft, trimRight } = this.param.interprete;
    const trims = rule.trims && (trimLeft || trimRight);
    return this.#putBytes(trims ? trimBytes(bytes, trimLeft, trimRight, this.#form === "unicode") : bytes);
  }

  /** Copies another text; with `stop` only up to the first zero unit, or the first zero byte. */
  copyFrom(source: TextSlot, stop: "unit" | "byte" | undefined): Verdict {
    if (!source.initialised) return EQUAL;
    const whole = source.bytes();
    const bytes =
      stop === undefined ? whole : untilZero(whole, stop === "unit" && this.#form === "unicode" ? 2 : 1);
    const verdict = this.#putBytes(bytes);
    if (bytes === whole && this.#length === undefined) this.#given = source.#given;
    return verdict;
  }

  /** Returns to the start content, or to not initialised; the next value counts as different. */
  clear(): void {
    this.#bytes = this.#start;
    this.#text = undefined;
    this.#given = undefined;
    this.#fresh = true;
  }

  /** Sets another fixed length; the text is fitted into it again. */
  changeLength(length: number): void {
    this.#length = length;
    this.#start = startContent(this.param.interprete, this.#form, length, this.#context.fit)?.bytes;
    this.#bytes = fitText(this.text() ?? "", this.#form, length, this.#context.fit);
    this.#text = undefined;
  }

  #putText(text: string): Verdict {
    if (this.#length !== undefined || this.#form !== "unicode") return this.#putConverted(text);
    const odd = this.#bytes !== undefined && this.#bytes.length % 2 === 1;
    if (!this.#fresh && !odd && this.text() === text) return EQUAL;
    this.#text = text;
    this.#bytes = undefined;
    this.#fresh = false;
    return CHANGED;
  }

  #putConverted(text: string): Verdict {
    if (!this.#fresh && this.#given === text) return EQUAL;
    const bytes =
      this.#length === undefined
        ? storageBytes(text, this.#form, this.#context.fit)
        : fitText(text, this.#form, this.#length, this.#context.fit);
    this.#context.lossy.stored(this.param, text, bytes);
    const verdict = this.#putBytes(bytes);
    this.#given = text;
    return verdict;
  }

  #putBytes(bytes: Uint8Array): Verdict {
    const fitted = this.#length === undefined ? bytes : fitBytes(bytes, this.#length, this.#start ?? none);
    this.#given = undefined;
    if (!this.#fresh && sameBytes(fitted, this.bytes())) return EQUAL;
    this.#bytes = fitted;
    this.#text = undefined;
    this.#fresh = false;
    return CHANGED;
  }

  #decode(bytes: Uint8Array): string {
    const { oddByte } = this.#context.options;
    if (oddByte === "unit" || this.#form !== "unicode" || bytes.length % 2 === 0)
      return fromStorage(bytes, this.#form);
    return fromStorage(bytes.subarray(0, -1), this.#form) + (oddByte === "drop" ? "" : "\u{fffd}");
  }

  #trimText(text: string): string {
    const { trimLeft, trimRight } = this.param.interprete;
    const left = trimLeft ? text.replace(/^[\t-\r ]+/, "") : text;
    return trimRight ? left.replace(/[\t-\r ]+$/, "") : left;
  }
}

function untilZero(bytes: Uint8Array, step: 1 | 2): Uint8Array {
  for (let i = 0; i < bytes.length; i += step) {
    if (bytes[i] === 0 && (step === 1 || bytes[i + 1] === 0)) return bytes.subarray(0, i);
  }
  return bytes;
}
