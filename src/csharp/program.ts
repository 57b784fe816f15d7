/** The C# QActions of one element: compiles them, loads them into the host, and gives what a script file would give. */
import path from "node:path";
import type { ReservedNames } from "../codegen/extension-names.ts";
import { QActionKitError } from "../base/errors.ts";
import type { Protocol, QAction } from "../protocol/model.ts";
import { fingerprint } from "./compile-cache.ts";
import { csharpError } from "./csharp-error.ts";
import { ByteObjects, TextList } from "./frames.ts";
import type { HostEnd, RunTarget } from "./host-process.ts";
import type { HostElement, HostEntry, HostSession } from "./host-session.ts";
import { ProtocolCompiler, type Compiled, type Warn } from "./protocol-compiler.ts";
import { assemblyPrefix, qactionSources } from "./solution.ts";

/** Members of the object of a run that are used here; the others are called by their names. */
export interface RunObject {
  GetTriggerParameter(): number;
  RowIndex(): number;
  RowKey(): string;
  GetInputBytes(position: number): Uint8Array | null;
}

/** What a program reports to the element. */
export interface ProgramEvents {
  /** Writes a line of a script to the element log, by the numbers that C# has for type and level. */
  readonly log: (object: RunObject, type: number, level: number, message: string | null) => void;
  /** The process of the host ended outside of a run. */
  readonly hostEnded: (end: HostEnd) => void;
  /** Something that does not stop a QAction from running: a reference that was not found. */
  readonly warn: Warn;
}

/** A scope that elements share, and how many do. */
interface SharedScope {
  readonly scope: number;
  users: number;
}

const sharedScopes = new WeakMap<HostSession, Map<string, SharedScope>>();

type EntryFunction = (object: RunObject, ...inputs: readonly unknown[]) => unknown;

/** The C# of one element, from its start to its stop. */
export class CSharpProgram {
  readonly #host: HostSession;
  readonly #protocol: Protocol;
  readonly #folder: string | undefined;
  readonly #description: HostElement;
  readonly #limitMs: number;
  readonly #sharedStatics: boolean;
  readonly #events: ProgramEvents;
  readonly #compiler: ProtocolCompiler;
  /** Runs that Node does not wait for: those of queued QActions. */
  readonly #unfinished = new Set<Promise<void>>();
  #element: Promise<number> | undefined;
  #scope: number | undefined;

  /**
   * @param folder of the solution: `QAction_N/*.cs` and the projects
   * @param limitMs after so many ms a run is ended, and the host with it; 0: never
   * @param sharedStatics elements of one protocol share their statics
   * @param reservedNames names that the helper cannot give to parameters
   */
  constructor(
    host: HostSession,
    protocol: Protocol,
    folder: string | undefined,
    element: HostElement,
    limitMs: number,
    sharedStatics: boolean,
    reservedNames: ReservedNames,
    events: ProgramEvents,
  ) {
    this.#host = host;
    this.#protocol = protocol;
    this.#folder = folder;
    this.#description = element;
    this.#limitMs = limitMs;
    this.#sharedStatics = sharedStatics;
    this.#events = events;
    this.#compiler = new ProtocolCompiler(host, protocol, folder, reservedNames, events.warn);
  }

  /** True when there is C# for a QAction. */
  static holds(protocol: Protocol, qaction: QAction, folder: string | undefined): boolean {
    return qactionSources(protocol, qaction, folder) !== undefined;
  }

  /**
   * Compiles and loads a QAction.
   * @returns a module: classes with methods, each with its number of `inputs`; those of a namespace stand in an object of its
   *   name. `undefined` without C#
   * @throws QActionKitError `ERR_CSHARP_COMPILE` with file, line, column and number of each error
   */
  async load(qaction: QAction): Promise<object | undefined> {
    const sources = qactionSources(this.#protocol, qaction, this.#folder);
    if (sources === undefined) return undefined;
    const compiled = await this.#compiler.compile(sources);
    const scope = await this.#scopeOf(compiled);
    const element = await this.#hostElement();
    const entries = await this.#host.entries(scope, compiled.assembly, qaction.id);
    return this.#module(qaction, entries, element);
  }

  /** Lets everything go. @param failed told of each `Dispose` that throws */
  async dispose(failed: (error: unknown) => void): Promise<void> {
    try {
      if (this.#element !== undefined)
        for (const exception of await this.#host.removeElement(await this.#element))
          failed(csharpError(exception, () => undefined));
    } catch (error) {
      failed(error);
    }
    this.#releaseScope();
  }

  async #hostElement(): Promise<number> {
    this.#element ??= this.#host.addElement(this.#description, this.#limitMs, this.#events.hostEnded);
    return this.#element;
  }

  #module(qaction: QAction, entries: readonly HostEntry[], element: number): object {
    const classes: Record<string, Record<string, unknown>> = {};
    for (const entry of entries) {
      const { namespace, className, method } = entry;
      const holder = namespace === "" ? classes : ((classes[namespace] ??= {}) as typeof classes);
      const members = (holder[className] ??= {});
      members[method] ??= Object.assign(this.#entry(qaction, entry, element), { inputs: entry.inputs });
    }
    return classes;
  }

  /** A function that takes the inputs which the method in C# declares. */
  #entry(qaction: QAction, entry: HostEntry, element: number): EntryFunction {
    const [host, limitMs, { log }] = [this.#host, this.#limitMs, this.#events];
    const { binary, queued } = qaction;
    return (object, ...inputs) => {
      const call = {
        element,
        trigger: object.GetTriggerParameter(),
        rowIndex: object.RowIndex(),
        rowKey: object.RowKey(),
        inputs: inputs.map((input, i) => inputOf(object, input, i, binary)),
        target: new ObjectTarget(object, binary, log),
      };
      const result = queued ? host.runQueued(entry, call) : host.run(entry, call, limitMs);
      if (result !== undefined) this.#track(result);
      return result;
    };
  }

  #track(run: Promise<void>): void {
    const ended = run.then(
      () => undefined,
      () => undefined,
    );
    this.#unfinished.add(ended);
    void ended.then(() => this.#unfinished.delete(ended));
  }

  /** Resolves when the runs that are under way have ended. */
  async finished(): Promise<void> {
    while (this.#unfinished.size > 0) await Promise.all(this.#unfinished);
  }

  /** The scope, which knows the assembly and all that it refers to. */
  async #scopeOf(compiled: Compiled): Promise<number> {
    const host = this.#host;
    const helper = await this.#compiler.helper();
    if (this.#scope === undefined) {
      if (this.#sharedStatics) {
        const scopes = sharedScopes.get(host) ?? new Map<string, SharedScope>();
        sharedScopes.set(host, scopes);
        const shared = scopes.get(this.#sharedKey) ?? { scope: host.newScope(), users: 0 };
        scopes.set(this.#sharedKey, shared);
        shared.users++;
        this.#scope = shared.scope;
      } else this.#scope = host.newScope();
    }
    const files = new Map<string, string>();
    for (const file of compiled.references) files.set(path.basename(file, ".dll"), file);
    for (const one of await this.#compiler.assemblies()) files.set(one.assembly, one.file);
    files.set(compiled.assembly, compiled.file);
    files.set(`${assemblyPrefix(this.#protocol)}.Helper`, helper.file);
    await host.addToScope(this.#scope, files);
    return this.#scope;
  }

  /** Elements share statics when their protocol is the same file with the same content. */
  get #sharedKey(): string {
    const { file, text } = this.#protocol.source;
    return fingerprint([file, text]);
  }

  #releaseScope(): void {
    if (this.#scope === undefined) return;
    if (this.#sharedStatics) {
      const scopes = sharedScopes.get(this.#host);
      const shared = scopes?.get(this.#sharedKey);
      if (shared !== undefined && --shared.users > 0) return;
      scopes?.delete(this.#sharedKey);
    }
    this.#host.unload(this.#scope);
    this.#scope = undefined;
  }
}

/** An input as C# has it: `object[]` of bytes with `options="binary"`, `string[]` for the choice of a context menu. */
function inputOf(object: RunObject, input: unknown, position: number, binary: boolean): unknown {
  if (binary && !isTexts(input)) {
    const bytes = object.GetInputBytes(position);
    if (bytes !== null) return new ByteObjects(bytes);
  }
  return isTexts(input) ? new TextList(input) : input;
}

function isTexts(input: unknown): input is readonly string[] {
  return Array.isArray(input) && input.length > 0 && input.every((one) => typeof one === "string");
}

/** `GetData`, and `NotifyProtocol` with its number: C# casts what they give to `object[]` (NT_GET_DATA). */
const givesByteObjects = (member: string): boolean => member === "GetData" || member === "NotifyProtocol";

/** Members of the object of a run, by name. */
class ObjectTarget implements RunTarget {
  readonly #object: RunObject;
  readonly #binary: boolean;
  readonly #write: ProgramEvents["log"];

  constructor(object: RunObject, binary: boolean, write: ProgramEvents["log"]) {
    this.#object = object;
    this.#binary = binary;
    this.#write = write;
  }

  call(member: string, args: readonly unknown[]): unknown {
    const members = this.#object as unknown as Readonly<Record<string, unknown>>;
    if (member.startsWith("get ")) return members[member.slice(4)];
    const method = members[member];
    if (typeof method !== "function")
      throw new QActionKitError("ERR_ARGUMENT", `SLProtocol has no member ${member} in qaction-kit.`);
    const [position] = args;
    if (this.#binary && member === "GetInputParameter" && typeof position === "number") {
      const bytes = this.#object.GetInputBytes(position);
      if (bytes !== null) return new ByteObjects(bytes);
    }
    const result: unknown = Reflect.apply(method, this.#object, args);
    return result instanceof Uint8Array && givesByteObjects(member) ? new ByteObjects(result) : result;
  }

  log(type: number, level: number, message: string | null): void {
    this.#write(this.#object, type, level, message);
  }
}
