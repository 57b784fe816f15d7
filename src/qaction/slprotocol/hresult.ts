/** The result codes that scripts meet (`ErrorCodeTable`), and their two spellings. */
import {
  CELL_CHANGED,
  NOT_ACTIVE,
  NOT_PERFORMED,
  NOT_THERE,
  NO_SUCH_ELEMENT,
  NO_SUCH_ACTION,
  OK,
  OUTSIDE_TABLE,
  SCRIPT_FAILED,
  UNKNOWN_PARAMETER,
  UNSUITABLE_VALUE,
} from "../../parameter/result-codes.ts";
import type { Hresult } from "../script-values.ts";

/** Result codes by meaning, unsigned. */
export const hresults = {
  /** Done. */
  ok: OK,
  /** Done, and the cell has another value now. */
  changed: CELL_CHANGED,
  /** Arrays of different length; unknown table, or row, of a cell call. */
  invalidCall: NOT_THERE,
  /** The value does not suit the parameter. */
  unsuitable: UNSUITABLE_VALUE,
  /** Unknown parameter, trigger or row. */
  notFound: UNKNOWN_PARAMETER,
  /** Row or column outside the table. */
  outside: OUTSIDE_TABLE,
  /** No such element. */
  noElement: NO_SUCH_ELEMENT,
  /** No such action. */
  noAction: NO_SUCH_ACTION,
  /** Not performed: the chain of calls is too deep, or the call would lock up. */
  notPerformed: NOT_PERFORMED,
  /** A QAction threw. */
  scriptFailed: SCRIPT_FAILED,
  /** The element is paused or stopped. */
  notActive: NOT_ACTIVE,
} as const satisfies Record<string, Hresult>;

/** As an `int` has it: failures are negative. */
export function signed(code: Hresult): Hresult {
  return code | 0;
}

/** As a `uint` has it: never negative. */
export function unsigned(code: Hresult): Hresult {
  return code >>> 0;
}

/** As the element log prints it, for example `0x80040239`. */
export function hresultText(code: Hresult): string {
  return `0x${unsigned(code).toString(16).toUpperCase().padStart(8, "0")}`;
}
