/** What the slots of text and number parameters share: their surroundings and the verdicts they give. */
import type { Notice } from "../../base/notices.ts";
import type { Fit } from "../../encoding/code-page.ts";
import type { StorageForm } from "../../encoding/storage.ts";
import type { Options } from "../../options/register.ts";
import type { Param } from "../../protocol/model.ts";
import type { SecretParameters } from "../../protocol/secret-parameters.ts";
import type { LossyText } from "./lossy-text.ts";
import type { TableOptions } from "../table/table-model.ts";

/** The named options that this layer obeys. */
export type ParameterOptions = TableOptions &
  Pick<
    Options,
    | "codePage"
    | "storageBestFit"
    | "oddByte"
    | "uninitialisedText"
    | "emptyTextIsEmpty"
    | "roundOnSet"
    | "numericEquality"
    | "rawTypeRefusal"
    | "trimOnSet"
    | "copyStop"
    | "streamSecrets"
    | "streamSecretHeaders"
  >;

/** What a slot knows of its store. */
export interface SlotSurroundings {
  readonly form: StorageForm;
  /** How text enters a code page. */
  readonly fit: Fit;
  /** Told of text that enters a code page. */
  readonly lossy: LossyText;
  /** What a message may show of a value. */
  readonly secrets: () => SecretParameters;
  readonly options: ParameterOptions;
  readonly bytesOf: (pid: number) => Uint8Array | undefined;
  /** 0 for a parameter without a number. */
  readonly numberOf: (pid: number) => number;
  notice(notice: Notice): void;
}

/** Stored, and equal to what was there. */
export const EQUAL = 0;
/** Stored, and new. */
export const CHANGED = 1;
/** Not stored: the value does not suit the parameter. */
export const REFUSED = 2;
/** Not stored, and nobody's fault: a value of a device that a filter keeps out. */
export const IGNORED = 3;

/** What became of a value. */
export type Verdict = typeof EQUAL | typeof CHANGED | typeof REFUSED | typeof IGNORED;

/** Says that the `Value` of a fixed parameter cannot be what it is for. */
export function reportFixedValue(surroundings: SlotSurroundings, param: Param, problem: string): void {
  surroundings.notice({
    code: "PARAMETER_FIXED_VALUE",
    kind: "warning",
    message: `Parameter ${String(param.id)} (${param.name}) is fixed, but ${problem}. Mend its Value or Length.`,
    details: { pid: param.id },
  });
}

/** Writes one line about a value that was not stored, and gives the verdict back. */
export function refuse(
  surroundings: SlotSurroundings,
  param: Param,
  why: string,
  verdict: Verdict = REFUSED,
): Verdict {
  surroundings.notice({
    code: "PARAMETER_VALUE_REFUSED",
    kind: verdict === IGNORED ? "information" : "warning",
    message: `Parameter ${String(param.id)} (${param.name}) keeps its value: ${why}.`,
    details: { pid: param.id },
  });
  return verdict;
}

/** The verdict on a value of a device that RawType does not let in (D-20: skipped, or the response fails). */
export function refuseRawType(surroundings: SlotSurroundings, param: Param): Verdict {
  const { rawType } = param.interprete;
  const verdict = surroundings.options.rawTypeRefusal === "ignore" ? IGNORED : REFUSED;
  return refuse(surroundings, param, `the received bytes are not what RawType '${rawType}' lets in`, verdict);
}

/** The length of a parameter with a fixed length type, in bytes; `undefined` for all others. */
export function fixedLength(param: Param): number | undefined {
  return param.interprete.lengthType === "fixed" ? param.interprete.length : undefined;
}
