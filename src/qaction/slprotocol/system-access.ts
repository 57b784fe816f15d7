/** What members ask of the {@link DataMinerHost} that a test or a program supplies. */
import type { DataMinerHost, HostCaller } from "../data-miner-host.ts";
import type { Run } from "../qaction-run.ts";

/** Who makes a call. */
export function hostCaller<C>(run: Run<C>): HostCaller {
  const { host } = run.environment;
  const user = host.user(run.request.context);
  const { dataMinerId, elementId } = host.facts;
  return { dataMinerId, elementId, qaction: run.request.qaction.id, ...(user === undefined ? {} : { user }) };
}

/** The part of the host that a member needs; without it one notice for each member, and `undefined`. */
export function hostPart<C, K extends keyof DataMinerHost>(
  run: Run<C>,
  part: K,
  member: string,
): DataMinerHost[K] | undefined {
  const { host } = run.environment;
  const found = host.dataMiner?.[part];
  if (found === undefined) {
    run.environment.warnOnce(
      "HOST_MISSING",
      member,
      `${member} needs a DataMiner system, which is not here; it answers as if that had failed. Supply '${part}' of a DataMinerHost to give it an answer.`,
      { member },
    );
  }
  return found;
}
