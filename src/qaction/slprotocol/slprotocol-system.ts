/** The members of `SLProtocol` that call into the engine, the agent and the DataMiner system. */
import type {
  ExecuteScriptMessage,
  ExecuteScriptResponseMessage,
  SLNetConnection,
  UserConnection,
} from "../data-miner-host.ts";
import type { Hresult } from "../script-values.ts";

/** Notify calls, Automation and SLNet. What needs a whole system is answered by the `DataMinerHost` of the element. */
export interface SystemMembers {
  /**
   * A call into the engine of this element (`NTNotifyTypesOverview`).
   * @param type Number of the notify type.
   * @returns What the type says; `null` when it has no result, failed, or is not known (with a warning).
   */
  NotifyProtocol(type: number, value1: unknown, value2: unknown): unknown;

  /** A call into the agent; it may be about other elements. Use {@link NotifyDataMinerQueued} for the own element. */
  NotifyDataMiner(type: number, value1: unknown, value2: unknown): unknown;

  /**
   * As {@link NotifyDataMiner}, without waiting: it is made after the current run.
   * @returns 0 when queued. The result of the call itself is lost.
   */
  NotifyDataMinerQueued(type: number, value1: unknown, value2: unknown): Hresult;

  /** A call to clients. No types are documented; handed to the `DataMinerHost`, `null` without one. */
  NotifyClient(type: number, value1: unknown, value2: unknown): unknown;

  /**
   * Starts an Automation script as the user of the run, asynchronously unless the options hold `DEFER:FALSE`.
   * @param script Name of the script, or a message with its inputs.
   * @returns The answer of the `DataMinerHost`; without one an answer with an error code below 0.
   */
  ExecuteScript(script: string | ExecuteScriptMessage): ExecuteScriptResponseMessage;

  /** Connection to the DataMiner system. Without a `DataMinerHost` it is not alive and its calls answer nothing. */
  readonly SLNet: SLNetConnection;

  /** Connection that acts as the user who caused the run, else as the scripting process. */
  GetUserConnection(): UserConnection;
}
