/** What splitting a message over a response gives: fields to compare and store, or the place where it fails. */
import type { Options } from "../../options/register.ts";
import type { Response } from "../../protocol/model.ts";

/**
 * The number that bytes mean for a parameter, by its RawType, Base and Endian; without bytes the current value of the
 * parameter. Undefined when they are no number.
 */
export type NumberOf = (pid: number, bytes?: Uint8Array) => number | undefined;

/** The bytes of a number in the form of a parameter; undefined when the number does not fit its length. */
export type EncodeNumber = (pid: number, value: number) => Uint8Array | undefined;

/** How a message is split. */
export interface MatchOptions extends Partial<Pick<Options, "implicitRead" | "leftoverBytes">> {
  /**
   * Whether a *read* action was run: for the whole response, or for these parameters. Variable-length parameters that
   * were not read count as empty (`LogicActionRead`). Missing: not read.
   */
  readonly read?: boolean | ReadonlySet<number>;
  readonly numberOf: NumberOf;
  /** True for bytes that RawType of the parameter refuses, when such a field shall fail the response (D-20). */
  readonly refuses?: (pid: number, bytes: Uint8Array) => boolean;
}

/** What is to be done with one field, in content order. */
export interface FieldStep {
  /** 0-based content position. */
  readonly position: number;
  readonly pid: number;
  /** Where the field begins in the message. */
  readonly offset: number;
  /** A view on the message, except for a group with `ByteOffset`, whose bytes are lowered by it. */
  readonly bytes: Uint8Array;
  /**
   * `compare`: a fixed value, compared already. `store`: the parameter gets the bytes. `skip`: bytes of no interest
   * (dummy), or a variable parameter that was not read.
   */
  readonly action: "compare" | "store" | "skip";
  /** A parameter of type *response*: the response that splits its bytes once more. */
  readonly splitBy?: number;
}

/** Why a response does not match. */
export type MismatchKind =
  /** A fixed parameter has other bytes. */
  | "value"
  /** The value that ends a variable parameter does not occur. */
  | "end mark"
  /** Nothing identifiable ends a variable parameter: an error in the response. */
  | "no end"
  /** The parameter that tells the length holds no usable number. */
  | "length"
  /** Fewer bytes are left than the parameter has. */
  | "too short"
  /** RawType refuses the bytes (`rawTypeRefusal` = `mismatch`). */
  | "refused"
  /** Bytes are left behind the last parameter. */
  | "left over"
  /** The *length* action counted another number of bytes. */
  | "length check"
  /** The *crc* action calculated another checksum. */
  | "crc check";

/** Where and why a response does not match. */
export interface MatchFailure {
  readonly kind: MismatchKind;
  /** 0-based content position of the parameter that fails. */
  readonly position: number;
  readonly pid: number;
  /** Byte offset in the message. */
  readonly offset: number;
  /** What should stand there: the fixed value, or the end mark that was searched for. */
  readonly expected?: Uint8Array;
  /** Parameter that {@link expected} belongs to, or that tells the length, when it is another one. */
  readonly expectedPid?: number;
  /** Number of bytes (`too short`, `length`), or counted length (`length check`). */
  readonly expectedNumber?: number;
  /** What stands there; for an end mark all that was searched through. A view on the message. */
  readonly found: Uint8Array;
  readonly foundNumber?: number;
}

/** The outcome of splitting one message over one response. Nothing has been stored yet. */
export interface MatchResult {
  readonly response: Response;
  readonly data: Uint8Array;
  readonly matched: boolean;
  /** What to carry out, in order; when not matched, the fields that were filled before the failure (D-48). */
  readonly steps: readonly FieldStep[];
  /** Every field that was found, also behind a failure; missing optional ones are not in it. */
  readonly fields: readonly FieldStep[];
  readonly failure?: MatchFailure;
  /** Variable parameters that the failure empties (D-48). */
  readonly emptied: readonly number[];
  /** Bytes in front of the header that were passed over. */
  readonly start: number;
  /** Bytes behind the end of the response, to be tried as a further message; empty otherwise. */
  readonly rest: Uint8Array;
}
