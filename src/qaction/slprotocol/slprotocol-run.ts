/** The members of `SLProtocol` that tell about the run, write to the log, and fire triggers. */
import type { LogLevel, LogType } from "../log-constants.ts";
import type { CellInfo, Hresult, InputValue } from "../script-values.ts";

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

  /** Id of the parameter whose change event started this run; with the option `group` that of the group. */
  GetTriggerParameter(): number;

  /**
   * The value of an input parameter **as it was when the run was triggered**; `GetParameter` reads the present one.
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
   * Runs a trigger now, with everything it causes, whatever its `On` and `Time` say; its condition counts.
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
