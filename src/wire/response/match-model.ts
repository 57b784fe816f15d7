/** The result of splitting a message over a response: fields to compare and store, or where it fails. */
import type { Options } from "../../options/register.ts";
import type { Response } from "../../protocol/model.ts";

/**
 * Bytes as the number of a parameter, by its RawType, Base and Endian; without bytes the current value of the
 * parameter. Undefined when they are not a number.
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
  /** True for bytes that RawType of the parameter refuses, when such a field fails the response (`rawTypeRefusal`). */
  readonly refuses?: (pid: number, bytes: Uint8Array) => boolean;
}

/** What to do with one field. */
export interface FieldStep {
  /** 0-based content position. */
  readonly position: number;
  readonly pid: number;
  /** Offset of the field in the message. */
  readonly offset: number;
  /** A view on the message; for a group with `ByteOffset`, which is subtracted, a copy. */
  readonly bytes: Uint8Array;
  /**
   * `compare`: a fixed value, already compared. `store`: the parameter gets the bytes. `skip`: ignored bytes (dummy), or
   * a variable parameter that was not read.
   */
  readonly action: "compare" | "store" | "skip";
  /** A parameter of type *response*: the response that splits its bytes again. */
  readonly splitBy?: number;
}

/** Why a response does not match. */
export type MismatchKind =
  /** A fixed parameter has other bytes. */
  | "value"
  /** The value that ends a variable parameter does not occur. */
  | "end mark"
  /** Nothing that can be found ends a variable parameter: an error in the response. */
  | "no end"
  /** The parameter with the length holds no usable number. */
  | "length"
  /** Fewer bytes are left than the parameter takes. */
  | "too short"
  /** RawType refuses the bytes (`rawTypeRefusal` = `mismatch`). */
  | "refused"
  /** Bytes are left after the last parameter. */
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
  /** What was expected: the fixed value, or the end mark that was searched for. */
  readonly expected?: Uint8Array;
  /** Parameter that {@link expected} belongs to, or that has the length, when it is a different one. */
  readonly expectedPid?: number;
  /** Number of bytes (`too short`, `length`), or counted length (`length check`). */
  readonly expectedNumber?: number;
  /** What was found; for an end mark all bytes that were searched. A view on the message. */
  readonly found: Uint8Array;
  readonly foundNumber?: number;
}

/** The outcome of splitting one message over one response. Nothing has been stored yet. */
export interface MatchResult {
  readonly response: Response;
  readonly data: Uint8Array;
  readonly matched: boolean;
  /** What to do, in content order; when it does not match, the fields that were filled before the failure. */
  readonly steps: readonly FieldStep[];
  /** Every field that was found, also after a failure, without missing optional ones. */
  readonly fields: readonly FieldStep[];
  readonly failure?: MatchFailure;
  /** Variable parameters that the failure empties. */
  readonly emptied: readonly number[];
  /** Bytes before the header that were skipped. */
  readonly start: number;
  /** Bytes after the end of the response, to be tried as a further message; empty otherwise. */
  readonly rest: Uint8Array;
}
