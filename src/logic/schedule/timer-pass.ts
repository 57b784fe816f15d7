/** One pass of a timer: its trigger, its groups in order, and the wait for the last one. */
import { andThen, inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, Timer } from "../../protocol/model.ts";
import { chainStart, type ChainContext } from "../chain/context.ts";
import type { Triggers } from "../chain/triggers.ts";
import type { Failures } from "../failures.ts";
import type { Enqueue, TimerEnqueue } from "./enqueue.ts";
import { isPollType, type Groups } from "./groups.ts";
import { EntryLock } from "./lock.ts";
import type { GroupPlace } from "./queued-group.ts";
import type { TableWalk } from "./table-walk.ts";

/** What the passes of all timers of one element use. */
export class TimerPasses {
  readonly #protocol: Protocol;
  readonly #options: Pick<Options, "timerGroupLock">;
  readonly #triggers: Triggers;
  readonly #groups: Groups;
  readonly #enqueue: Enqueue;
  readonly #mainLock: EntryLock;
  readonly #failures: Failures;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "timerGroupLock">,
    triggers: Triggers,
    groups: Groups,
    enqueue: Enqueue,
    mainLock: EntryLock,
    failures: Failures,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#triggers = triggers;
    this.#groups = groups;
    this.#enqueue = enqueue;
    this.#mainLock = mainLock;
    this.#failures = failures;
  }

  /**
   * Runs one pass. Calls `over` when everything is queued or run, and the last group, if it is queued, is finished.
   * @param rows the rows of a table instead of the timer's groups
   */
  run(timer: Timer, rows: TableWalk | undefined, over: () => void): void {
    const { id } = timer;
    const context = chainStart();
    const lock = this.#options.timerGroupLock === "own" ? new EntryLock() : this.#mainLock;
    const place: GroupPlace = { lock, current: undefined };
    const last = new LastGroup(over);
    const done = this.#failures.contain(
      () =>
        andThen(
          lock.run(() => this.#triggers.fire("timer", "before", id, context)),
          () =>
            rows === undefined
              ? inOrder([...timer.groups.keys()], (position) =>
                  this.#group(timer, position, context, place, last),
                )
              : lock.run(() => rows.pass(context)),
        ),
      () => ({ what: `A pass of timer ${id}`, details: { timer: id } }),
    );
    if (isPending(done)) {
      void done.then(() => {
        last.allQueued();
      });
    } else {
      last.allQueued();
    }
  }

  #group(
    timer: Timer,
    position: number,
    context: ChainContext,
    place: GroupPlace,
    last: LastGroup,
  ): MaybePromise {
    const group = this.#protocol.groups.get(timer.groups[position] ?? NaN);
    if (group === undefined) return;
    const { id, interval } = timer;
    if (!isPollType(group)) return this.#groups.execute({ group, how: "timer", interval, timer: id }, place);
    const isLast = position === timer.groups.length - 1;
    if (isLast) last.waits();
    const finished = (): void => {
      if (isLast) last.finished();
    };
    const by: TimerEnqueue = { timer: id, interval, finished };
    return andThen(
      place.lock.run(() => this.#enqueue.forTimer(group, context, by)),
      (queued) => {
        if (queued !== true) finished();
      },
    );
  }
}

/** When a pass is over: everything is queued, and its last group, if that waits in a queue, is finished. */
class LastGroup {
  readonly #over: () => void;
  #queued = false;
  #waiting = false;

  constructor(over: () => void) {
    this.#over = over;
  }

  waits(): void {
    this.#waiting = true;
  }

  finished(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    if (this.#queued) this.#over();
  }

  allQueued(): void {
    this.#queued = true;
    if (!this.#waiting) this.#over();
  }
}
