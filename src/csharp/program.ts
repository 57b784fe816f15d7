/** The C# QActions of one element: compiles them, loads them into the host, and gives what a script file would give. */
import path from "node:path";
import type { ReservedNames } from "../codegen/extension-names.ts";
import { QActionKitError } from "../base/errors.ts";
import type { Protocol, QAction } from "../protocol/model.ts";
import { fingerprint } from "./compile-cache.ts";
import { CSharpError } from "./csharp-error.ts";
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

/** What a program needs of the element. */
export interface ProgramParts {
  readonly host: HostSession;
  readonly protocol: Protocol;
  /** Folder of the solution: `QAction_N/*.cs` and the projects. */
  readonly folder: string | undefined;
  readonly element: Omit<HostElement, "protocolName" | "protocolVersion">;
  /** Elements of one protocol share their statics. */
  readonly sharedStatics: boolean;
  /** Names that the helper cannot give to parameters. */
  readonly reservedNames: ReservedNames;
  /** After so many ms a run is ended, and the host with it; 0: never. */
  readonly limitMs: number;
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
  readonly #parts: ProgramParts;
  readonly #compiler: ProtocolCompiler;
  #element: Promise<number> | undefined;
  #scope: number | undefined;

  constructor(parts: ProgramParts) {
    this.#parts = parts;
    const { host, protocol, folder, reservedNames, warn } = parts;
    this.#compiler = new ProtocolCompiler(host, protocol, folder, reservedNames, warn);
  }

  /** True when there is C# for a QAction. */
  static holds(protocol: Protocol, qaction: QAction, folder: string | undefined): boolean {
    return qactionSources(protocol, qaction, folder) !== undefined;
  }

  /**
   * Compiles and loads a QAction.
   * @returns a module: classes with methods; those of a namespace stand in an object of its name. `undefined` without C#
   * @throws QActionKitError `ERR_CSHARP_COMPILE` with file, line, column and number of each error
   */
  async load(qaction: QAction): Promise<object | undefined> {
    const { protocol, folder } = this.#parts;
    const sources = qactionSources(protocol, qaction, folder);
    if (sources === undefined) return undefined;
    const compiled = await this.#compiler.compile(sources);
    const { host } = this.#parts;
    const scope = await this.#scopeOf(compiled);
    const element = await this.#hostElement();
    const entries = await host.entries(scope, compiled.assembly, qaction.id);
    return this.#module(qaction, entries, element);
  }

  /** Lets everything go. @param failed told of each `Dispose` that throws */
  async dispose(failed: (error: unknown) => void): Promise<void> {
    const { host } = this.#parts;
    try {
      if (this.#element !== undefined)
        for (const failure of await host.removeElement(await this.#element))
          failed(new CSharpError(failure as ConstructorParameters<typeof CSharpError>[0]));
    } catch (error) {
      failed(error);
    }
    this.#releaseScope();
  }

  async #hostElement(): Promise<number> {
    const { host, protocol, element, limitMs, hostEnded } = this.#parts;
    const { name: protocolName, version: protocolVersion } = protocol;
    this.#element ??= host.addElement({ ...element, protocolName, protocolVersion }, limitMs, hostEnded);
    return this.#element;
  }

  #module(qaction: QAction, entries: readonly HostEntry[], element: number): object {
    const classes: Record<string, Record<string, unknown>> = {};
    for (const entry of entries) {
      const { namespace, className, method } = entry;
      const holder = namespace === "" ? classes : ((classes[namespace] ??= {}) as typeof classes);
      const members = (holder[className] ??= {});
      members[method] ??= this.#entry(qaction, entry, element);
    }
    return classes;
  }

  /** The rest list stands for what C# declares: the host takes as many inputs as the method has. */
  #entry(qaction: QAction, entry: HostEntry, element: number): EntryFunction {
    const { host, limitMs } = this.#parts;
    const { binary, queued } = qaction;
    return (object, ...inputs) => {
      const call = {
        element,
        trigger: object.GetTriggerParameter(),
        rowIndex: object.RowIndex(),
        rowKey: object.RowKey(),
        inputs: inputs.map((input, i) => inputOf(object, input, i, binary)),
        target: new ObjectTarget(object, binary, this.#parts.log),
      };
      return queued ? host.runQueued(entry, call) : host.run(entry, call, limitMs);
    };
  }

  /** The scope, which knows the assembly and all that it refers to. */
  async #scopeOf(compiled: Compiled): Promise<number> {
    const { host, protocol, sharedStatics } = this.#parts;
    const helper = await this.#compiler.helper();
    if (this.#scope === undefined) {
      if (sharedStatics) {
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
    files.set(`${assemblyPrefix(protocol)}.Helper`, helper.file);
    await host.addToScope(this.#scope, files);
    return this.#scope;
  }

  /** Elements share statics when their protocol is the same file with the same content. */
  get #sharedKey(): string {
    const { file, text } = this.#parts.protocol.source;
    return fingerprint([file, text]);
  }

  #releaseScope(): void {
    const { host, sharedStatics } = this.#parts;
    if (this.#scope === undefined) return;
    if (sharedStatics) {
      const scopes = sharedScopes.get(host);
      const shared = scopes?.get(this.#sharedKey);
      if (shared !== undefined && --shared.users > 0) return;
      scopes?.delete(this.#sharedKey);
    }
    host.unload(this.#scope);
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

/** Members of the object of a run, by name. */
class ObjectTarget implements RunTarget {
  readonly #object: RunObject;
  readonly #binary: boolean;
  readonly #write: ProgramParts["log"];

  constructor(object: RunObject, binary: boolean, write: ProgramParts["log"]) {
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
    return member === "GetData" && Array.isArray(result)
      ? new ByteObjects(Uint8Array.from(result as number[]))
      : result;
  }

  log(type: number, level: number, message: string | null): void {
    this.#write(this.#object, type, level, message);
  }
}
