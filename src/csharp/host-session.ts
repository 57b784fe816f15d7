/** What elements do with the C# host: a process that is started when it is needed, and again when it has ended. */
import { QActionKitError } from "../base/errors.ts";
import { FrameKind } from "./frames.ts";
import { HostProcess, type HostEnd, type RunCall } from "./host-process.ts";
import type { HostSettings } from "./host-settings.ts";
import type { HostCommand } from "./runtime.ts";

/** What the host is told of an element. */
export interface HostElement {
  readonly dataMinerId: number;
  readonly elementId: number;
  readonly name: string;
  readonly protocolName: string;
  readonly protocolVersion: string;
  readonly elementProtocolVersion: string;
  /** `Encoding.Default` of its QActions. */
  readonly codePage: number;
}

/** One public method that a QAction may be entered by. */
export interface HostEntry {
  /** `""`: none, as an entry point has to have. */
  readonly namespace: string;
  readonly className: string;
  readonly method: string;
  /** Parameters behind the protocol object. */
  readonly inputs: number;
  /** Number in the process that runs; another one after a restart. */
  number: number;
}

interface Assembly {
  readonly scope: number;
  readonly name: string;
  readonly qaction: number;
  entries: readonly HostEntry[];
}

/** A run, without what changes from process to process. */
export type HostRun = Omit<RunCall, "entry">;

/** Compiles, loads and runs for all elements that use it. A process that ends is replaced at the next run, and told all that it knew. */
export class HostSession {
  readonly command: HostCommand;
  readonly cache: string | undefined;
  readonly #settings: HostSettings;
  readonly #scopes = new Map<number, Map<string, string>>();
  readonly #elements = new Map<number, HostElement>();
  readonly #listeners = new Map<number, (end: HostEnd) => void>();
  #assemblies: Assembly[] = [];
  #process: HostProcess | undefined;
  #starting: Promise<HostProcess> | undefined;
  #lastId = 0;
  #disposed = false;
  #limitMs = 0;

  /**
   * @param cache folder in which compiled QActions are kept; `undefined`: that of the user
   * @param settings with `debug` no run is limited
   */
  constructor(command: HostCommand, cache: string | undefined, settings: HostSettings = {}) {
    this.command = command;
    this.cache = cache;
    this.#settings = settings;
  }

  /** Process id of the host; `undefined` while none runs. */
  get pid(): number | undefined {
    return this.#process?.ended === false ? this.#process.pid : undefined;
  }

  /** True when a debugger may be attached. */
  get debugged(): boolean {
    return (this.#settings.debug ?? false) !== false;
  }

  /** True while there are elements that run here. */
  get used(): boolean {
    return this.#elements.size > 0;
  }

  /** Ends the process. Elements that still use it fail. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const running = this.#process ?? (await this.#starting?.catch(() => undefined));
    await running?.dispose();
  }

  /** Compiles an assembly; see `Compiler.Compile` of the host. */
  async compile(request: readonly unknown[]): Promise<unknown> {
    return (await this.#ready()).ask(FrameKind.compile, request);
  }

  /** Tells what QActions do, by their text; see `Inspector.Inspect` of the host. */
  async inspect(request: readonly unknown[]): Promise<unknown> {
    return (await this.#ready()).ask(FrameKind.inspect, request);
  }

  /** A new place for assemblies and their statics. */
  newScope(): number {
    const scope = ++this.#lastId;
    this.#scopes.set(scope, new Map());
    return scope;
  }

  /** Tells where the assemblies of a scope are. */
  async addToScope(scope: number, files: ReadonlyMap<string, string>): Promise<void> {
    const running = await this.#ready();
    const known = this.#scopes.get(scope);
    for (const [name, file] of files) known?.set(name, file);
    running.tell(FrameKind.scope, 0, [scope, ...[...files].flat()]);
  }

  /** Lets a scope go. */
  unload(scope: number): void {
    this.#scopes.delete(scope);
    this.#assemblies = this.#assemblies.filter((one) => one.scope !== scope);
    if (this.#process?.ended === false) this.#process.tell(FrameKind.unload, 0, [scope]);
  }

  /** An element that is going to run QActions. @param ended told when the process ends outside of a run */
  async addElement(element: HostElement, limitMs: number, ended: (end: HostEnd) => void): Promise<number> {
    if (!this.debugged) this.#limitMs = Math.max(this.#limitMs, limitMs);
    const running = await this.#ready();
    const id = ++this.#lastId;
    this.#elements.set(id, element);
    this.#listeners.set(id, ended);
    tellElement(running, id, element);
    return id;
  }

  /** The element stops: `Dispose` of its objects is called. @returns what failed */
  async removeElement(id: number): Promise<readonly unknown[]> {
    this.#elements.delete(id);
    this.#listeners.delete(id);
    if (this.#process?.ended !== false) return [];
    return (await this.#process.ask(FrameKind.dispose, [id])) as readonly unknown[];
  }

  /** Loads an assembly of a scope. @returns its public methods */
  async entries(scope: number, name: string, qaction: number): Promise<readonly HostEntry[]> {
    const assembly: Assembly = { scope, name, qaction, entries: [] };
    assembly.entries = await askEntries(await this.#ready(), assembly);
    this.#assemblies.push(assembly);
    return assembly.entries;
  }

  /**
   * Runs an entry point: synchronously, or, when the process has ended and has to be started again, later.
   * @throws what {@link HostProcess.run} throws
   */
  run(entry: HostEntry, call: HostRun, limitMs: number): void | Promise<void> {
    const running = this.#process;
    const limit = this.debugged ? 0 : limitMs;
    if (running?.ended === false) {
      running.run({ ...call, entry: entry.number }, limit);
      return;
    }
    return this.#ready().then((restarted) => {
      restarted.run({ ...call, entry: entry.number }, limit);
    });
  }

  /** Runs an entry point of a queued QAction on a thread of the host. */
  async runQueued(entry: HostEntry, call: HostRun): Promise<void> {
    const running = this.#process?.ended === false ? this.#process : await this.#ready();
    await running.runQueued({ ...call, entry: entry.number });
  }

  /** Starts the process now instead of with the first thing that it is asked. */
  async start(): Promise<void> {
    await this.#ready();
  }

  async #ready(): Promise<HostProcess> {
    if (this.#disposed)
      throw new QActionKitError("ERR_CSHARP_HOST", "The C# host was disposed of and cannot run anything.");
    if (this.#process?.ended === false) return this.#process;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Starts a process and tells it all that the one before knew. */
  async #start(): Promise<HostProcess> {
    const started = await HostProcess.start(this.command, this.#settings, this.#limitMs, (end) => {
      if (!end.duringRun && end.how !== "asked")
        for (const listener of this.#listeners.values()) listener(end);
    });
    for (const [scope, files] of this.#scopes)
      started.tell(FrameKind.scope, 0, [scope, ...[...files].flat()]);
    for (const [id, element] of this.#elements) tellElement(started, id, element);
    for (const assembly of this.#assemblies) {
      const numbers = new Map((await askEntries(started, assembly)).map((one) => [keyOf(one), one.number]));
      for (const entry of assembly.entries) entry.number = numbers.get(keyOf(entry)) ?? 0;
    }
    this.#process = started;
    return started;
  }
}

const keyOf = ({ namespace, className, method }: HostEntry): string => `${namespace}/${className}/${method}`;

function tellElement(running: HostProcess, id: number, element: HostElement): void {
  const { dataMinerId, elementId, name, protocolName, protocolVersion } = element;
  running.tell(FrameKind.element, id, [
    ...[dataMinerId, elementId, name, protocolName, protocolVersion],
    ...[element.elementProtocolVersion, element.codePage],
  ]);
}

async function askEntries(running: HostProcess, { scope, name, qaction }: Assembly): Promise<HostEntry[]> {
  const found = (await running.ask(FrameKind.entries, [scope, name, qaction])) as readonly (readonly [
    string,
    string,
    string,
    number,
    number,
  ])[];
  return found.map(([namespace, className, method, inputs, number]) => ({
    ...{ namespace, className, method },
    ...{ inputs, number },
  }));
}
