/** The members of `SLProtocol` about the run, the element, the log, triggers and the clients. */
import { CLEAR, LEAVE } from "../../parameter/table/clear-leave.ts";
import { isLogLevel, isLogType, LogLevel, logLevelOf, LogType, logTypeOf } from "../log-constants.ts";
import type { CallOutcome } from "../qaction-host.ts";
import type { Run, RunOverrides } from "../qaction-run.ts";
import type { CellInfo, Hresult, InputValue } from "../script-values.ts";
import { hresults, signed } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";

/** What belongs to one run of a QAction, and the element it runs in. */
export interface RunMembers {
  /** Agent on which the element was created; stays the same after a migration. */
  readonly DataMinerID: number;
  /** Id of the element on that agent. */
  readonly ElementID: number;
  /** Name of the element. */
  readonly ElementName: string;
  /** Version the element is configured with, for example `Production`. */
  ElementProtocolVersion: string;
  /** Name of the protocol. */
  ProtocolName: string;
  /** Real version of the protocol. */
  ProtocolVersion: string;
  /** Id of the QAction that runs. */
  QActionID: number;
  /** Full name of the user who caused the run, else the account name; `""` when nobody did. */
  readonly UserInfo: string;
  /** Login cookie of that user, opaque; `""` when nobody caused the run. */
  readonly UserCookie: string;
  /** 1 while the element runs (paused too), 0 from the first step of a stop. A number, not a boolean. */
  readonly IsActive: number;
  /** `null` unless metrics of QActions are switched on. */
  MetricsKey: string | null;
  /** "Empty this cell", for members with the `useClearAndLeave` or override flag: negative infinity. */
  readonly Clear: number;
  /** "Leave this cell", for members with the `useClearAndLeave` or override flag: positive infinity. */
  readonly Leave: number;

  /** Id of the parameter whose change event started this run; with the option `group`, the id of the group. */
  GetTriggerParameter(): number;

  /**
   * The value of an input parameter **as it was when the run was triggered**; `GetParameter` reads the current one.
   * @param j 0-based position in `inputParameters`.
   * @returns The value; with `options="binary"` its bytes (length 0 when never set); for a table its columns. `null` and a log line when there is no such input.
   */
  GetInputParameter(j: number): InputValue;

  /**
   * The bytes of an input parameter as they were when the run was triggered, without a copy; only in qaction-kit.
   * @param i 0-based position in `inputParameters`; `options="binary"` is not needed.
   * @returns Bytes that must not be written to, length 0 when never set; `null` and a log line when there is no such input or it is a table.
   */
  GetInputBytes(i: number): Uint8Array | null;

  /** 1-based position of the row that fired a `row="true"` run, 0 in other runs. Prefer {@link RowKey}. */
  RowIndex(): number;
  /** Primary key of the row that fired a `row="true"` run, `""` in other runs. */
  RowKey(): string;
  /**
   * The row that fired: details of each cell by idx, `null` for one that did not change. In runs of a
   * multithreaded timer it may be a status text (`TIMEOUT`, `NO IP`, ...).
   */
  NewRow(): readonly (CellInfo | null)[] | string | null;
  /** The row before, in the same layout; needs the table option `preserve state`. With the QAction option `group`, the values the group fetched. */
  OldRow(): readonly (CellInfo | null)[] | readonly unknown[] | null;
  /** Round trip of the ping of a multithreaded timer, in ms; `null` without one. */
  RowRTT(): number | null;
  /** Time of that ping as text; `null` without one. */
  RowPingTimestamp(): string | null;
  /** Kind of the local database: `Cassandra`, `MySQL`, `SQL Server` (option `databaseType`). */
  GetLocalDatabaseType(): string;

  /**
   * Writes to the element log. Which lines are really written depends on the levels of the element.
   * @param message Cut at 5,120 characters.
   * @param type `LogType.Allways` when left out.
   * @param level `LogLevel.DevelopmentLogging` when left out.
   */
  Log(message: string | null, type?: LogType, level?: LogLevel): void;
  Log(message: string | null, level: LogLevel): void;
  /**
   * @deprecated Numbers in reversed order. Use `Log(message, LogType.Error, LogLevel.NoLogging)`.
   * @param type 1 information, 2 error, 4 debug, 8 always.
   * @param level -1..5.
   * @returns 0.
   */
  Log(type: number, level: number, message: string): number;

  /**
   * Runs a trigger now, with everything it causes, regardless of its `On` and `Time`; its condition applies.
   * @param id Trigger id.
   * @returns 0 when done, else a negative code and a log line (unknown trigger 0x80040239).
   */
  CheckTrigger(id: number): Hresult;

  /**
   * Pushes the current value of a parameter, or of crosspoints of a matrix, to the clients.
   * @param id Parameter id.
   * @param x 1-based input or inputs; left out, 0 or -1: the whole matrix.
   * @param y 1-based output or outputs.
   * @returns 0 when done, else a negative code.
   */
  SendToDisplay(id: number, x?: number | readonly number[], y?: number | readonly number[]): Hresult;

  /** Shows a message to the client that caused the run; only in runs that a client started directly. */
  ShowInformationMessage(message: string, caption?: string): void;
}

/** Rows of {@link RunMembers}. */
export const runMembers = {
  DataMinerID: { get: (run) => run.environment.host.facts.dataMinerId },
  ElementID: { get: (run) => run.environment.host.facts.elementId },
  ElementName: { get: (run) => run.environment.host.facts.name },
  ElementProtocolVersion: {
    get: (run) => run.overrides?.ElementProtocolVersion ?? run.environment.host.facts.protocolVersion,
    set: (run, value) => (overridesOf(run).ElementProtocolVersion = value),
  },
  ProtocolName: {
    get: (run) => run.overrides?.ProtocolName ?? run.environment.protocol.name,
    set: (run, value) => (overridesOf(run).ProtocolName = value),
  },
  ProtocolVersion: {
    get: (run) => run.overrides?.ProtocolVersion ?? run.environment.protocol.version,
    set: (run, value) => (overridesOf(run).ProtocolVersion = value),
  },
  QActionID: {
    get: (run) => run.overrides?.QActionID ?? run.request.qaction.id,
    set: (run, value) => (overridesOf(run).QActionID = value),
  },
  UserInfo: { get: (run) => userInfo(run) },
  UserCookie: { get: (run) => run.environment.host.user(run.request.context)?.cookie ?? "" },
  IsActive: { get: (run) => (run.environment.host.active ? 1 : 0) },
  MetricsKey: {
    get: (run) => run.overrides?.MetricsKey ?? null,
    set: (run, value) => (overridesOf(run).MetricsKey = value),
  },
  Clear: { get: () => CLEAR },
  Leave: { get: () => LEAVE },

  GetTriggerParameter: (run) => run.request.triggerId,

  GetInputParameter(run, j) {
    const input = run.inputs[j];
    if (input !== undefined) return input.value();
    run.fail("GetInputParameter", j, hresults.notFound);
    return null;
  },

  GetInputBytes(run, i) {
    const bytes = run.inputs[i]?.bytes() ?? null;
    if (bytes === null) run.fail("GetInputBytes", i, hresults.notFound);
    return bytes;
  },

  RowIndex: (run) => run.request.row?.index ?? 0,
  RowKey: (run) => run.request.row?.key ?? "",
  NewRow: (run) => run.request.row?.newRow ?? null,

  OldRow(run) {
    const { row } = run.request;
    if (row === undefined) return null;
    if (row.oldRow !== undefined) return row.oldRow;
    run.environment.warnOnce(
      "SCRIPT_ARGUMENT",
      `OldRow ${String(row.table)}`,
      `OldRow gives null, because table ${String(row.table)} does not have the option 'preserve state'.`,
      { pid: row.table },
    );
    return null;
  },

  RowRTT: (run) => run.request.row?.roundTripMs ?? null,
  RowPingTimestamp: (run) => run.request.row?.pingTimestamp ?? null,
  GetLocalDatabaseType: (run) => run.environment.options.databaseType,

  // The deprecated form is recognised by its first argument, a number.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only one of its overloads is deprecated
  Log(run, first: unknown, second?: unknown, third?: unknown): number {
    if (typeof first === "number") {
      writeLine(run, third, logTypeOf(first), typeof second === "number" ? logLevelOf(second) : undefined);
      return hresults.ok;
    }
    const type = isLogType(second) ? second : undefined;
    const level = isLogLevel(second) ? second : isLogLevel(third) ? third : undefined;
    if (second !== undefined && type === undefined && !isLogLevel(second)) {
      run.environment.warnOnce(
        "SCRIPT_ARGUMENT",
        "Log",
        "Log was given something that is neither a LogType nor a LogLevel, for example a plain number. The argument was ignored. Use LogType.Error, LogLevel.Level1 and so on.",
      );
    }
    writeLine(run, first, type, level);
    return hresults.ok;
  },

  CheckTrigger(run, id) {
    if (!run.active) return signed(hresults.notActive);
    const { host, protocol } = run.environment;
    if (!protocol.triggers.has(id)) return signed(run.fail("NT_CHECK_TRIGGER", id, hresults.notFound));
    return conclude(run, "NT_CHECK_TRIGGER", id, host.checkTrigger(id, run.request.context));
  },

  SendToDisplay(run, id, x, y) {
    if (!run.active) return signed(hresults.notActive);
    const { host, protocol } = run.environment;
    if (!protocol.params.has(id)) return signed(run.fail("NT_NOTIFY_DISPLAY", id, hresults.notFound));
    const inputs = positions(x);
    const outputs = positions(y);
    if (inputs.length !== outputs.length) {
      const about = `${String(id)} (${String(inputs.length)} inputs, ${String(outputs.length)} outputs)`;
      return signed(run.fail("NT_NOTIFY_DISPLAY", about, hresults.invalidCall));
    }
    host.report({ type: "display", pid: id, inputs, outputs });
    return hresults.ok;
  },

  ShowInformationMessage(run, message, caption = "") {
    if (!run.active) return;
    const { environment, request } = run;
    if (!environment.host.fromClient(request.context)) {
      environment.warnOnce(
        "SCRIPT_ARGUMENT",
        `ShowInformationMessage ${String(request.qaction.id)}`,
        `QAction ${String(request.qaction.id)} called ShowInformationMessage in a run that no client started directly. No one would see the message in DataMiner.`,
        { qaction: request.qaction.id },
      );
    }
    environment.host.report({ type: "message", message, caption, user: userInfo(run) });
  },
} satisfies MemberRows<RunMembers>;

function overridesOf<C>(run: Run<C>): RunOverrides {
  return (run.overrides ??= {});
}

/** The full name, else the account name, else the empty text. */
function userInfo<C>(run: Run<C>): string {
  const user = run.environment.host.user(run.request.context);
  return user?.fullName ?? user?.name ?? "";
}

function writeLine<C>(
  run: Run<C>,
  message: unknown,
  type: LogType | undefined,
  level: LogLevel | undefined,
): void {
  const { environment, request } = run;
  const text =
    typeof message === "string" ? message : message === null || message === undefined ? "" : asText(message);
  environment.host.log.write("script", type ?? LogType.Allways, level ?? LogLevel.DevelopmentLogging, text, {
    qaction: request.qaction.id,
    trigger: request.triggerId,
  });
}

function asText(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === "function" || typeof value === "symbol" ? typeof value : JSON.stringify(value);
}

/** Runs an action of the protocol: notify 221. */
export function runAction<C>(run: Run<C>, id: number): Hresult {
  if (!run.active) return signed(hresults.notActive);
  const { host, protocol } = run.environment;
  if (!protocol.actions.has(id)) return signed(run.fail("NT_RUN_ACTION", id, hresults.noAction));
  return conclude(run, "NT_RUN_ACTION", id, host.runAction(id, run.request.context));
}

function conclude<C>(run: Run<C>, call: string, id: number, outcome: CallOutcome): Hresult {
  run.join(outcome.done);
  return signed(outcome.code === 0 ? outcome.code : run.fail(call, id, outcome.code));
}

/** Nothing, 0 and -1 mean the whole matrix: no positions. */
function positions(value: number | readonly number[] | undefined): readonly number[] {
  if (value === undefined || value === 0 || value === -1) return [];
  return typeof value === "number" ? [value] : value;
}
