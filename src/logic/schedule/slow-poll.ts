/** Slow poll: the main connection is only pinged until it answers again (`ConnectionsPingGroup`). */
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Group, Protocol } from "../../protocol/model.ts";
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { EngineClock, EngineTimer } from "./engine-clock.ts";
import type { QueuedGroup } from "./queued-group.ts";
import type { Redundancy } from "../exchange/redundancy.ts";
import type { ProtocolThread } from "./thread.ts";

/** Group that serves as ping when the protocol has one. */
const pingGroupId = -1;
/** The connection that slow poll is about. */
const mainConnection = 0;

/**
 * What is sent as a ping: group -1, else the pair with `ping`, else the pair of the lowest id that has a response.
 * Undefined when there is none: a connection that carries requests has no pairs.
 */
export const pingGroup: (protocol: Protocol) => Group | undefined = memoize((protocol) => {
  const group = protocol.groups.get(pingGroupId);
  if (group !== undefined) return group;
  const main = protocol.connections.find(({ id }) => id === mainConnection);
  if (main !== undefined && kindOf(main).carries === "requests") return undefined;
  const onMain = [...protocol.pairs.values()].filter(
    ({ connection = mainConnection }) => connection === mainConnection,
  );
  const answered = onMain.filter(({ responses }) => responses.length > 0).sort((a, b) => a.id - b.id);
  const pair = onMain.find(({ ping }) => ping) ?? answered[0];
  if (pair === undefined) return undefined;
  const { id, position } = pair;
  return {
    id: pingGroupId,
    name: "ping",
    type: "poll",
    connection: mainConnection,
    ping: false,
    multipleGet: false,
    content: [{ kind: "pair", id, position }],
    position,
  };
});

/** Slow poll of one element. */
export class SlowPoll {
  readonly #protocol: Protocol;
  readonly #options: Pick<Options, "slowPollDropsPollGroups">;
  readonly #clock: EngineClock;
  readonly #redundancy: Redundancy;
  readonly #thread: ProtocolThread;
  #on = false;
  #pinging = false;
  #next: EngineTimer | undefined;

  /** @param thread the main thread, which sends the ping */
  constructor(
    protocol: Protocol,
    options: Pick<Options, "slowPollDropsPollGroups">,
    clock: EngineClock,
    redundancy: Redundancy,
    thread: ProtocolThread,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#clock = clock;
    this.#redundancy = redundancy;
    this.#thread = thread;
  }

  /**
   * From now on only the ping is sent on the main connection, at once and every `pingIntervalMs`. Without a ping nothing
   * could end slow poll: normal polling goes on.
   */
  enter(pingIntervalMs: number): void {
    const ping = pingGroup(this.#protocol);
    if (this.#on || ping === undefined) return;
    this.#on = true;
    this.#send(ping, pingIntervalMs);
  }

  /** Normal polling resumes. */
  leave(): void {
    this.#on = false;
    this.#next?.cancel();
  }

  /** True for a group that must not run now: one that polls the main connection and is not the ping. */
  drops({ group, connection = mainConnection }: QueuedGroup): boolean {
    if (!this.#on || !this.#options.slowPollDropsPollGroups) return false;
    return group.type === "poll" && connection === mainConnection && group.id !== pingGroupId;
  }

  /** A ping that still waits for its answer is not sent again. */
  #send(ping: Group, intervalMs: number): void {
    if (!this.#pinging) {
      this.#pinging = true;
      // Of a redundant pair it goes to the one that is polled, and a failure moves it to the other.
      const connection = this.#redundancy.pair === undefined ? { connection: mainConnection } : {};
      this.#thread.add({
        group: ping,
        how: "execute next",
        interval: 0,
        ...connection,
        finished: () => {
          this.#pinging = false;
        },
      });
    }
    this.#next = this.#clock.after(intervalMs, () => {
      this.#send(ping, intervalMs);
    });
  }
}
