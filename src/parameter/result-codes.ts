/** The result codes that calls into an element answer with (`ErrorCodeTable`), in unsigned form. */

/** Done; for a cell: done, and the cell holds what it held before. */
export const OK = 0;
/** Done, and the cell has a new value (the plural cell setters). */
export const CELL_CHANGED = 0x0004024a;
/** The table, or the row of that key, does not exist; also: arrays of different length. */
export const NOT_THERE = 0x80040221;
/** The value does not suit the parameter. */
export const UNSUITABLE_VALUE = 0x80040222;
/** The parameter does not exist, or is of a kind that the call does not serve. */
export const UNKNOWN_PARAMETER = 0x80040239;
/** The row or column lies outside the table. */
export const OUTSIDE_TABLE = 0x80040244;
/** There is no such element. */
export const NO_SUCH_ELEMENT = 0x8004024c;
/** There is no such action. */
export const NO_SUCH_ACTION = 0x800402a3;
/** Not performed: the chain of calls is too deep, or the call would lock up. */
export const NOT_PERFORMED = 0x800402a4;
/** A QAction threw. */
export const SCRIPT_FAILED = 0x800402da;
/** The element is paused or stopped. */
export const NOT_ACTIVE = 0x800402e0;
