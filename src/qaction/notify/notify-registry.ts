/** All notify numbers with a local meaning, and what happens with the others. */
import { QActionKitError } from "../../base/errors.ts";
import { hresults, signed } from "../slprotocol/hresult.ts";
import type { Run } from "../qaction-run.ts";
import type { ElementAnswer, ForeignCall } from "../qaction-host.ts";
import { hostCaller } from "../slprotocol/system-members.ts";
import type { Hresult } from "../script-values.ts";
import { answer } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";
import { columnNotifies } from "./column-calls.ts";
import { dataMinerNotifies, elementNotifies } from "./data-miner-calls.ts";
import { dataNotifies } from "./data-string-calls.ts";
import { answerForeign } from "./element-calls.ts";
import { engineNotifies } from "./engine-calls.ts";
import { parameterNotifies } from "./parameter-calls.ts";
import { rowNotifies } from "./row-calls.ts";

function byNumber(entries: readonly NotifyEntry[]): ReadonlyMap<number, NotifyEntry> {
  return new Map(entries.map((entry) => [entry.number, entry]));
}

/** NotifyProtocol, one entry a number. */
export const protocolEntries: ReadonlyMap<number, NotifyEntry> = byNumber([
  ...parameterNotifies,
  ...rowNotifies,
  ...columnNotifies,
  ...dataNotifies,
  ...engineNotifies,
]);

/** NotifyDataMiner, one entry a number. */
export const dataMinerEntries: ReadonlyMap<number, NotifyEntry> = byNumber(dataMinerNotifies);

/** `NotifyProtocol`. The `DataMinerHost` answers numbers that have no meaning here. */
export function notifyProtocol<C>(run: Run<C>, type: number, value1: unknown, value2: unknown): unknown {
  const entry = protocolEntries.get(type);
  if (entry !== undefined) return answer(run, entry, "NotifyProtocol", value1, value2);
  const { dataMiner } = run.environment.host;
  if (dataMiner?.notifyProtocol !== undefined) {
    return dataMiner.notifyProtocol(type, value1, value2, hostCaller(run));
  }
  return unknownNumber(run, "NotifyProtocol", type);
}

/** `NotifyDataMiner`. The `DataMinerHost` answers numbers that have no meaning here. */
export function notifyDataMiner<C>(
  run: Run<C>,
  type: number,
  value1: unknown,
  value2: unknown,
  queued = false,
): unknown {
  const entry = dataMinerEntries.get(type);
  if (entry !== undefined) return answer(run, entry, "NotifyDataMiner", value1, value2, queued);
  const { dataMiner } = run.environment.host;
  if (dataMiner?.notifyDataMiner !== undefined) {
    return dataMiner.notifyDataMiner(type, value1, value2, hostCaller(run));
  }
  return unknownNumber(run, "NotifyDataMiner", type);
}

/** A `NotifyDataMiner` call that another element makes on the element of `run`. */
export function notifyFromElsewhere<C>(run: Run<C>, call: ForeignCall): ElementAnswer {
  const entry = elementNotifies.find(({ number }) => number === call.number);
  return answerForeign(run, entry, call);
}

/** `NotifyDataMinerQueued`: the call is made after the run, and its answer is lost. */
export function notifyDataMinerQueued<C>(
  run: Run<C>,
  type: number,
  value1: unknown,
  value2: unknown,
): Hresult {
  if (!run.active) return signed(hresults.notActive);
  run.environment.host.afterRun(() => {
    notifyDataMiner(run, type, value1, value2, true);
  });
  return hresults.ok;
}

/** The answer for a number that nobody handles: `null` and one warning, or an error (option `unknownNotify`). */
function unknownNumber<C>(run: Run<C>, call: string, type: number): null {
  const number = String(type);
  const message = `${call} ${number} has no meaning here and gave null. Supply it by the DataMinerHost of the element if the script needs an answer.`;
  if (run.environment.options.unknownNotify === "throw") {
    throw new QActionKitError("ERR_NOTIFY_UNKNOWN", message, { details: { number: type } });
  }
  run.environment.warnOnce("NOTIFY_UNKNOWN", `${call} ${number}`, message, { number: type });
  return null;
}
