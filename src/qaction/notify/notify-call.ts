/** One notify number: what its entry looks like, the shapes of the two values of a call, and the log line of one that fails. */
import { inspect } from "node:util";
import { isOlder } from "../../base/dataminer-version.ts";
import { isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { hresults, hresultText } from "../slprotocol/hresult.ts";
import { Run } from "../qaction-run.ts";
import type { Hresult } from "../script-values.ts";

/** Given back by an entry whose values do not have the documented shape. */
export const wrongShape = Symbol("wrong shape");

/** How one notify number is answered. */
export interface NotifyEntry {
  readonly number: number;
  /** Name in `NTNotifyTypesOverview`. */
  readonly name: string;
  /** What it would do lies outside a local runtime: the call is kept for tests. */
  readonly recorded?: boolean;
  /** The answer; {@link wrongShape} when the values do not fit, which becomes `null` and a log line. */
  run<C>(run: Run<C>, value1: unknown, value2: unknown): unknown;
}

/** A parameter, table, trigger or other id: a whole number, also as text. */
export function idOf(value: unknown): number | undefined {
  const id = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof id === "number" && Number.isInteger(id) ? id : undefined;
}

/** A list of any array kind; `undefined` for everything else. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as readonly unknown[];
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as Iterable<unknown>)
    : undefined;
}

/** A list of texts; `undefined` when one is something else. */
export function textsOf(value: unknown): readonly string[] | undefined {
  const list = listOf(value);
  return list?.every((item) => typeof item === "string") === true ? list : undefined;
}

/** A list of ids; `undefined` when one is something else. */
export function idsOf(value: unknown): readonly number[] | undefined {
  const ids = listOf(value)?.map(idOf);
  return ids?.every((id) => id !== undefined) === true ? ids : undefined;
}

/** Who is called: the number is one of this call. */
export type NotifyMember = "NotifyProtocol" | "NotifyDataMiner";

/**
 * The run of a script while it makes one notify call. The members behind a number log failures under their own names;
 * here their code is kept instead, for the one line that DataMiner writes about a notify call.
 */
export class NotifyCall<C> extends Run<C> {
  /** Made by `NotifyDataMinerQueued`: nobody waits for it. */
  readonly queued: boolean;
  readonly #script: Run<C>;
  readonly #late: (code: Hresult) => void;
  readonly #chains: PromiseLike<unknown>[] = [];
  #failure: Hresult | undefined;
  #open = true;

  /** @param late Told of a failure that comes after {@link close}: of a set that had to wait for its turn. */
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

  /** The call is over; gives what is still under way of what it set off. */
  close(): MaybePromise<unknown> {
    this.#open = false;
    return this.#chains.length === 0 ? undefined : Promise.all(this.#chains);
  }
}

/**
 * Answers a call by an entry. One that fails writes `NotifyProtocol with <number> failed. 0x<code>` to the element log
 * (`NT_GET_PARAMETER_INDEX`), from DataMiner 10.5.12 on with the values of the call (RN 43967).
 */
export function answer<C>(
  run: Run<C>,
  entry: NotifyEntry,
  member: NotifyMember,
  value1: unknown,
  value2: unknown,
  queued = false,
): unknown {
  const { environment, request } = run;
  const line = `${member} with ${String(entry.number)} failed.`;
  const log = (code: Hresult): void => {
    const withValues = code !== hresults.notActive && logsValues(environment.options.dataMinerVersion);
    const values = withValues ? ` (${shown(value1, value2)})` : "";
    environment.logError(`${line} ${hresultText(code)}${values}`, request.qaction.id);
  };
  const call = new NotifyCall(run, log, queued);
  let result: unknown;
  try {
    result = entry.run(call, value1, value2);
  } finally {
    run.join(call.close());
  }
  const stopped = member === "NotifyProtocol" && !run.active ? hresults.notActive : undefined;
  const code = result === wrongShape ? hresults.invalidCall : (call.failure ?? stopped);
  if (code !== undefined) log(code);
  if (result !== wrongShape) return result;
  environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `${member} ${String(entry.number)}`,
    `QAction ${String(request.qaction.id)} called ${member} with ${String(entry.number)} and values that ${entry.name} does not take: ${shown(value1, value2)}. Nothing was done. The page ${entry.name} of the documentation shows what it takes.`,
    { number: entry.number },
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

/** Values for the eye: whatever a script gives is shown, and nothing of it is run. */
function shown(...values: readonly unknown[]): string {
  return values
    .map((value) =>
      inspect(value, {
        breakLength: Infinity,
        compact: true,
        customInspect: false,
        depth: 4,
        maxArrayLength: 50,
        maxStringLength: 500,
      }),
    )
    .join(", ");
}
