/** `LogType` and `LogLevel`, as objects of two kinds so that neither can be used as the other. */

/** Kind of a log line. In C# an enum of flags; {@link LogType.value} is its number. */
export interface LogType {
  readonly kind: "LogType";
  readonly name: "Information" | "Error" | "DebugInfo" | "Allways";
  /** Number of the C# enum. */
  readonly value: 1 | 2 | 4 | 8;
}

/** Lowest level of the element at which a log line is written. In C# an enum; {@link LogLevel.value} is its number. */
export interface LogLevel {
  readonly kind: "LogLevel";
  readonly name:
    "DevelopmentLogging" | "NoLogging" | "Level1" | "Level2" | "Level3" | "Level4" | "LogEverything";
  /** Number of the C# enum. */
  readonly value: -1 | 0 | 1 | 2 | 3 | 4 | 5;
}

function type<N extends LogType["name"], V extends LogType["value"]>(name: N, value: V) {
  return Object.freeze({ kind: "LogType", name, value } as const);
}

function level<N extends LogLevel["name"], V extends LogLevel["value"]>(name: N, value: V) {
  return Object.freeze({ kind: "LogLevel", name, value } as const);
}

const allways = type("Allways", 8);

/** Kinds of log line (`Skyline.DataMiner.Scripting.LogType`). */
export const LogType = Object.freeze({
  /** Written according to the information level of the element; tag `INF`. */
  Information: type("Information", 1),
  /** Written according to the error level of the element; tag `ERR`. */
  Error: type("Error", 2),
  /** Written according to the debug level of the element; tag `DBG`. */
  DebugInfo: type("DebugInfo", 4),
  /** Written at every level; tag `CRU`. DataMiner spells it this way. */
  Allways: allways,
  /** The same as `LogType.Allways`. */
  Always: allways,
});

/** Levels of log line (`Skyline.DataMiner.Scripting.LogLevel`). */
export const LogLevel = Object.freeze({
  /** Always written. */
  DevelopmentLogging: level("DevelopmentLogging", -1),
  /** Always written. */
  NoLogging: level("NoLogging", 0),
  Level1: level("Level1", 1),
  Level2: level("Level2", 2),
  Level3: level("Level3", 3),
  Level4: level("Level4", 4),
  /** Written only at the highest level, 5. */
  LogEverything: level("LogEverything", 5),
});

const types: readonly LogType[] = [LogType.Information, LogType.Error, LogType.DebugInfo, LogType.Allways];
const levels: readonly LogLevel[] = Object.values(LogLevel);

/** True for one of the {@link LogType} constants, also of another copy of the kit. */
export function isLogType(value: unknown): value is LogType {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "LogType";
}

/** True for one of the {@link LogLevel} constants, also of another copy of the kit. */
export function isLogLevel(value: unknown): value is LogLevel {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "LogLevel";
}

/** The type of a C# number; `Allways` for an unknown number. */
export function logTypeOf(value: number): LogType {
  return types.find((one) => one.value === value) ?? LogType.Allways;
}

/** The level of a C# number; `DevelopmentLogging` for an unknown number. */
export function logLevelOf(value: number): LogLevel {
  return levels.find((one) => one.value === value) ?? LogLevel.DevelopmentLogging;
}
