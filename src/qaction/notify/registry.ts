/** All notify numbers with a local meaning, and what happens with the others. */
import { QActionKitError } from "../../errors.ts";
import type { Run } from "../run.ts";
import { hostCaller } from "../system-members.ts";
import { answer } from "./call.ts";
import type { NotifyEntry } from "./call.ts";
import { engineNotifies } from "./engine.ts";
import { parameterNotifies } from "./parameters.ts";

function byNumber(entries: readonly NotifyEntry[]): ReadonlyMap<number, NotifyEntry> {
  return new Map(entries.map((entry) => [entry.number, entry]));
}

/** NotifyProtocol, one entry a number. */
export const protocolNotifies: ReadonlyMap<number, NotifyEntry> = byNumber([
  ...parameterNotifies,
  ...engineNotifies,
]);

/** `NotifyProtocol`. */
export function notifyProtocol<C>(run: Run<C>, type: number, value1: unknown, value2: unknown): unknown {
  const { host } = run.environment;
  const entry = protocolNotifies.get(type);
  if (entry !== undefined) return answer(run, entry, "NotifyProtocol", value1, value2);
  if (host.dataMiner?.notifyProtocol !== undefined) {
    return host.dataMiner.notifyProtocol(type, value1, value2, hostCaller(run));
  }
  return unknownNumber(run, "NotifyProtocol", type);
}

/** The answer for a number that nobody handles: `null` and one warning, or an error (option `unknownNotify`). */
export function unknownNumber<C>(run: Run<C>, call: string, type: number): null {
  const number = String(type);
  const message = `${call} ${number} has no meaning here and gave null. Supply it by the DataMinerHost of the element if the script needs an answer.`;
  if (run.environment.options.unknownNotify === "throw") {
    throw new QActionKitError("ERR_NOTIFY_UNKNOWN", message, { details: { number: type } });
  }
  run.environment.warnOnce("NOTIFY_UNKNOWN", `${call} ${number}`, message, { number: type });
  return null;
}
