/** One run of a QAction: its inputs, and the chains that it started and has to wait for. */
import { isPending } from "../base/maybe-promise.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { ScriptEnvironment } from "./environment.ts";
import type { Input } from "./inputs.ts";
import type { RunRequest } from "./qaction-host.ts";
import type { Hresult } from "./script-values.ts";

/** Properties that a script wrote on its object. */
export interface RunOverrides {
  ProtocolName?: string;
  ProtocolVersion?: string;
  ElementProtocolVersion?: string;
  QActionID?: number;
  MetricsKey?: string | null;
}

/** Calls for single parameters after which strict mode recommends the plural members. */
const manyCalls = 100;

/** State behind one SLProtocol object. It stays usable after the script has returned. */
export class Run<C> {
  readonly environment: ScriptEnvironment<C>;
  readonly request: RunRequest<C>;
  readonly inputs: readonly Input[];
  /** Properties that the script wrote, if any. */
  overrides: RunOverrides | undefined;
  #pending: Promise<unknown>[] | undefined;
  #singleCalls = 0;
  /** A set was allowed before; the depth of the chain does not change during a run. */
  #mayNest = false;

  constructor(environment: ScriptEnvironment<C>, request: RunRequest<C>, inputs: readonly Input[]) {
    this.environment = environment;
    this.request = request;
    this.inputs = inputs;
  }

  /** False once the element stops: every member then returns its failure value. */
  get active(): boolean {
    return this.environment.host.active || this.#afterStop();
  }

  #afterStop(): false {
    const { environment, request } = this;
    environment.warnOnce(
      "ELEMENT_NOT_ACTIVE",
      "",
      `QAction ${String(request.qaction.id)} used its protocol object after the element had stopped. Its members return their failure values; check IsActive in code that outlives its run.`,
      { qaction: request.qaction.id },
    );
    return false;
  }

  /** True when the chain is so deep that another set has to be refused; the host reports it. */
  refusesSet(pid: number): boolean {
    return !this.#mayNest && this.#nestsTooDeep(pid);
  }

  #nestsTooDeep(pid: number): boolean {
    const refused = this.environment.host.refusesSet(pid, this.request.context);
    this.#mayNest = !refused;
    return refused;
  }

  /** Adds a chain that this run started: the run is finished only when the chain is. */
  join(done: MaybePromise<unknown>): void {
    if (!isPending(done)) return;
    const { environment, request } = this;
    const id = String(request.qaction.id);
    environment.warnOnce(
      "SCRIPT_DID_NOT_WAIT",
      id,
      `QAction ${id} continued before everything that its set or trigger call caused was done, because something in that chain is asynchronous. The rest of the chain runs later, and the run counts as finished after it.`,
      { qaction: request.qaction.id },
    );
    (this.#pending ??= []).push(done);
  }

  /** Counts a call for one parameter; in strict mode many of them in one run cause a warning. */
  countSingleCall(member: "GetParameter" | "SetParameter"): void {
    if (this.environment.options.strict) this.#count(member);
  }

  #count(member: string): void {
    if (++this.#singleCalls !== manyCalls) return;
    const id = String(this.request.qaction.id);
    this.environment.warnOnce(
      "SCRIPT_MANY_CALLS",
      id,
      `QAction ${id} called ${member} and its like ${String(manyCalls)} times in one run. Each call crosses processes in DataMiner: use the plural members, such as ${member}s.`,
      { qaction: this.request.qaction.id },
    );
  }

  /** Settles when every chain that this run started is done, including those that start meanwhile. */
  settle(): MaybePromise {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.#pending = undefined;
    return Promise.all(pending).then(() => this.settle());
  }

  /** Writes the log line of a failed call and returns its code. */
  fail(call: string, about: string | number, code: Hresult): Hresult {
    this.environment.logFailure(call, String(about), code, this.request.qaction.id);
    return code;
  }
}
