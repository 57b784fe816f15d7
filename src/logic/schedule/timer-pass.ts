/** One pass of a timer: its trigger, its groups in order, and the wait for the last one. */
import { andThen, inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Group, Timer } from "../../protocol/model.ts";
import type { LogicCore } from "../engine-model.ts";
import { isPollType, type GroupPlace, type Groups } from "./groups.ts";
import { EntryLock } from "./lock.ts";
import type { ChainContext } from "../logic-host.ts";
import type { TableWalk } from "./table-walk.ts";

/** How a timer puts a group in its queue. */
export interface TimerEnqueue {
  readonly timer: number;
  /** ms after each item of the group. */
  readonly interval: number;
  /** Called when the group has been executed, skipped or removed. */
  readonly finished: () => void;
}

/** What timers ask of the queues. */
export interface TimerScheduler {
  /** Puts a group in its queue; false when it was not queued. */
  enqueueForTimer(group: Group, context: ChainContext, by: TimerEnqueue): MaybePromise<boolean>;
  /** Takes the groups that a timer has queued out of all queues. */
  removeQueued(timer: number): void;
}

/** What a pass needs. */
export interface PassParts {
  readonly core: LogicCore;
  readonly groups: Groups;
  readonly mainLock: EntryLock;
  readonly scheduler: TimerScheduler;
}

/** One pass. */
export class TimerPass {
  readonly #parts: PassParts;
  readonly #timer: Timer;
  readonly #rows: TableWalk | undefined;
  readonly #context: ChainContext = { depth: 0 };
  readonly #place: GroupPlace;
  #over: () => void = () => undefined;
  #allQueued = false;
  #lastDone = true;

  /** @param rows the rows of a table instead of the timer's groups */
  constructor(parts: PassParts, timer: Timer, rows?: TableWalk) {
    this.#parts = parts;
    this.#timer = timer;
    this.#rows = rows;
    const own = parts.core.options.timerGroupLock === "own";
    this.#place = { lock: own ? new EntryLock() : parts.mainLock, current: undefined };
  }

  /** Calls `over` when everything is queued or run, and the last group, if it is queued, is finished. */
  run(over: () => void): void {
    this.#over = over;
    const { core } = this.#parts;
    const { id } = this.#timer;
    const done = core.failures.contain(
      () =>
        andThen(
          this.#locked(() => core.fire("timer", "before", id, this.#context)),
          () => this.#content(),
        ),
      () => ({ what: `A pass of timer ${id}`, details: { timer: id } }),
    );
    if (isPending(done)) void done.then(() => this.#queued());
    else this.#queued();
  }

  #content(): MaybePromise {
    const rows = this.#rows;
    if (rows !== undefined) return this.#locked(() => rows.pass(this.#context));
    return inOrder([...this.#timer.groups.entries()], (entry) => this.#group(...entry));
  }

  #group(position: number, id: number): MaybePromise {
    const { core, groups } = this.#parts;
    const group = core.protocol.groups.get(id);
    if (group === undefined) return;
    const { interval } = this.#timer;
    if (!isPollType(group))
      return groups.execute({ group, how: "timer", interval, timer: this.#timer.id }, this.#place);
    const last = position === this.#timer.groups.length - 1;
    if (last) this.#lastDone = false;
    const finished = (): void => {
      if (!last || this.#lastDone) return;
      this.#lastDone = true;
      if (this.#allQueued) this.#over();
    };
    const by: TimerEnqueue = { timer: this.#timer.id, interval, finished };
    return andThen(
      this.#locked(() => this.#parts.scheduler.enqueueForTimer(group, this.#context, by)),
      (queued) => {
        if (queued !== true) finished();
      },
    );
  }

  #queued(): void {
    this.#allQueued = true;
    if (this.#lastDone) this.#over();
  }

  #locked<T>(work: () => MaybePromise<T>): MaybePromise<T | undefined> {
    return this.#place.lock.run(work);
  }
}
