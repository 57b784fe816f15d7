/** What connections may read of the parameters of an element. */
import type { ParameterContent, ReadParameter } from "../connection/connection.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Session, TextOrPid } from "../protocol/model.ts";

/** Reads the present values of parameters; one that was never set has no content. */
export function parameterReader(
  parameters: Pick<ParameterStore<ChainContext>, "bytes" | "text" | "isEmpty">,
): ReadParameter {
  return (pid) => {
    const bytes = parameters.bytes(pid);
    const text = parameters.text(pid);
    if (bytes === undefined || parameters.isEmpty(pid) === true) return undefined;
    return { bytes, ...(text === undefined ? {} : { text }) };
  };
}

/** Keeps the present values of the parameters that the requests of a session name. */
export function snapshotOf(session: Session, read: ReadParameter): ReadParameter {
  const taken = new Map<number, ParameterContent | undefined>();
  const take = (pid: number | undefined): void => {
    if (pid === undefined || taken.has(pid)) return;
    const content = read(pid);
    taken.set(pid, content && { ...content, bytes: content.bytes.slice() });
  };
  const takeAll = (...sources: readonly (TextOrPid | undefined)[]): void => {
    for (const source of sources) take(source?.pid);
  };
  const { userName, password, proxyServer, proxyUser, proxyPassword } = session;
  takeAll(userName, password, proxyServer, proxyUser, proxyPassword);
  for (const { pid, headers, data, parameters } of session.connections) {
    take(pid);
    takeAll(...headers, data, ...parameters);
  }
  return (pid) => taken.get(pid);
}
