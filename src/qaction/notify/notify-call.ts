/** One notify call: the row of its number, and the log line when it fails. */
import { isOlder } from "../../base/dataminer-version.ts";
import { isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { hresults, hresultText } from "../../parameter/hresult.ts";
import { Run } from "../qaction-run.ts";
import type { Hresult } from "../script-values.ts";
import { shownValues } from "./notify-values.ts";

/** What a row gives when the values do not have the documented shape. */
export const wrongShape = Symbol("wrong shape");

/** One notify number. The texts are those of the tables in `docs/slprotocol.md`. */
export interface NotifyRow {
  readonly number: number;
  /** Name in `NTNotifyTypesOverview`, and of the page in the DataMiner documentation. */
  readonly name: string;
  /** The two values that it takes. */
  readonly takes: readonly [value1: string, value2: string];
  /** What it gives. */
  readonly gives: string;
  /** What it gives when it fails; `null` unless said otherwise. */
  readonly fails?: string;
  /** Its effect is outside a local runtime: the call is an event of the element. */
  readonly recorded?: boolean;
  /** The answer; {@link wrongShape} becomes `null` and a log line. */
  run<C>(run: Run<C>, value1: unknown, value2: unknown): unknown;
}

/** The member that is called. */
export type NotifyMember = "NotifyProtocol" | "NotifyDataMiner";

/**
 * The run of a script during one notify call. A member logs its failures under its own name; here the code of the first
 * failure is kept instead, for the one line that DataMiner writes about a notify call.
 */
export class NotifyCall<C> extends Run<C> {
  /** Made by `NotifyDataMinerQueued`: the script does not wait for it. */
  readonly queued: boolean;
  readonly #script: Run<C>;
  readonly #late: (code: Hresult) => void;
  readonly #chains: PromiseLike<unknown>[] = [];
  #failure: Hresult | undefined;
  #open = true;

  /** @param late Called for a failure after {@link close}, of a set that had to wait for its turn. */
  constructor(script: Run<C>, late: (code: Hresult) => void, queued = false) {
    super(script.environment, script.request, script.inputs);
    this.#script = script;
    this.#late = late;
    this.queued = queued;
  }

  /** The code of the first thing that failed; `undefined` when nothing did. */
  get failure(): Hresult | undefined {
    return this.#failure;
  }

  override fail(_call: string, _about: string | number, code: Hresult): Hresult {
    if (this.#open) this.#failure ??= code;
    else this.#late(code);
    return code;
  }

  override join(done: MaybePromise<unknown>): void {
    if (isPending(done)) this.#chains.push(done);
  }

  override countSingleCall(member: "GetParameter" | "SetParameter"): void {
    this.#script.countSingleCall(member);
  }

  /** Ends the call; settles when the chains that it started are done. */
  close(): MaybePromise<unknown> {
    this.#open = false;
    return this.#chains.length === 0 ? undefined : Promise.all(this.#chains);
  }
}

/**
 * Answers a call by its row. A call that fails writes `NotifyProtocol with <number> failed. 0x<code>` to the element log
 * (`NT_GET_PARAMETER_INDEX`), from DataMiner 10.5.12 on with the values of the call (RN 43967).
 */
export function answer<C>(
  run: Run<C>,
  row: NotifyRow,
  member: NotifyMember,
  value1: unknown,
  value2: unknown,
  queued = false,
): unknown {
  const { environment, request } = run;
  const line = `${member} with ${String(row.number)} failed.`;
  const log = (code: Hresult): void => {
    const withValues = code !== hresults.notActive && logsValues(environment.options.dataMinerVersion);
    const values = withValues
      ? ` (${shownValues(environment.parameters.secrets, value1, value2).join(", ")})`
      : "";
    environment.logError(`${line} ${hresultText(code)}${values}`, request.qaction.id);
  };
  const call = new NotifyCall(run, log, queued);
  let result: unknown;
  try {
    result = row.run(call, value1, value2);
  } finally {
    run.join(call.close());
  }
  const stopped = member === "NotifyProtocol" && !run.active ? hresults.notActive : undefined;
  const code = result === wrongShape ? hresults.invalidCall : (call.failure ?? stopped);
  if (code !== undefined) log(code);
  if (result !== wrongShape) return result;
  environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `${member} ${String(row.number)}`,
    `QAction ${String(request.qaction.id)} called ${member} with ${String(row.number)} and values that ${row.name} does not take: ${shownValues(environment.parameters.secrets, value1, value2).join(", ")}. Nothing was done. The page ${row.name} of the documentation shows what it takes.`,
    { number: row.number },
  );
  return null;
}

/** RN 43967: feature release 10.5.12, and the cumulative updates of the main releases before it. */
function logsValues(version: string): boolean {
  if (!isOlder(version, "10.5.12")) return true;
  return [
    ["10.5.0 CU9", "10.5.1"],
    ["10.4.0 CU21", "10.4.1"],
  ].some(([from = "", to = ""]) => !isOlder(version, from) && isOlder(version, to));
}
