/** Options of the qaction layer: default, allowed values, meaning and source. */
import type { OptionEntry } from "./option-entry.ts";

/** Named options of the qaction layer. */
export interface QActionOptions {
  /** Inputs of a QAction with `options="binary"`: an array of numbers, or a `Uint8Array` without a copy of each byte. */
  readonly binaryInputs: "array" | "bytes";
  /** Warn about argument types that C# would refuse. */
  readonly strict: boolean;
  /** Entry points that return a promise: for all QActions, or only for those with `options="queued"`. */
  readonly asyncQActions: "allow" | "queuedOnly";
  /** ms that a script may take before it returns (or awaits); 0: as long as it likes. */
  readonly scriptTimeoutMs: number;
  /** A row QAction on a read column writes its own table, which hangs DataMiner. */
  readonly rowDeadlock: "refuse" | "throw" | "allow";
  /** AddRow and SetRow answer as DataMiner does, or as the C# unit-test mock. */
  readonly compat: "dataminer" | "peer";
  /** Elements of one protocol version share script modules, and with them static fields. */
  readonly sharedStatics: boolean;
  /** Notify numbers that nobody handles: a warning and `null`, or an error. */
  readonly unknownNotify: "warn" | "throw";
  /** Answer of GetLocalDatabaseType. */
  readonly databaseType: string;
}

/** Default, allowed values, meaning and source of every option of the qaction layer. */
export const qactionOptionRegister: {
  readonly [K in keyof QActionOptions]: OptionEntry<QActionOptions[K]>;
} = {
  binaryInputs: {
    default: "array",
    values: ["array", "bytes"],
    layer: "qaction",
    meaning:
      'inputs of a QAction with options="binary" are an array of numbers, or a Uint8Array without a copy of each byte',
    page: "Protocol.QActions.QAction-options",
  },
  strict: {
    default: false,
    values: [true, false],
    layer: "qaction",
    meaning: "warn about argument types that C# would reject",
    page: "Skyline.DataMiner.Scripting.SLProtocol",
  },
  asyncQActions: {
    default: "allow",
    values: ["allow", "queuedOnly"],
    layer: "qaction",
    meaning: "entry points may return a promise, or only those of queued QActions",
    page: "LogicQActionsEntryPointMethods",
  },
  scriptTimeoutMs: {
    default: 0,
    values: "a number",
    layer: "qaction",
    meaning:
      "ms after which a script that does not return is ended with an error that names it; 0: never, at no cost",
    page: "Operation_duration",
  },
  rowDeadlock: {
    default: "refuse",
    values: ["refuse", "throw", "allow"],
    layer: "qaction",
    meaning:
      "a row QAction on a read column writes to its own table: nothing is written, an error is thrown, or the write is done",
    page: "Protocol.QActions.QAction-row",
  },
  compat: {
    default: "dataminer",
    values: ["dataminer", "peer"],
    layer: "qaction",
    meaning:
      "AddRow of an existing key and null in SetRow as in DataMiner (nothing, kept) or as in the C# mock (set, stored), with the mock's codes for missing items",
    page: "NT_ADD_ROW",
  },
  sharedStatics: {
    default: false,
    values: [true, false],
    layer: "qaction",
    meaning: "elements of one scripts folder share script modules, and with them static fields",
    page: "LogicQActionsMemberFields",
  },
  unknownNotify: {
    default: "warn",
    values: ["warn", "throw"],
    layer: "qaction",
    meaning: "notify numbers that nothing handles give a warning and null, or an error",
    page: "NTNotifyTypesOverview",
  },
  databaseType: {
    default: "Cassandra",
    values: "a text",
    layer: "qaction",
    meaning: "what GetLocalDatabaseType returns",
    page: "Skyline.DataMiner.Scripting.SLProtocol",
  },
};
