/** How the members that need a whole DataMiner system work: by the host that a test or a program supplies. */
import type {
  DataMinerHost,
  ExecuteScriptMessage,
  ExecuteScriptResponseMessage,
  HostCaller,
  SLNetConnection,
  UserConnection,
} from "../data-miner-host.ts";
import { hresults, signed } from "./hresult.ts";
import type { Run } from "../qaction-run.ts";

/** Who makes a call, for the `DataMinerHost`. */
export function hostCaller<C>(run: Run<C>): HostCaller {
  const { host } = run.environment;
  const user = host.user(run.request.context);
  const { dataMinerId, elementId } = host.facts;
  return { dataMinerId, elementId, qaction: run.request.qaction.id, ...(user === undefined ? {} : { user }) };
}

/** The host's part for a member; without one, one notice for each member. */
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

/** `ExecuteScript`. */
export function executeScript<C>(
  run: Run<C>,
  script: string | ExecuteScriptMessage,
): ExecuteScriptResponseMessage {
  if (!run.active)
    return { ErrorCode: signed(hresults.notActive), ErrorMessages: ["The element is not active."] };
  const message = typeof script === "string" ? { ScriptName: script } : script;
  if (hostPart(run, "executeScript", "ExecuteScript") === undefined) {
    return { ErrorCode: -1, ErrorMessages: [`There is no system that could run '${message.ScriptName}'.`] };
  }
  const { dataMiner } = run.environment.host;
  return (
    dataMiner?.executeScript?.(message, hostCaller(run)) ?? { ErrorCode: -1, ErrorMessages: ["No answer."] }
  );
}

/** `NotifyClient`. */
export function notifyClient<C>(run: Run<C>, type: number, value1: unknown, value2: unknown): unknown {
  if (!run.active) return null;
  const { host } = run.environment;
  host.report?.({ type: "notify", call: "NotifyClient", number: type, value1, value2 });
  return host.dataMiner?.notifyClient?.(type, value1, value2, hostCaller(run)) ?? null;
}

/** `SLNet`. */
export function slnet<C>(run: Run<C>): SLNetConnection {
  return hostPart(run, "slnet", "SLNet") ?? deadConnection;
}

/** `GetUserConnection`. */
export function getUserConnection<C>(run: Run<C>): UserConnection {
  const { dataMiner } = run.environment.host;
  hostPart(run, "userConnection", "GetUserConnection");
  return dataMiner?.userConnection?.(hostCaller(run)) ?? noUser;
}

const none: readonly unknown[] = Object.freeze([]);

const deadConnection: SLNetConnection = Object.freeze({
  RawConnection: null,
  IsAlive: () => false,
  OpenConnection: () => undefined,
  TryOpenConnection: () => false,
  CloseConnection: () => undefined,
  SendMessage: () => none,
  SendMessages: () => none,
  SendSingleResponseMessage: () => null,
});

const noUser: UserConnection = Object.freeze({
  UserName: "",
  IsAuthenticated: false,
  HandleMessage: () => none,
  HandleMessages: () => none,
  HandleSingleResponseMessage: () => null,
});
