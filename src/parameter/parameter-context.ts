/** What all parameters and tables of one element share: how text is stored, the options, other parameters. */
import type { NoticeSink } from "../base/notices.ts";
import type { Fit } from "../encoding/code-page.ts";
import type { StorageForm } from "../encoding/storage.ts";
import type { Options } from "../options/register.ts";
import type { SecretParameters } from "../protocol/secret-parameters.ts";
import type { LossyText } from "./slot/lossy-text.ts";

/** The named options that parameters and tables obey. */
export type ParameterOptions = Pick<
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
  | "rowRemoval"
  | "rowLimits"
  | "duplicateKeysInFill"
  | "columnPosition"
  | "emptyFillClears"
  | "columnNull"
  | "columnCreatesRows"
  | "cellNull"
  | "newRowLeave"
  | "autoincrementReuse"
  | "keyCase"
  | "dataMinerVersion"
>;

/** One object for each element: thousands of slots hold it instead of what is in it. */
export interface ParameterContext {
  readonly form: StorageForm;
  /** How text enters a code page. */
  readonly fit: Fit;
  /** Reports characters that the code page lacks. */
  readonly lossy: LossyText;
  /** What a message may show of a value. */
  readonly secrets: () => SecretParameters;
  readonly options: ParameterOptions;
  readonly notice: NoticeSink;
  /** Storage bytes of a standalone parameter. */
  readonly bytesOf: (pid: number) => Uint8Array | undefined;
  /** Number of a standalone parameter, 0 without one. */
  readonly numberOf: (pid: number) => number;
}
