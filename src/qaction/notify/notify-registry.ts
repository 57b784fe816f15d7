/** All notify numbers that the kit handles, and what happens with the others. A new number is a new row. */
import { QActionKitError } from "../../base/errors.ts";
import type { Run } from "../qaction-run.ts";
import type { ElementAnswer, ForeignCall } from "../qaction-host.ts";
import { hostCaller } from "../slprotocol/system-access.ts";
import { answer } from "./notify-call.ts";
import type { NotifyRow } from "./notify-call.ts";
import { columnNotifies } from "./column-calls.ts";
import { dataMinerRows, elementNotifies } from "./data-miner-calls.ts";
import { dataStringNotifies } from "./data-string-calls.ts";
import { answerForeign } from "./element-calls.ts";
import { engineNotifies } from "./engine-calls.ts";
import { parameterNotifies } from "./parameter-calls.ts";
import { rowNotifies } from "./row-calls.ts";

function byNumber(rows: readonly NotifyRow[]): ReadonlyMap<number, NotifyRow> {
  return new Map(rows.map((row) => [row.number, row]));
}

/** The rows of NotifyProtocol by number. */
export const protocolNotifies: ReadonlyMap<number, NotifyRow> = byNumber([
  ...parameterNotifies,
  ...rowNotifies,
  ...columnNotifies,
  ...dataStringNotifies,
  ...engineNotifies,
]);

/** The rows of NotifyDataMiner by number. */
export const dataMinerNotifies: ReadonlyMap<number, NotifyRow> = byNumber(dataMinerRows);

/** `NotifyProtocol`. The `DataMinerHost` answers numbers without a row. */
export function notifyProtocol<C>(run: Run<C>, type: number, value1: unknown, value2: unknown): unknown {
  const row = protocolNotifies.get(type);
  if (row !== undefined) return answer(run, row, "NotifyProtocol", value1, value2);
  const { dataMiner } = run.environment.host;
  if (dataMiner?.notifyProtocol !== undefined) {
    return dataMiner.notifyProtocol(type, value1, value2, hostCaller(run));
  }
  return unknownNumber(run, "NotifyProtocol", type);
}

/** `NotifyDataMiner`. The `DataMinerHost` answers numbers without a row. */
export function notifyDataMiner<C>(
  run: Run<C>,
  type: number,
  value1: unknown,
  value2: unknown,
  queued = false,
): unknown {
  const row = dataMinerNotifies.get(type);
  if (row !== undefined) return answer(run, row, "NotifyDataMiner", value1, value2, queued);
  const { dataMiner } = run.environment.host;
  if (dataMiner?.notifyDataMiner !== undefined) {
    return dataMiner.notifyDataMiner(type, value1, value2, hostCaller(run));
  }
  return unknownNumber(run, "NotifyDataMiner", type);
}

/** A `NotifyDataMiner` call that another element makes on the element of `run`. */
export function notifyFromElsewhere<C>(run: Run<C>, call: ForeignCall): ElementAnswer {
  const row = elementNotifies.find(({ number }) => number === call.number);
  return answerForeign(run, row, call);
}

/** The answer for a number without a row: `null` and one warning, or an error (option `unknownNotify`). */
function unknownNumber<C>(run: Run<C>, call: string, type: number): null {
  const number = String(type);
  const message = `${call} ${number} has no meaning here and gave null. Supply it by the DataMinerHost of the element if the script needs an answer.`;
  if (run.environment.options.unknownNotify === "throw") {
    throw new QActionKitError("ERR_NOTIFY_UNKNOWN", message, { details: { number: type } });
  }
  run.environment.warnOnce("NOTIFY_UNKNOWN", `${call} ${number}`, message, { number: type });
  return null;
}
