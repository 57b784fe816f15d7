/** Which protocol threads there are, which one a group runs on, and which lock a connection belongs to. */
import type { Timer } from "../../base/clock.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { Options } from "../../options/register.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Group, Protocol, ThreadDefinition } from "../../protocol/model.ts";
import { EntryLock } from "./lock.ts";
import { watchLongRun } from "./long-run.ts";
import { ProtocolThread, type ThreadParts } from "./thread.ts";

/** What {@link Threads} needs. */
export interface ThreadsParts extends ThreadParts {
  readonly protocol: Protocol;
  readonly options: Pick<Options, "threadLock" | "queueAlarmSize">;
}

/** The entry lock of a thread; says so when it is held too long. */
class ThreadLock extends EntryLock {
  readonly #thread: string;
  readonly #parts: Pick<ThreadParts, "clock" | "notice">;

  constructor(thread: string, parts: Pick<ThreadParts, "clock" | "notice">) {
    super();
    this.#thread = thread;
    this.#parts = parts;
  }

  protected override rest(goOn: () => void): boolean {
    this.#parts.clock.after(0, goOn);
    return true;
  }

  protected override watch(): Timer {
    const { clock, notice } = this.#parts;
    const [thread, code] = [this.#thread, "CHAIN_TOO_LONG"] as const;
    const what = `A set, message or status has held the entry lock of thread '${thread}'`;
    return watchLongRun({ clock, notice, code, what, details: { thread } });
  }
}

/** The threads of one element. */
export class Threads {
  readonly main: ProtocolThread;
  /** In file order, the main thread last: in this order they start. */
  readonly all: readonly ProtocolThread[];
  #byId: Map<number, ProtocolThread> | undefined;
  #byConnection: Map<number, ProtocolThread> | undefined;
  readonly #usesIds: boolean;
  readonly #notice: NoticeSink;
  readonly #protocol: Protocol;
  #unknown: Set<number> | undefined;

  constructor(parts: ThreadsParts) {
    const { protocol, options, notice } = parts;
    this.#notice = notice;
    this.#protocol = protocol;
    const mainLock = new ThreadLock("main", parts);
    this.main = new ProtocolThread(0, "main", mainLock, parts);
    this.#usesIds = protocol.threads.some(({ id }) => id !== undefined);
    const others = protocol.threads.flatMap((definition, index) => {
      const refusal = this.#refusal(definition);
      if (refusal === undefined) {
        const { id = index + 1, name } = definition;
        const lock = options.threadLock === "perElement" ? mainLock : new ThreadLock(name, parts);
        return [this.#add(definition, new ProtocolThread(id, name, lock, parts))];
      }
      this.#report(definition, index, refusal);
      return [];
    });
    this.all = others.concat(this.main);
  }

  /** Thread of a group: by `threadId` where threads have ids, else by its connection (`Protocol.Threads.Thread`). */
  threadOf(group: Group, connection: number | undefined): ProtocolThread {
    if (!this.#usesIds) return this.#byConnection?.get(connection ?? 0) ?? this.main;
    const { threadId } = group;
    if (threadId === undefined) return this.main;
    const thread = this.#byId?.get(threadId);
    if (thread !== undefined) return thread;
    this.#unknown ??= new Set();
    if (!this.#unknown.has(group.id)) {
      this.#unknown.add(group.id);
      this.#notice({
        code: "THREAD_UNKNOWN",
        kind: "warning",
        message: `Group ${group.id} names thread ${threadId}, which does not exist: it runs on the main thread.`,
        details: { group: group.id, threadId },
      });
    }
    return this.main;
  }

  /** Thread that serves a connection. */
  servingThread(connection: number): ProtocolThread {
    return this.#byConnection?.get(connection) ?? this.main;
  }

  /** Lock of the thread that serves a connection. */
  lockOf(connection: number): EntryLock {
    return this.servingThread(connection).lock;
  }

  /** Closes all locks; done when nobody holds one. */
  async closeLocks(): Promise<void> {
    const locks = new Set(this.all.map(({ lock }) => lock));
    const close = async (lock: EntryLock): Promise<void> => {
      await lock.close();
    };
    await Promise.all([...locks].map(close));
  }

  #add(definition: ThreadDefinition, thread: ProtocolThread): ProtocolThread {
    if (definition.id !== undefined) (this.#byId ??= new Map()).set(definition.id, thread);
    this.#byConnection ??= new Map();
    for (const connection of definition.connections) {
      if (!this.#byConnection.has(connection)) this.#byConnection.set(connection, thread);
    }
    return thread;
  }

  /** Why a thread is not created; undefined when it is. */
  #refusal({ id, connections }: ThreadDefinition): string | undefined {
    if (!this.#usesIds) {
      const taken =
        connections.length > 0 &&
        connections.every((connection) => this.#byConnection?.has(connection) === true);
      return taken ? "another thread has its connections already" : undefined;
    }
    if (id === undefined)
      return "other threads have an id and it has none; give an id to all of them or to none";
    if (this.#byId?.has(id) === true) return `thread ${id} exists already`;
    const kinds = new Map(this.#protocol.connections.map((connection) => [connection.id, connection]));
    const shared = connections.find((connection) => {
      const definition = kinds.get(connection);
      const allowed = definition === undefined || kindOf(definition).severalThreads;
      return this.#byConnection?.has(connection) === true && !allowed;
    });
    if (shared === undefined) return undefined;
    return `connection ${shared} has a thread already, and only HTTP and SNMP connections may have several`;
  }

  #report(definition: ThreadDefinition, index: number, refusal: string): void {
    this.#notice({
      code: "THREAD_NOT_CREATED",
      kind: "error",
      message: `Thread ${definition.id ?? `number ${index + 1}`} is not created: ${refusal}. Its groups run on the main thread.`,
      details: {
        ...(definition.id !== undefined && { id: definition.id }),
        connections: definition.connections,
      },
    });
  }
}
