/** Options of values and tables. */
import { twoWholeNumbers, wholeNumber, type OptionRow } from "./option-row.ts";

export const parameterOptions = {
  codePage: {
    default: 1252,
    values: wholeNumber(0, 65_535),
    meaning:
      "Windows code page of the element: text of protocols without Unicode is stored in it, and it is Encoding.Default",
    page: "AdvancedCodePages",
  },
  storageBestFit: {
    default: false,
    values: [false, true],
    meaning: "look-alikes instead of ? when text enters storage, ascii or a text frame",
    page: "AdvancedCodePages",
  },
  oddByte: {
    default: "unit",
    values: ["unit", "drop", "replacement"],
    meaning: "an odd last byte when stored bytes are read as UTF-16: a unit of its own, dropped, or U+FFFD",
    page: "AdvancedCodePages",
  },
  uninitialisedText: {
    default: null,
    values: [null, ""],
    meaning: "what GetParameter and inputs return for a text that was never set",
    page: "System_NullReferenceException",
  },
  emptyTextIsEmpty: {
    default: false,
    values: [false, true],
    meaning: "a text of length 0 counts as not initialised in IsEmpty and == empty",
    page: "LogicConditions",
  },
  roundOnSet: {
    default: true,
    values: [true, false],
    meaning: "Decimals and Rounding also apply to values set by scripts and users",
    page: "Protocol.Params.Param.Interprete.Decimals",
  },
  numericEquality: {
    default: "rounded",
    values: ["rounded", "exact", "bytes"],
    meaning: "a number counts as unchanged when equal after rounding, before rounding, or in its bytes",
    page: "InnerWorkingsChangeBasedEventHandling",
  },
  rawTypeRefusal: {
    default: "ignore",
    values: ["ignore", "mismatch"],
    meaning: "a device value that RawType does not allow is skipped, or makes the response fail",
    page: "Protocol.Params.Param.Interprete.RawType",
  },
  trimOnSet: {
    default: false,
    values: [false, true],
    meaning: "trim also applies to texts that scripts and users set",
    page: "Protocol.Params.Param.Interprete.Type-trim",
  },
  copyStop: {
    default: "unit",
    values: ["unit", "byte"],
    meaning: "the action copy in a Unicode element stops at a zero unit, or at any zero byte",
    page: "LogicActionCopy",
  },
  keyCase: {
    default: "exact",
    values: ["exact", "ignore"],
    meaning: "comparison of primary keys",
    page: "UIComponentsTablePrimaryKeys",
  },
  rowRemoval: {
    default: "shiftUp",
    values: ["shiftUp", "moveLast"],
    meaning: "positions after a row is deleted: all later rows move up, or the last one fills the gap",
    page: "NT_DELETE_ROW",
  },
  rowLimits: {
    default: [105_000, 1_005_000],
    values: twoWholeNumbers,
    meaning: "rows of a table, rows of a volatile table",
    page: "AdvancedDataMinerDataPersistencePersistingTables",
  },
  duplicateKeysInFill: {
    default: "last",
    values: ["last", "first", "refuse"],
    meaning: "one key twice in a bulk fill: the last or the first is used, or the fill is refused",
    page: "NT_FILL_ARRAY",
  },
  columnPosition: {
    default: "idx",
    values: ["idx", "retrieved"],
    meaning: "array i of a fill belongs to idx i, or to the i-th retrieved column",
    page: "NT_FILL_ARRAY",
  },
  emptyFillClears: {
    default: true,
    values: [true, false],
    meaning: "FillArray with all columns empty empties the table",
    page: "NT_FILL_ARRAY",
  },
  columnNull: {
    default: "empty",
    values: ["empty", "keep"],
    meaning: "null in FillArrayWithColumn empties the cell, or keeps it",
    page: "NT_FILL_ARRAY_WITH_COLUMN",
  },
  columnCreatesRows: {
    default: true,
    values: [true, false],
    meaning: "FillArrayWithColumn creates missing rows",
    page: "NT_FILL_ARRAY_WITH_COLUMN",
  },
  cellNull: {
    default: "keep",
    values: ["keep", "empty"],
    meaning: "null in the cell setters keeps the cell, or empties it",
    page: "NT_PUT_PARAMETER_INDEX",
  },
  newRowLeave: {
    default: "uninitialised",
    values: ["uninitialised", "infinity"],
    meaning: "Leave in a row that is new: not initialised, or stored as an infinity",
    page: "NT_FILL_ARRAY",
  },
  autoincrementReuse: {
    default: false,
    values: [false, true],
    meaning: "the number of a deleted highest row is used again",
    page: "Protocol.Params.Param.ArrayOptions.ColumnOption-type",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
