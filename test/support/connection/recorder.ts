/** A connection's events, kept in order and awaited: tests never sleep. */
import type { MaybePromise } from "../../../src/base/maybe-promise.ts";
import type { Notice, NoticeCode } from "../../../src/base/notices.ts";
import type {
  ClosedInfo,
  ConnectionEvents,
  ConnectionStreamEntry,
  FailedInfo,
  MessageInfo,
  OpenedInfo,
} from "../../../src/connection/connection.ts";

/** One call of {@link ConnectionEvents}. */
export type Recorded =
  | { readonly type: "opened"; readonly info: OpenedInfo }
  | { readonly type: "failed"; readonly info: FailedInfo }
  | { readonly type: "closed"; readonly info: ClosedInfo }
  | { readonly type: "message"; readonly bytes: Uint8Array; readonly info: MessageInfo }
  | { readonly type: "alive"; readonly at: number };

type Of<T extends Recorded["type"]> = Extract<Recorded, { type: T }>;

/** Records all; {@link next} gives the first event of a kind that it has not given yet. */
export class Recorder implements ConnectionEvents {
  readonly all: Recorded[] = [];
  readonly entries: ConnectionStreamEntry[] = [];
  readonly notices: Notice[] = [];
  /** What a message's handler returns. */
  onMessage: (bytes: Uint8Array, info: MessageInfo) => MaybePromise = () => undefined;
  readonly #given = new Set<Recorded>();
  #wake: (() => void)[] = [];

  opened = (info: OpenedInfo): void => {
    this.#add({ type: "opened", info });
  };
  failed = (info: FailedInfo): void => {
    this.#add({ type: "failed", info });
  };
  closed = (info: ClosedInfo): void => {
    this.#add({ type: "closed", info });
  };
  message = (bytes: Uint8Array, info: MessageInfo): MaybePromise => {
    this.#add({ type: "message", bytes, info });
    return this.onMessage(bytes, info);
  };
  alive = (at: number): void => {
    this.#add({ type: "alive", at });
  };
  stream = (entry: ConnectionStreamEntry): number => {
    const number = this.entries.push(entry);
    this.#changed();
    return number;
  };
  notice = (notice: Notice): void => {
    this.notices.push(notice);
    this.#changed();
  };

  /** The next event of a kind, waiting for it if it has not come. */
  async next<T extends Recorded["type"]>(type: T): Promise<Of<T>> {
    const found = (): Of<T> | undefined =>
      this.all.find((event): event is Of<T> => event.type === type && !this.#given.has(event));
    await this.until(() => found() !== undefined);
    const event = found();
    if (event === undefined) throw new Error("it was there a moment ago");
    this.#given.add(event);
    return event;
  }

  /** Settles when the condition holds; looked at whenever something is recorded. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  /** Payloads received, as text. */
  get texts(): string[] {
    return this.all
      .filter((event) => event.type === "message")
      .map(({ bytes }) => Buffer.from(bytes).toString("utf8"));
  }

  /** Kinds of all events, in order. */
  get types(): string[] {
    return this.all.map(({ type }) => type);
  }

  /** Notices of one code. */
  noticesOf(code: NoticeCode): Notice[] {
    return this.notices.filter((notice) => notice.code === code);
  }

  #add(event: Recorded): void {
    this.all.push(event);
    this.#changed();
  }

  #changed(): void {
    const wake = this.#wake;
    this.#wake = [];
    for (const resolve of wake) resolve();
  }
}
