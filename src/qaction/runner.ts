/** Runs QActions: loads their scripts, finds their entry points, passes their inputs, and contains their errors. */
import type { EncodingNamespace } from "../encoding/encoding.ts";
import { QActionKitError } from "../base/errors.ts";
import { isPending } from "../base/maybe-promise.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { QAction } from "../protocol/model.ts";
import type { CompiledQActions } from "./script/compiled-qactions.ts";
import type { ScriptEnvironment } from "./environment.ts";
import { extendedObject } from "./slprotocol/extended-object.ts";
import type { ScriptObjectClass } from "./slprotocol/script-object.ts";
import { takeInput } from "./inputs.ts";
import type { Input } from "./inputs.ts";
import { LogLevel, LogType } from "./log-constants.ts";
import { prepareScripts } from "./script/prepared-scripts.ts";
import type { PreparedScripts } from "./script/prepared-scripts.ts";
import { Run } from "./qaction-run.ts";
import { describeScriptError } from "./script/script-error.ts";
import { encodingOf, enterScript, installScriptGlobals, leaveScript } from "./script/script-globals.ts";
import { notifyFromElsewhere } from "./notify/notify-registry.ts";
import type { ElementAnswer, ForeignCall, RunRequest } from "./qaction-host.ts";
import { ScriptInstances } from "./script/script-instances.ts";
import { ScriptLoader } from "./script/script-loader.ts";
import type { ScriptSource } from "./script/script-loader.ts";
import type { SLProtocol } from "./slprotocol/slprotocol.ts";
import type { EntryPoint } from "./script/script-module.ts";

/** Counts of the runs of one element. */
export interface RunCounts {
  /** Runs that have started. */
  started: number;
  /** Runs that threw, or whose promise was rejected. */
  failed: number;
}

const noInputs: readonly Input[] = [];

/** Used where no QAction runs. */
const noQAction: QAction = {
  id: 0,
  name: "",
  encoding: "csharp",
  code: "",
  position: { offset: 0, line: 1, column: 1 },
  triggers: [],
  inputParameters: [],
  options: [],
  entryPoints: [],
  dllImports: [],
  binary: false,
  queued: false,
  precompile: false,
  group: false,
  row: false,
};

/**
 * The QActions of one element. `load` comes first. Running never throws: a script that fails is logged with its own
 * stack, counted and reported to the host, and the element continues (`Exception_handling`).
 */
export class QActionRunner<C> {
  readonly environment: ScriptEnvironment<C>;
  readonly counts: RunCounts = { started: 0, failed: 0 };
  readonly #loader: ScriptLoader;
  readonly #objectClass: ScriptObjectClass;
  readonly #encoding: EncodingNamespace;
  readonly #instances = new ScriptInstances();
  #compiled: CompiledQActions | undefined;
  #scripts: PreparedScripts = new Map();
  /** QActions that did not compile when the element started, or was reloaded. */
  #broken: ReadonlySet<number> = new Set();
  #reloading: Promise<unknown> = Promise.resolve();
  #disposed = false;

  /** @param compiled QActions without a script */
  constructor(environment: ScriptEnvironment<C>, scripts: ScriptSource, compiled?: CompiledQActions) {
    this.environment = environment;
    this.#compiled = compiled;
    this.#loader = new ScriptLoader(scripts, environment.options.sharedStatics);
    this.#objectClass = extendedObject(environment.protocol);
    this.#encoding = encodingOf(environment.options);
  }

  /**
   * Loads the scripts: `precompile` first, then the others, in file order. A script that cannot be loaded is reported
   * once, with file and line, and never runs.
   */
  async load(): Promise<void> {
    installScriptGlobals();
    const { notice, broken } = this.#notices();
    this.#scripts = await prepareScripts(this.environment.protocol, this.#loader, notice, this.#compiled);
    this.#broken = broken;
  }

  /**
   * Compiles QActions in a compiled language again, while the old ones run. Runs that begin afterwards use the new ones; then the
   * objects of the old ones are disposed of. Reloads wait for each other.
   * @returns false when the old ones stay, because one does not compile that did, or because there are none
   */
  reload(): Promise<boolean> {
    const reloaded = this.#reloading.then(() => this.#reload());
    this.#reloading = reloaded.catch(() => undefined);
    return reloaded;
  }

  async #reload(): Promise<boolean> {
    const old = this.#compiled;
    if (old === undefined || this.#disposed) return false;
    const { protocol } = this.environment;
    const qactions: QAction[] = [];
    for (const qaction of protocol.qactions.values())
      if (!(await this.#hasScript(qaction.id))) qactions.push(qaction);
    const fresh = old.renewed();
    const { notice, broken } = this.#notices();
    const none = {
      load: () => Promise.resolve(undefined),
      lookedFor: (id: number) => this.#loader.lookedFor(id),
    };
    const scripts = await prepareScripts(protocol, none, notice, fresh, qactions);
    // An element that stops meanwhile has disposed of the old ones.
    const stays = this.#isDisposed() || [...broken].some((id) => !this.#broken.has(id));
    if (!stays) {
      this.#scripts = new Map([...this.#scripts, ...scripts]);
      this.#broken = broken;
      this.#compiled = fresh;
    }
    await (stays ? fresh : old).dispose(this.#disposeFailed);
    return !stays;
  }

  /** Asked again after something was waited for. */
  #isDisposed(): boolean {
    return this.#disposed;
  }

  /** A script that cannot be loaded is one, too. */
  async #hasScript(id: number): Promise<boolean> {
    try {
      return (await this.#loader.load(id)) !== undefined;
    } catch {
      return true;
    }
  }

  /** Where the notices of a load go; those that did not load are noted. */
  #notices(): { readonly notice: NoticeSink; readonly broken: ReadonlySet<number> } {
    const broken = new Set<number>();
    const notice: NoticeSink = (one) => {
      const qaction = one.details?.["qaction"];
      if (one.code === "SCRIPT_NOT_LOADED" && typeof qaction === "number") broken.add(qaction);
      this.environment.host.notice(one);
    };
    return { notice, broken };
  }

  /** True when the QAction has a loaded script for a trigger. */
  canRun(qaction: QAction, triggerIndex = 0): boolean {
    return this.#entryPoint(qaction.id, triggerIndex) !== undefined;
  }

  /** Takes the inputs of a QAction now; the returned function runs it with them, once. Neither throws. */
  postpone(request: RunRequest<C>): () => MaybePromise {
    const postponed = { ...request, inputs: this.#takeInputs(request.qaction) };
    return () => this.run(postponed);
  }

  #takeInputs({ inputParameters, binary }: QAction): readonly Input[] {
    // By index, because an iterator over the frozen list takes longer than everything else here.
    const first = inputParameters[0];
    if (first === undefined) return noInputs;
    if (inputParameters.length === 1) return [takeInput(this.environment, first, binary)];
    return inputParameters.map((pid) => takeInput(this.environment, pid, binary));
  }

  /**
   * Runs the script of a QAction, if it has one. Returns a promise when the script, or something that it sets off,
   * is asynchronous. Neither throws nor rejects.
   */
  run(request: RunRequest<C>): MaybePromise {
    const entry = this.#entryPoint(request.qaction.id, request.triggerIndex);
    if (entry === undefined) return;
    const run = new Run(this.environment, request, request.inputs ?? this.#takeInputs(request.qaction));
    this.counts.started++;
    const { log } = this.environment.host;
    if (log.levels.information >= 2) {
      log.write(
        "element",
        LogType.Information,
        LogLevel.Level2,
        `CQAction::Run|INF|2|QAction [${String(request.qaction.id)}] triggered by ${this.#origin(request)}`,
        { qaction: request.qaction.id },
      );
    }
    const outer = enterScript(this.#encoding);
    try {
      const { watch } = this.environment;
      const result = watch === undefined ? this.#call(entry, run) : watch.call(() => this.#call(entry, run));
      if (isThenable(result)) return this.#finishLater(result, run);
    } catch (error) {
      this.#failed(request, error);
    } finally {
      leaveScript(outer);
    }
    return run.settle();
  }

  /**
   * An object outside of every QAction, for code that does what a QAction would (`QActionID` is 0). Sets run everything
   * that is linked to the parameter.
   */
  object(context: C): SLProtocol {
    const request = { qaction: noQAction, triggerIndex: 0, triggerId: 0, context };
    return new this.#objectClass(new Run(this.environment, request, noInputs));
  }

  /** Answers a `NotifyDataMiner` call of another element. */
  notified(call: ForeignCall, context: C): ElementAnswer {
    const request = { qaction: noQAction, triggerIndex: 0, triggerId: 0, context };
    return notifyFromElsewhere(new Run(this.environment, request, noInputs), call);
  }

  /** Releases the objects of instance entry points, after calling `Dispose` on each. No script runs after that. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#scripts = new Map();
    await this.#instances.dispose(this.#disposeFailed);
    await this.#compiled?.dispose(this.#disposeFailed);
    await this.#reloading;
  }

  readonly #disposeFailed = (error: unknown): void => {
    const { message, stack } = describeScriptError(error);
    this.environment.host.notice({
      code: "SCRIPT_FAILED",
      kind: "error",
      message: `Dispose of a QAction threw. ${message}\n${stack}`,
    });
  };

  #entryPoint(id: number, triggerIndex: number): EntryPoint | undefined {
    const entries = this.#scripts.get(id);
    return entries?.[triggerIndex] ?? (entries?.length === 1 ? entries[0] : undefined);
  }

  #call(entry: EntryPoint, run: Run<C>): unknown {
    const self = entry.instanceOf === undefined ? entry.staticOf : this.#instances.of(entry.instanceOf);
    const object = new this.#objectClass(run);
    const { request, inputs } = run;
    if (request.arguments !== undefined) return entry.method.call(self, object, ...request.arguments);
    const count = Math.min(entry.inputs, inputs.length);
    if (count === 0) return entry.method.call(self, object);
    if (count === 1) return entry.method.call(self, object, inputs[0]?.value());
    return entry.method.call(self, object, ...inputs.slice(0, count).map((input) => input.value()));
  }

  #finishLater(result: PromiseLike<unknown>, run: Run<C>): MaybePromise {
    const { qaction } = run.request;
    const finished = Promise.resolve(result)
      .then(undefined, (error: unknown) => {
        this.#failed(run.request, error);
      })
      .then(() => run.settle());
    if (qaction.queued || this.environment.options.asyncQActions === "allow") return finished;
    const id = String(qaction.id);
    this.environment.warnOnce(
      "SCRIPT_PROMISE",
      id,
      `QAction ${id} returned a promise, but it is not queued, so the chain does not wait for it. Add options="queued", or set the option asyncQActions to allow.`,
      { qaction: qaction.id },
    );
    return run.settle();
  }

  #failed(request: RunRequest<C>, error: unknown): void {
    this.counts.failed++;
    const { host } = this.environment;
    const described = describeScriptError(error);
    const id = request.qaction.id;
    const about = { qaction: id, trigger: request.triggerId };
    const origin = `QAction [${String(id)}] triggered by ${this.#origin(request)}`;
    const line = (message: string): void => {
      host.log.write("element", LogType.Error, LogLevel.DevelopmentLogging, message, about);
    };
    line(`Exception during execution: ${described.stack}`);
    line(`${origin} failed. (0x800402DA)`);
    const overTime = error instanceof QActionKitError && error.code === "ERR_SCRIPT_TIMEOUT";
    host.notice({
      code: overTime ? "SCRIPT_TIMEOUT" : "SCRIPT_FAILED",
      kind: "error",
      message: `${origin} ${overTime ? "was ended." : "threw."} ${described.stack}`,
      details: { ...about, ...described },
    });
    const { stack, file, line: lineNumber } = described;
    host.scriptFailed({
      request,
      error,
      stack,
      ...(file === undefined ? {} : { file }),
      ...(lineNumber === undefined ? {} : { line: lineNumber }),
    });
  }

  /** As in the element log: `[pid=5/idx=1/pk=key/user=name]`. */
  #origin(request: RunRequest<C>): string {
    const { row } = request;
    const user = this.environment.host.user(request.context)?.name ?? "";
    return `[pid=${String(request.triggerId)}/idx=${String(row?.index ?? -1)}/pk=${row?.key ?? ""}/user=${user}]`;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (isPending(value)) return true;
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
