/** Options of the parameter layer: default, allowed values, meaning and source. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of the parameter layer. */
export interface ParameterLayerOptions {
  /** Windows code page of the element, also `Encoding.Default`. */
  readonly codePage: number;
  /** Look-alikes instead of `?` when text enters storage, `ascii` or a text frame. */
  readonly storageBestFit: boolean;
  /** An odd last byte of stored Unicode text: a unit of its own, left out, or U+FFFD. */
  readonly oddByte: "unit" | "drop" | "replacement";
  /** What a text that was never set gives to GetParameter and as input. */
  readonly uninitialisedText: null | "";
  /** A text of no length counts as not initialised in IsEmpty and `== empty`. */
  readonly emptyTextIsEmpty: boolean;
  /** Decimals and Rounding also apply to values that scripts and users set. */
  readonly roundOnSet: boolean;
  /** A number counts as unchanged when equal after rounding, before rounding, or in its bytes. */
  readonly numericEquality: "rounded" | "exact" | "bytes";
  /** A value of a device that RawType refuses: skipped, or the response fails. */
  readonly rawTypeRefusal: "ignore" | "mismatch";
  /** `trim` also applies to texts that scripts and users set. */
  readonly trimOnSet: boolean;
  /** The action *copy* in a Unicode element stops at a zero unit, or at any zero byte. */
  readonly copyStop: "unit" | "byte";
  /** Comparison of primary keys. */
  readonly keyCase: "exact" | "ignore";
  /** Positions after a row is deleted: all later rows move up, or the last row fills the gap. */
  readonly rowRemoval: "shiftUp" | "moveLast";
  /** Rows of a table, of a volatile table. */
  readonly rowLimits: readonly [table: number, volatile: number];
  /** One key twice in a bulk fill. */
  readonly duplicateKeysInFill: "last" | "first" | "refuse";
  /** Array i of a fill belongs to idx i, or to the i-th retrieved column. */
  readonly columnPosition: "idx" | "retrieved";
  /** FillArray whose columns are all empty empties the table. */
  readonly emptyFillClears: boolean;
  /** `null` in FillArrayWithColumn. */
  readonly columnNull: "empty" | "keep";
  /** FillArrayWithColumn creates missing rows. */
  readonly columnCreatesRows: boolean;
  /** `null` in the cell setters. */
  readonly cellNull: "keep" | "empty";
  /** Leave in a row that is new. */
  readonly newRowLeave: "uninitialised" | "infinity";
  /** The number of a deleted highest row is given again. */
  readonly autoincrementReuse: boolean;
}

/** Default, allowed values, meaning and source of every option of the parameter layer. */
export const parameterOptionRegister: {
  readonly [K in keyof ParameterLayerOptions]: OptionEntry<ParameterLayerOptions[K]>;
} = {
  codePage: {
    default: 1252,
    values: "a number",
    layer: "parameter",
    meaning:
      "Windows code page of the element: text of protocols without Unicode is stored in it, and it is Encoding.Default",
    page: "AdvancedCodePages",
  },
  storageBestFit: {
    default: false,
    values: [false, true],
    layer: "parameter",
    meaning: "look-alikes instead of ? when text enters storage, ascii or a text frame",
    page: "AdvancedCodePages",
  },
  oddByte: {
    default: "unit",
    values: ["unit", "drop", "replacement"],
    layer: "parameter",
    meaning: "an odd last byte when stored bytes are read as UTF-16: a unit of its own, dropped, or U+FFFD",
    page: "AdvancedCodePages",
  },
  uninitialisedText: {
    default: null,
    values: [null, ""],
    layer: "parameter",
    meaning: "what GetParameter and inputs return for a text that was never set",
    page: "System_NullReferenceException",
  },
  emptyTextIsEmpty: {
    default: false,
    values: [false, true],
    layer: "parameter",
    meaning: "a text of length 0 counts as not initialised in IsEmpty and == empty",
    page: "LogicConditions",
  },
  roundOnSet: {
    default: true,
    values: [true, false],
    layer: "parameter",
    meaning: "Decimals and Rounding also apply to values set by scripts and users",
    page: "Protocol.Params.Param.Interprete.Decimals",
  },
  numericEquality: {
    default: "rounded",
    values: ["rounded", "exact", "bytes"],
    layer: "parameter",
    meaning: "a number counts as unchanged when equal after rounding, before rounding, or in its bytes",
    page: "InnerWorkingsChangeBasedEventHandling",
  },
  rawTypeRefusal: {
    default: "ignore",
    values: ["ignore", "mismatch"],
    layer: "parameter",
    meaning: "a device value that RawType does not allow is skipped, or makes the response fail",
    page: "Protocol.Params.Param.Interprete.RawType",
  },
  trimOnSet: {
    default: false,
    values: [false, true],
    layer: "parameter",
    meaning: "trim also applies to texts that scripts and users set",
    page: "Protocol.Params.Param.Interprete.Type-trim",
  },
  copyStop: {
    default: "unit",
    values: ["unit", "byte"],
    layer: "parameter",
    meaning: "the action copy in a Unicode element stops at a zero unit, or at any zero byte",
    page: "LogicActionCopy",
  },
  keyCase: {
    default: "exact",
    values: ["exact", "ignore"],
    layer: "parameter",
    meaning: "comparison of primary keys",
    page: "UIComponentsTablePrimaryKeys",
  },
  rowRemoval: {
    default: "shiftUp",
    values: ["shiftUp", "moveLast"],
    layer: "parameter",
    meaning: "positions after a row is deleted: all later rows move up, or the last one fills the gap",
    page: "NT_DELETE_ROW",
  },
  rowLimits: {
    default: [105_000, 1_005_000],
    values: "two numbers",
    layer: "parameter",
    meaning: "rows of a table, rows of a volatile table",
    page: "AdvancedDataMinerDataPersistencePersistingTables",
  },
  duplicateKeysInFill: {
    default: "last",
    values: ["last", "first", "refuse"],
    layer: "parameter",
    meaning: "one key twice in a bulk fill: the last or the first is used, or the fill is refused",
    page: "NT_FILL_ARRAY",
  },
  columnPosition: {
    default: "idx",
    values: ["idx", "retrieved"],
    layer: "parameter",
    meaning: "array i of a fill belongs to idx i, or to the i-th retrieved column",
    page: "NT_FILL_ARRAY",
  },
  emptyFillClears: {
    default: true,
    values: [true, false],
    layer: "parameter",
    meaning: "FillArray with all columns empty empties the table",
    page: "NT_FILL_ARRAY",
  },
  columnNull: {
    default: "empty",
    values: ["empty", "keep"],
    layer: "parameter",
    meaning: "null in FillArrayWithColumn empties the cell, or keeps it",
    page: "NT_FILL_ARRAY_WITH_COLUMN",
  },
  columnCreatesRows: {
    default: true,
    values: [true, false],
    layer: "parameter",
    meaning: "FillArrayWithColumn creates missing rows",
    page: "NT_FILL_ARRAY_WITH_COLUMN",
  },
  cellNull: {
    default: "keep",
    values: ["keep", "empty"],
    layer: "parameter",
    meaning: "null in the cell setters keeps the cell, or empties it",
    page: "NT_PUT_PARAMETER_INDEX",
  },
  newRowLeave: {
    default: "uninitialised",
    values: ["uninitialised", "infinity"],
    layer: "parameter",
    meaning: "Leave in a row that is new: not initialised, or stored as an infinity",
    page: "NT_FILL_ARRAY",
  },
  autoincrementReuse: {
    default: false,
    values: [false, true],
    layer: "parameter",
    meaning: "the number of a deleted highest row is used again",
    page: "Protocol.Params.Param.ArrayOptions.ColumnOption-type",
  },
};
