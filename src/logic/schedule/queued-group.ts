/** A group that waits in a queue, and the place where it runs. */
import type { Group } from "../../protocol/model.ts";
import type { OutgoingMessage } from "../../wire/command/finish-command.ts";
import type { GroupRun } from "../chain/context.ts";
import type { PreparedSession } from "../logic-host.ts";
import type { EntryLock } from "./lock.ts";
import type { QueueInsertion } from "./queue.ts";

/** A group that waits in a queue, with what was frozen when it was put there. */
export interface QueuedGroup {
  readonly group: Group;
  readonly how: QueueInsertion;
  /** Connection of the group, chosen when it was queued; undefined: each pair uses its own. */
  readonly connection?: number;
  /** By position in the content: the command as it was when the group was queued. */
  readonly snapshots?: ReadonlyMap<number, OutgoingMessage>;
  /** By position in the content: the HTTP session with its requests as they were when the group was queued. */
  readonly sessions?: ReadonlyMap<number, PreparedSession>;
  /** ms after each item, of the timer that queued it; 0 without a timer. */
  readonly interval: number;
  /** The timer that queued it. */
  readonly timer?: number;
  /** Called once: the group has been executed, or skipped, or removed. */
  readonly finished?: () => void;
}

/** Where a group runs. */
export interface GroupPlace {
  /** Number of the thread; undefined on a timer's own thread. */
  readonly thread?: number;
  readonly lock: EntryLock;
  /** The run under way; of two, the forced one. */
  current: GroupRun | undefined;
  /** Takes the next forced group that waits; only where groups can be interrupted. */
  nextForced?(): QueuedGroup | undefined;
}
