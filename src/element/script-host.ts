/** The port of the qaction floor, filled: what scripts reach of the engine, the connections and the element. */
import type { Clock } from "../clock.ts";
import type { NoticeSink } from "../log.ts";
import type { Engine } from "../logic/engine.ts";
import type { ChainContext } from "../logic/ports.ts";
import type { ElementLog } from "../qaction/log.ts";
import type { ElementFacts, ScriptHost } from "../qaction/script-host.ts";
import type { CommunicationState } from "./communication.ts";
import type { ElementState } from "./events.ts";
import type { ElementOptions } from "./settings.ts";

/** What the host needs. */
export interface ScriptHostParts {
  readonly facts: ElementFacts;
  readonly clock: Clock;
  readonly log: ElementLog;
  readonly notice: NoticeSink;
  readonly communication: CommunicationState;
  readonly given: Pick<ElementOptions, "dataMiner" | "elements" | "scriptFailed">;
  readonly engine: () => Engine;
  readonly state: () => ElementState;
  /** Notify 115 on the own element. */
  readonly setState: (state: number) => void;
}

/** Fills the port. */
export function createScriptHost(parts: ScriptHostParts): ScriptHost<ChainContext> {
  const { facts, clock, log, notice, communication, given, engine, state } = parts;
  return {
    facts,
    clock,
    log,
    notice,
    get active() {
      return state() !== "stopping" && state() !== "stopped";
    },
    get started() {
      return state() === "active" || state() === "paused";
    },
    ...(given.dataMiner && { dataMiner: given.dataMiner }),
    ...(given.elements && { elements: given.elements }),
    ...(given.scriptFailed && { scriptFailed: given.scriptFailed }),
    user: (context) => context.user,
    // A client's set is the first link of its chain; anything a script or trigger causes has a link before it.
    fromClient: ({ user, chain }) => user !== undefined && chain?.from === undefined,
    refusesSet: (pid, context) => engine().core.refusesSet(pid, context),
    checkTrigger: (id, context) => engine().checkTrigger(id, context),
    runAction: (id, context) => engine().runAction(id, context),
    tableChanged: (table, changes, context) => engine().core.rowsChanged(table, changes, context),
    communication: (connection, responding) => {
      communication.report(connection, responding);
      if (!responding) engine().redundancy.leave(connection);
    },
    externalSet: (pid, value, place, context) => {
      if (place === "now") void engine().core.parameters.set(pid, value, "external", context).done;
      else void engine().externalSet(pid, value, context.user);
    },
    afterRun: (work) => {
      queueMicrotask(work);
    },
    setElementState: parts.setState,
  };
}
