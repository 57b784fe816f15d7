/** What all runs of one element share: protocol, parameters, host, options, and what scripts change besides values. */
import type { NoticeCode } from "../base/notices.ts";
import type { Options } from "../options/register.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Protocol } from "../protocol/model.ts";
import { hresultText } from "../parameter/hresult.ts";
import { LogLevel, LogType } from "./log-constants.ts";
import { parameterNames, type ParameterNames } from "./slprotocol/parameter-names.ts";
import { ScriptWatch } from "./script/script-watch.ts";
import type { ScriptHost } from "./qaction-host.ts";
import type { Hresult } from "./script-values.ts";

/** One element, as its scripts see it. */
export class ScriptEnvironment<C> {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<C>;
  readonly host: ScriptHost<C>;
  readonly options: Options;
  readonly names: ParameterNames;
  /** Ends scripts that exceed `scriptTimeoutMs`; missing when that is 0. */
  readonly watch: ScriptWatch | undefined;
  #descriptions: Map<number, string> | undefined;
  #units: Map<number, string> | undefined;
  #data: Map<number, string> | undefined;
  #historyTimes: Map<number | string, number> | undefined;
  #reported: Set<string> | undefined;

  constructor(protocol: Protocol, parameters: ParameterStore<C>, host: ScriptHost<C>, options: Options) {
    this.protocol = protocol;
    this.parameters = parameters;
    this.host = host;
    this.options = options;
    this.names = parameterNames(protocol);
    const { scriptTimeoutMs } = options;
    this.watch = scriptTimeoutMs > 0 ? new ScriptWatch(scriptTimeoutMs) : undefined;
  }

  /** Descriptions given at run time, by parameter id. */
  get descriptions(): Map<number, string> {
    return (this.#descriptions ??= new Map());
  }

  /** Units given at run time, by parameter id. */
  get units(): Map<number, string> {
    return (this.#units ??= new Map());
  }

  /** Data strings of the obsolete data members, by parameter id. */
  get data(): Map<number, string> {
    return (this.#data ??= new Map());
  }

  /** Time of the last history set, by parameter id (or `table/key/column`). */
  get historyTimes(): Map<number | string, number> {
    return (this.#historyTimes ??= new Map());
  }

  /** Writes the line of a failed call to the element log, for example `NT_GET_PARAMETER for 7 failed. 0x80040239`. */
  logFailure(call: string, about: string, code: Hresult, qaction?: number): void {
    this.logError(`${call} for ${about} failed. ${hresultText(code)}`, qaction);
  }

  /** Writes an error line of DataMiner itself to the element log. */
  logError(message: string, qaction?: number): void {
    this.host.log.write(
      "element",
      LogType.Error,
      LogLevel.DevelopmentLogging,
      message,
      qaction === undefined ? {} : { qaction, from: new Error(message) },
    );
  }

  /** A warning of the kit. */
  warn(code: NoticeCode, message: string, details?: Readonly<Record<string, unknown>>): void {
    this.host.notice({ code, kind: "warning", message, ...(details === undefined ? {} : { details }) });
  }

  /** As {@link warn}, but only the first time for a code and key. */
  warnOnce(
    code: NoticeCode,
    key: string,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ): void {
    const mark = `${code} ${key}`;
    this.#reported ??= new Set();
    if (this.#reported.has(mark)) return;
    this.#reported.add(mark);
    this.warn(code, message, details);
  }
}
