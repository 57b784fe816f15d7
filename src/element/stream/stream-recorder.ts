/** Enters what happens on the lines of an element into its stream, and links messages to what they set off. */
import type { Clock } from "../../base/clock.ts";
import { ReceivedEntry } from "../../connection/received-entry.ts";
import type { ChainContext } from "../../logic/chain/context.ts";
import type { LogicStream } from "../../logic/logic-host.ts";
import type { Protocol, Response } from "../../protocol/model.ts";
import type { EventHub } from "../event-hub.ts";
import type { NewStreamEntry, StreamLog } from "./stream-log.ts";

/** The way into the stream of one element run. */
export class StreamRecorder implements LogicStream {
  readonly #protocol: Pick<Protocol, "commands">;
  readonly #clock: Clock;
  readonly #hub: EventHub;
  readonly #stream: StreamLog;

  constructor(protocol: Pick<Protocol, "commands">, clock: Clock, hub: EventHub, stream: StreamLog) {
    this.#protocol = protocol;
    this.#clock = clock;
    this.#hub = hub;
    this.#stream = stream;
  }

  /** Adds an entry, that of a command with its parameters. @returns its number */
  record(entry: NewStreamEntry): number {
    const stream = this.#stream;
    const number = stream.add(entry instanceof ReceivedEntry ? entry : this.#withParameters(entry));
    const newest = this.#hub.listening ? stream.newest : undefined;
    if (newest !== undefined) this.#hub.emit({ type: "stream", entry: newest });
    return number;
  }

  /** A message matched a response. */
  matched(
    { pair, context }: { readonly pair?: number; readonly context: ChainContext },
    { id, content }: Response,
    entry: number,
  ): void {
    this.#stream.match(entry, { response: id, params: content, pair, group: context.group?.group.id });
  }

  /** A QAction starts in the chain of a message. */
  ran(entry: number, qaction: number): void {
    this.#stream.ran(entry, qaction);
  }

  /** Everything that a message set off is done. */
  done(entry: number): void {
    this.#stream.done(entry, this.#clock.now());
  }

  #withParameters(entry: NewStreamEntry): NewStreamEntry {
    const command = entry.command === undefined ? undefined : this.#protocol.commands.get(entry.command);
    return command === undefined ? entry : { ...entry, params: command.content };
  }
}
