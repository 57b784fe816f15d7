/** What RawType accepts from a device, and what `trim` removes (`Protocol.Params.Param.Interprete.RawType`). */
import { fromStorage } from "../../encoding/storage.ts";
import type { StorageForm } from "../../encoding/storage.ts";
import { memoize } from "../../base/memo.ts";
import type { Interprete } from "../../protocol/model.ts";
import type { SourceRule } from "../set-source.ts";
import { latin1 } from "./number-codec.ts";

/** True when received bytes may enter the parameter. */
export type RawFilter = (bytes: Uint8Array) => boolean;

/** RawType filters what comes from a device; `text` only fields of a message, not a whole body or header. */
export function rawTypeApplies({ rawType }: Interprete, { received, whole }: SourceRule): boolean {
  return received && !(whole && rawType === "text");
}

/**
 * The filter of one parameter, or `undefined` when it accepts everything. `form` is the storage form of its text;
 * `bytesOf` gives the symbols that `only others` compares with.
 */
export function rawFilter(
  interprete: Interprete,
  form: StorageForm,
  bytesOf: (pid: number) => Uint8Array | undefined,
): RawFilter | undefined {
  switch (interprete.rawType) {
    case "text":
      return form === "unicode" ? unicodeText : (bytes) => textCharacters.test(fromStorage(bytes, form));
    case "numeric text":
      return interprete.type === "string" && form === "unicode"
        ? numericUnicodeText(interprete)
        : numericText(interprete);
    case "only others":
      return (bytes) =>
        interprete.others.some((other) => {
          const symbol = other.id === undefined ? undefined : bytesOf(other.id);
          return symbol !== undefined && sameBytes(symbol, bytes);
        });
    default:
      return undefined;
  }
}

const textCharacters = /^[0-9A-Za-z.;,?! -]*$/;
const unicodeText: RawFilter = (bytes) => textCharacters.test(fromStorage(bytes, "unicode"));

/** The filter of digits; elements of one protocol share it. */
const numericText = memoize(({ base }: Interprete): RawFilter => {
  const allowed = numberCharacters(base);
  return (bytes) => allowed.test(latin1(bytes));
});

/** For text of a Unicode protocol: digits of one byte, or digits as they are stored. */
const numericUnicodeText = memoize(({ base }: Interprete): RawFilter => {
  const allowed = numberCharacters(base);
  return (bytes) => allowed.test(latin1(bytes)) || allowed.test(fromStorage(bytes, "unicode"));
});

function numberCharacters(base: number): RegExp {
  return new RegExp(`^[${characterClass(base)}+.,eE -]*$`);
}

function characterClass(base: number): string {
  if (base <= 10) return "0-9";
  const last = (base - 1).toString(36);
  return `0-9a-${last}A-${last.toUpperCase()}`;
}

/** True when both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  // Values that differ usually do so near their start, where a loop is faster than a call into native code.
  const first = Math.min(a.length, 32);
  for (let i = 0; i < first; i++) if (a[i] !== b[i]) return false;
  return first === a.length || Buffer.compare(a, b) === 0;
}

const isBlank = (unit: number): boolean => unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);

/**
 * Text without the white space (20, 09 to 0D) at the sides that `trim` names. `wide`: bytes of a Unicode protocol, in
 * units of two, an odd last byte being a unit of its own. Nothing is copied.
 */
export function trimBytes(bytes: Uint8Array, left: boolean, right: boolean, wide: boolean): Uint8Array {
  const unit = (at: number): number => (bytes[at] ?? 0) | (wide ? (bytes[at + 1] ?? 0) << 8 : 0);
  let start = 0;
  let end = bytes.length;
  if (left) while (start < end && isBlank(unit(start))) start += wide ? 2 : 1;
  while (right && start < end) {
    const last = wide && (end - start) % 2 === 0 ? end - 2 : end - 1;
    if (!isBlank(unit(last))) break;
    end = last;
  }
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(Math.min(start, end), end);
}
