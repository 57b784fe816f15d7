/** What `qaction run` was told by its arguments. */
import type { ConnectionInput } from "../../element/element-settings.ts";
import type { Options, ProtocolOptions } from "../../options/register.ts";

/** The arguments of `qaction run`, as its thread gets them. */
export interface RunSettings {
  /** File of the protocol. */
  readonly protocol: string;
  /** Folder of the scripts. */
  readonly scripts: string;
  readonly connections: Readonly<Record<number, ConnectionInput>>;
  /** Accept every certificate, on all connections. */
  readonly insecure: boolean;
  /** Values that are there at the start, by PID. */
  readonly values: Readonly<Record<number, string>>;
  readonly options: Partial<Options & ProtocolOptions>;
  /** What C# runs on, see `CSharpHostOptions`; `undefined`: `auto`. */
  readonly runtime: string | undefined;
  readonly csharpTimeoutMs: number | undefined;
  /** Wait for a debugger of C#. */
  readonly csharpDebug: boolean;
  /** Culture and time zone of C#; `undefined`: those of the machine. */
  readonly csharpCulture: string | undefined;
  readonly csharpTimeZone: string | undefined;
  /** Stop after so many ms; `undefined`: when told to stop. */
  readonly durationMs: number | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Types of lines to print; `undefined`: the usual ones. */
  readonly only: readonly string[] | undefined;
  /** Print what went wrong, and answers. */
  readonly quiet: boolean;
  /** Errors of the protocol and of scripts are failures of the run. */
  readonly strict: boolean;
  /** Load again what changes. */
  readonly watch: boolean;
  /** Port of the page about the element, 0: a free one; `undefined`: no page. */
  readonly viewer: number | undefined;
  /** Do what lines of standard input ask for. */
  readonly repl: boolean;
  /** Lines are edited on a terminal. */
  readonly terminal: boolean;
  /** File for the stream. */
  readonly stream: string | undefined;
  /** File for the recording. */
  readonly record: string | undefined;
  /** File of the saved values. */
  readonly state: string | undefined;
}
