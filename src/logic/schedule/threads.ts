/** Which protocol threads there are, which one a group runs on, and which lock a connection belongs to. */
import type { Timer } from "../../base/clock.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { Options } from "../../options/register.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Group, Protocol, ThreadDefinition } from "../../protocol/model.ts";
import type { EngineClock } from "./engine-clock.ts";
import { EntryLock } from "./lock.ts";
import { watchLongRun } from "./long-run.ts";
import { ProtocolThread } from "./thread.ts";

/** The entry lock of a thread; reports when it is held too long. */
class ThreadLock extends EntryLock {
  readonly #thread: string;
  readonly #clock: EngineClock;
  readonly #notice: NoticeSink;

  constructor(thread: string, clock: EngineClock, notice: NoticeSink) {
    super();
    this.#thread = thread;
    this.#clock = clock;
    this.#notice = notice;
  }

  protected override rest(goOn: () => void): boolean {
    this.#clock.after(0, goOn);
    return true;
  }

  protected override watch(): Timer {
    return watchLongRun({
      clock: this.#clock,
      notice: this.#notice,
      code: "CHAIN_TOO_LONG",
      what: `A set, message or status has held the entry lock of thread '${this.#thread}'`,
      details: { thread: this.#thread },
    });
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

  constructor(
    protocol: Protocol,
    options: Pick<Options, "threadLock" | "queueAlarmSize">,
    clock: EngineClock,
    notice: NoticeSink,
  ) {
    this.#protocol = protocol;
    this.#notice = notice;
    const mainLock = new ThreadLock("main", clock, notice);
    this.main = new ProtocolThread(0, "main", mainLock, clock, options, notice);
    this.#usesIds = protocol.threads.some(({ id }) => id !== undefined);
    const others = protocol.threads.flatMap((definition, index) => {
      const refusal = this.#refusal(definition);
      if (refusal === undefined) {
        const { id = index + 1, name } = definition;
        const own = options.threadLock !== "perElement";
        const lock = own ? new ThreadLock(name, clock, notice) : mainLock;
        return [this.#add(definition, new ProtocolThread(id, name, lock, clock, options, notice))];
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

  /** *stop current group*: the remaining pairs of the group that the main thread executes are skipped. */
  stopCurrentGroup(): void {
    const { current } = this.main;
    if (current !== undefined) current.stopped = true;
  }

  /** Takes the groups that a timer has queued out of all queues. */
  removeQueued(timer: number): void {
    for (const { queue } of this.all) {
      for (const entry of queue.remove((queued) => queued.timer === timer)) entry.finished?.();
    }
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
