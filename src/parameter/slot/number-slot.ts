/** One standalone numeric parameter: its number, and its bytes as received or as a command would hold them. */
import type { Interprete, Param } from "../../protocol/model.ts";
import { numberCodec } from "./number-codec.ts";
import type { NumberCodec } from "./number-codec.ts";
import { invariantText, numberOf } from "../coerce.ts";
import { roundDecimal } from "./decimal.ts";
import { fitBytes, hexValue, startContent, startFill } from "./fixed-content.ts";
import { rawFilter, sameBytes, trimBytes } from "./raw-type.ts";
import type { RawFilter } from "./raw-type.ts";
import { applyScaling, applySequence } from "./sequence.ts";
import type { SourceRule } from "../set-source.ts";
import {
  CHANGED,
  EQUAL,
  fixedLength,
  IGNORED,
  REFUSED,
  refuse,
  refuseRawType,
  reportFixedValue,
} from "./slot.ts";
import type { ChangedParameter, Verdict } from "./slot.ts";
import type { ParameterContext } from "../parameter-context.ts";

const none = new Uint8Array(0);

/** A number of `Interprete/Type` double or high nibble. */
export class NumberSlot implements ChangedParameter {
  readonly kind = "number";
  /** The definition; *set info* replaces it. */
  param: Param;
  readonly write: boolean;
  linked: unknown = undefined;
  changedAt = 0;
  changedBy = "";
  readonly #context: ParameterContext;
  readonly #codec: NumberCodec;
  readonly #filter: RawFilter | undefined;
  #hasSequence: boolean;
  /** Current fixed length in bytes. */
  #length: number | undefined;
  #start: Uint8Array | undefined;
  #initialised: boolean;
  /** Never set, or cleared since: the next value counts as different. */
  #fresh: boolean;
  #value = 0;
  /** Before Decimals. */
  #exact = 0;
  /** As received, or made on demand. */
  #bytes: Uint8Array | undefined;

  constructor(param: Param, context: ParameterContext) {
    this.param = param;
    this.write = param.type.startsWith("write");
    this.#context = context;
    this.#codec = numberCodec(param);
    this.#filter = rawFilter(param.interprete, context.options.codePage, context.bytesOf);
    this.#hasSequence = param.interprete.sequence.length > 0;
    this.#length = fixedLength(param);
    const start = startContent(param.interprete, context.options.codePage, this.#length);
    this.#start = start?.bytes;
    this.#initialised = this.#start !== undefined;
    this.#fresh = !this.#initialised;
    this.#takeStart();
    this.#checkStart(start?.problem);
  }

  get initialised(): boolean {
    return this.#initialised;
  }

  /** What GetParameter returns: 0 when not initialised. */
  read(): number {
    return this.#value;
  }

  /** The number as text, `undefined` when not initialised. */
  text(): string | undefined {
    return this.#initialised ? invariantText(this.#value) : undefined;
  }

  /** The bytes as received, or as a command would hold them; none when not initialised. */
  bytes(): Uint8Array {
    if (!this.#initialised) return none;
    return (this.#bytes ??= this.#codec.encode(this.#value, this.#length) ?? none);
  }

  isEmpty(): boolean {
    return this.param.interprete.lengthType !== "fixed" && !this.#initialised;
  }

  /** Stores any JavaScript value but `null` and `undefined`. */
  set(value: unknown, rule: SourceRule): Verdict {
    const given = numberOf(value);
    if (given !== undefined) return this.#shape(given, rule, undefined);
    if (rule.received) return refuseRawType(this.#context, this.param);
    return refuse(
      this.#context,
      this.param,
      `${this.#quoted(value)} is not a number, which the parameter needs`,
    );
  }

  /** Stores bytes, which the slot keeps without a copy. No bytes: the number becomes not initialised. */
  setBytes(received: Uint8Array, rule: SourceRule): Verdict {
    const { trimLeft, trimRight } = this.param.interprete;
    if (rule.received && this.#filter?.(received) === false) return refuseRawType(this.#context, this.param);
    const trimmed = rule.trims ? trimBytes(received, trimLeft, trimRight, false) : received;
    const bytes = this.#length === undefined ? trimmed : fitBytes(trimmed, this.#length, this.#start ?? none);
    if (bytes.length === 0) return this.#empty();
    const decoded = this.#codec.decode(bytes);
    if (decoded !== undefined) return this.#shape(decoded, rule, bytes);
    if (rule.received) return refuseRawType(this.#context, this.param);
    if (rule.fires) return refuse(this.#context, this.param, "the bytes are not a number of its RawType");
    return this.#put(0, 0, bytes);
  }

  /** Returns to the start content, or to not initialised; the next value counts as different. */
  clear(): void {
    this.#initialised = this.#start !== undefined;
    this.#fresh = true;
    this.#takeStart();
  }

  /** Sets another Sequence, another Scale, or both; the current value stays. */
  changeInfo(info: Partial<Pick<Interprete, "sequence" | "scale">>): void {
    const interprete = { ...this.param.interprete, ...info };
    this.param = { ...this.param, interprete };
    this.#hasSequence = interprete.sequence.length > 0;
  }

  /** Sets another fixed length; a number that does not fit is replaced by the start fill. */
  changeLength(length: number): void {
    const { interprete } = this.param;
    this.#length = length;
    this.#start = startContent(interprete, this.#context.options.codePage, length)?.bytes;
    this.#bytes = this.#codec.encode(this.#value, length) ?? startFill(interprete, length);
    this.#value = this.#codec.decode(this.#bytes) ?? 0;
    this.#exact = this.#value;
  }

  /** Applies the rule of the source to a number and stores the result. */
  #shape(given: number, rule: SourceRule, bytes: Uint8Array | undefined): Verdict {
    const { interprete } = this.param;
    const scaled = rule.received ? applyScaling(given, interprete) : given;
    const worked =
      this.#hasSequence && sequenceApplies(rule, interprete.sequenceNoSet) && Number.isFinite(scaled);
    const shaped = worked ? this.#sequence(scaled) : scaled;
    const refusal = rule.received ? IGNORED : REFUSED;
    if (shaped === undefined) {
      return refuse(
        this.#context,
        this.param,
        `Sequence gives no number for ${this.#quoted(scaled)}`,
        refusal,
      );
    }
    const whole = !rule.rounds || Number.isInteger(shaped);
    const rounded = whole ? shaped : roundDecimal(shaped, interprete.decimals, interprete.rounding);
    if (rule.received && isOutside(rounded, interprete)) {
      return refuse(this.#context, this.param, `${this.#quoted(rounded)} is outside its Range`, refusal);
    }
    if (bytes !== undefined || this.#length === undefined) return this.#put(rounded, shaped, bytes);
    const made = this.#codec.encode(rounded, this.#length);
    if (made !== undefined) return this.#put(rounded, shaped, made);
    const why = `${this.#quoted(rounded)} does not fit into ${String(this.#length)} bytes`;
    return refuse(this.#context, this.param, why, refusal);
  }

  #takeStart(): void {
    this.#bytes = this.#start;
    this.#value =
      this.#start === undefined || this.#start.length === 0 ? 0 : (this.#codec.decode(this.#start) ?? 0);
    this.#exact = this.#value;
  }

  /** With a Value that does not fit, or is not a number, the number is 0. Bytes in 0x form need not be a number. */
  #checkStart(problem: string | undefined): void {
    const { value = "", rawType } = this.param.interprete;
    const digits = rawType === "numeric text" && value !== "" && hexValue(value) === undefined;
    const lost = digits && this.#start !== undefined && this.#codec.decode(this.#start) === undefined;
    const why =
      problem ?? (lost ? `its value ${this.#quoted(value)} is not a number, so it is 0` : undefined);
    if (why !== undefined) reportFixedValue(this.#context, this.param, why);
  }

  /** A value as a message may show it. */
  #quoted(value: unknown): string {
    const shown = this.#context.secrets().shown(this.param.id, value);
    if (typeof shown === "number") return String(shown);
    return typeof shown === "string" ? `'${shown.slice(0, 40)}'` : typeof shown;
  }

  #sequence(value: number): number | undefined {
    const result = applySequence(value, this.param.interprete, this.#context.numberOf);
    return Number.isFinite(result) ? result : undefined;
  }

  #empty(): Verdict {
    if (!this.#initialised) return EQUAL;
    this.#initialised = false;
    this.#fresh = true;
    this.#value = 0;
    this.#exact = 0;
    this.#bytes = undefined;
    return CHANGED;
  }

  #put(value: number, exact: number, bytes: Uint8Array | undefined): Verdict {
    const equal = !this.#fresh && this.#isEqual(value, exact, bytes);
    this.#value = value;
    this.#exact = exact;
    this.#bytes = bytes;
    this.#initialised = true;
    this.#fresh = false;
    return equal ? EQUAL : CHANGED;
  }

  #isEqual(value: number, exact: number, bytes: Uint8Array | undefined): boolean {
    const { numericEquality } = this.#context.options;
    if (numericEquality === "rounded") return value === this.#value;
    if (numericEquality === "exact") return exact === this.#exact;
    return sameBytes(bytes ?? this.#codec.encode(value, this.#length) ?? none, this.bytes());
  }
}

function sequenceApplies(rule: SourceRule, noSet: boolean): boolean {
  return rule.sequence === "always" || (rule.sequence === "unless noset" && !noSet);
}

function isOutside(value: number, { rangeLow = -Infinity, rangeHigh = Infinity }: Interprete): boolean {
  return value < rangeLow || value > rangeHigh;
}
