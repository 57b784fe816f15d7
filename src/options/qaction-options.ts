/** Options of QActions. */
import { anyText } from "../base/value-kinds.ts";
import { wholeNumber, type OptionRow } from "./option-row.ts";

export const qactionOptions = {
  binaryInputs: {
    default: "array",
    values: ["array", "bytes"],
    meaning:
      'inputs of a QAction with options="binary" are an array of numbers, or a Uint8Array without a copy of each byte',
    page: "Protocol.QActions.QAction-options",
  },
  strict: {
    default: false,
    values: [true, false],
    meaning: "warn about argument types that C# would reject",
    page: "Skyline.DataMiner.Scripting.SLProtocol",
  },
  asyncQActions: {
    default: "allow",
    values: ["allow", "queuedOnly"],
    meaning: "entry points may return a promise, or only those of queued QActions",
    page: "LogicQActionsEntryPointMethods",
  },
  scriptTimeoutMs: {
    default: 0,
    values: wholeNumber(0),
    meaning:
      "ms after which a script that does not return is ended with an error that names it; 0: never, at no cost",
    page: "Operation_duration",
  },
  rowDeadlock: {
    default: "refuse",
    values: ["refuse", "throw", "allow"],
    meaning:
      "a row QAction on a read column writes to its own table: nothing is written, an error is thrown, or the write is done",
    page: "Protocol.QActions.QAction-row",
  },
  compat: {
    default: "dataminer",
    values: ["dataminer", "peer"],
    meaning:
      "AddRow of an existing key and null in SetRow as in DataMiner (nothing, kept) or as in the C# mock (set, stored), with the mock's codes for missing items",
    page: "NT_ADD_ROW",
  },
  sharedStatics: {
    default: false,
    values: [true, false],
    meaning: "elements of one scripts folder share script modules, and with them static fields",
    page: "LogicQActionsMemberFields",
  },
  unknownNotify: {
    default: "warn",
    values: ["warn", "throw"],
    meaning: "notify numbers that nothing handles give a warning and null, or an error",
    page: "NTNotifyTypesOverview",
  },
  databaseType: {
    default: "Cassandra",
    values: anyText,
    meaning: "what GetLocalDatabaseType returns",
    page: "Skyline.DataMiner.Scripting.SLProtocol",
  },
} as const satisfies Readonly<Record<string, OptionRow>>;
