/** The members of `SLProtocol` that call into the engine, the agent and the DataMiner system. */
import type {
  ExecuteScriptMessage,
  ExecuteScriptResponseMessage,
  SLNetConnection,
  UserConnection,
} from "../data-miner-host.ts";
import { notifyDataMiner, notifyProtocol } from "../notify/notify-registry.ts";
import type { Hresult } from "../script-values.ts";
import { hresults, signed } from "../../parameter/hresult.ts";
import type { MemberRows } from "./member-rows.ts";
import { hostCaller, hostPart } from "./system-access.ts";

/** Notify calls, Automation and SLNet. What needs a whole system is answered by the `DataMinerHost` of the element. */
export interface SystemMembers {
  /**
   * A call into the engine of this element (`NTNotifyTypesOverview`).
   * @param type Number of the notify type.
   * @returns The result that the page of the type describes; `null` when it has none, failed, or is unknown (with a warning).
   */
  NotifyProtocol(type: number, value1: unknown, value2: unknown): unknown;

  /** A call into the agent; it may be about other elements. Use {@link NotifyDataMinerQueued} for the own element. */
  NotifyDataMiner(type: number, value1: unknown, value2: unknown): unknown;

  /**
   * As {@link NotifyDataMiner}, without waiting: it is made after the current run.
   * @returns 0 when queued. The result of the call itself is lost.
   */
  NotifyDataMinerQueued(type: number, value1: unknown, value2: unknown): Hresult;

  /** A call to clients. No types are documented; passed to the `DataMinerHost`, `null` without one. */
  NotifyClient(type: number, value1: unknown, value2: unknown): unknown;

  /**
   * Starts an Automation script as the user of the run, asynchronously unless the options hold `DEFER:FALSE`.
   * @param script Name of the script, or a message with its inputs.
   * @returns The answer of the `DataMinerHost`; without one an answer with an error code below 0.
   */
  ExecuteScript(script: string | ExecuteScriptMessage): ExecuteScriptResponseMessage;

  /** Connection to the DataMiner system. Without a `DataMinerHost` it is not alive and its calls return nothing. */
  readonly SLNet: SLNetConnection;

  /** Connection that acts as the user who caused the run, else as the scripting process. */
  GetUserConnection(): UserConnection;
}

/** Rows of {@link SystemMembers}. */
export const systemMembers = {
  NotifyProtocol: (run, type, value1, value2) => notifyProtocol(run, type, value1, value2),
  NotifyDataMiner: (run, type, value1, value2) => notifyDataMiner(run, type, value1, value2),

  NotifyDataMinerQueued(run, type, value1, value2) {
    if (!run.active) return signed(hresults.notActive);
    run.environment.host.afterRun(() => {
      notifyDataMiner(run, type, value1, value2, true);
    });
    return hresults.ok;
  },

  NotifyClient(run, type, value1, value2) {
    if (!run.active) return null;
    const { host } = run.environment;
    host.report({ type: "notify", call: "NotifyClient", number: type, value1, value2 });
    return host.dataMiner?.notifyClient?.(type, value1, value2, hostCaller(run)) ?? null;
  },

  ExecuteScript(run, script) {
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
  },

  SLNet: { get: (run) => hostPart(run, "slnet", "SLNet") ?? deadConnection },

  GetUserConnection(run) {
    const { dataMiner } = run.environment.host;
    hostPart(run, "userConnection", "GetUserConnection");
    return dataMiner?.userConnection?.(hostCaller(run)) ?? noUser;
  },
} satisfies MemberRows<SystemMembers>;

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
