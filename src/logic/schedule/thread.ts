/** Protocol threads: each an endless loop over its own queue, with its own entry lock (`Protocol.Threads.Thread`). */
import { isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { Options } from "../../options/register.ts";
import type { GroupRun } from "../chain/context.ts";
import type { EngineClock } from "./engine-clock.ts";
import type { GroupPlace, QueuedGroup } from "./queued-group.ts";
import type { EntryLock } from "./lock.ts";
import { watchLongRun } from "./long-run.ts";
import { ExecutionQueue } from "./queue.ts";

/** Groups that a thread runs without a pause before it yields to the rest of the program. */
const groupsPerTurn = 1000;

/** Executes one group on a thread. Never throws. */
export type ExecuteGroup = (entry: QueuedGroup, place: GroupPlace) => MaybePromise;

/** One protocol thread. */
export class ProtocolThread implements GroupPlace {
  /** 0 is the main thread; else the id of the `Thread`, or its position among those without ids, from 1. */
  readonly thread: number;
  readonly name: string;
  readonly lock: EntryLock;
  current: GroupRun | undefined;
  readonly #clock: EngineClock;
  readonly #notice: NoticeSink;
  /** Groups that may wait without an error. */
  readonly #queueAlarmSize: number;
  #wake: (() => void) | undefined;
  #state: "idle" | "running" | "paused" | "stopped" = "idle";
  #alarmed = false;
  #loop: Promise<void> | undefined;
  /** Made for the first group: an element may have none. */
  #queue: ExecutionQueue<QueuedGroup> | undefined;

  constructor(
    number: number,
    name: string,
    lock: EntryLock,
    clock: EngineClock,
    options: Pick<Options, "queueAlarmSize">,
    notice: NoticeSink,
  ) {
    this.thread = number;
    this.name = name;
    this.lock = lock;
    this.#clock = clock;
    this.#queueAlarmSize = options.queueAlarmSize;
    this.#notice = notice;
  }

  /** What waits for the thread. */
  get queue(): ExecutionQueue<QueuedGroup> {
    return (this.#queue ??= new ExecutionQueue());
  }

  /** Begins to execute what is queued. */
  start(execute: ExecuteGroup): void {
    if (this.#state !== "idle") return;
    this.#state = "running";
    this.#loop = this.#run(execute);
  }

  /** The group under way continues; the next one waits for {@link resume}. */
  pause(): void {
    if (this.#state === "running") this.#state = "paused";
  }

  /** Ends a pause. */
  resume(): void {
    if (this.#state !== "paused") return;
    this.#state = "running";
    this.#signal();
  }

  /** Drops the queue and ends the loop; done when the group under way has ended. */
  async stop(): Promise<void> {
    this.#state = "stopped";
    this.#queue?.remove(() => true);
    this.#signal();
    await this.#loop;
  }

  /** Puts a group in the queue; false for a "one" variant whose group waits already. */
  add(entry: QueuedGroup): boolean {
    if (this.#state === "stopped" || !this.queue.insert(entry, entry.how)) return false;
    this.#watchSize();
    this.#signal();
    return true;
  }

  nextForced(): QueuedGroup | undefined {
    return this.#queue?.takeForced();
  }

  #signal(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  async #run(execute: ExecuteGroup): Promise<void> {
    for (let inTurn = 0; this.#state !== "stopped";) {
      const entry = this.#state === "paused" ? undefined : this.#queue?.take();
      if (entry === undefined) {
        inTurn = 0;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      const done = execute(entry, this);
      if (isPending(done)) await this.#watched(done, entry);
      if ((inTurn += 1) < groupsPerTurn) continue;
      inTurn = 0;
      await this.#clock.wait(0);
    }
  }

  /** Waits for a group, and reports when it holds the thread too long. */
  async #watched(done: Promise<void>, { group: { id } }: QueuedGroup): Promise<void> {
    const watch = watchLongRun({
      clock: this.#clock,
      notice: this.#notice,
      code: "GROUP_TOO_LONG",
      what: `Group ${id} has held protocol thread '${this.name}'`,
      details: { group: id, thread: this.thread },
    });
    try {
      await done;
    } finally {
      watch.cancel();
    }
  }

  /** One error each time the queue grows over its limit. */
  #watchSize(): void {
    const queueAlarmSize = this.#queueAlarmSize;
    const { size } = this.queue;
    if (size <= queueAlarmSize) {
      if (size === queueAlarmSize) this.#alarmed = false;
      return;
    }
    if (this.#alarmed) return;
    this.#alarmed = true;
    this.#notice({
      code: "QUEUE_TOO_LONG",
      kind: "error",
      message:
        `More than ${queueAlarmSize} groups wait for protocol thread '${this.name}'. A timer whose last group is not ` +
        "a poll group queues without end, and so does one that is faster than its groups.",
      details: { thread: this.thread, size },
    });
  }
}
