/** Enters what happens on the lines of an element into its stream, and tells whoever listens. */
import { ReceivedEntry } from "../../connection/received-entry.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { EventHub } from "../event-hub.ts";
import type { NewStreamEntry, StreamLog } from "./stream-log.ts";

/** The way into the stream of one element run. */
export class StreamRecorder {
  readonly #protocol: Pick<Protocol, "commands">;
  readonly #stream: StreamLog;
  readonly #hub: EventHub;

  constructor(protocol: Pick<Protocol, "commands">, stream: StreamLog, hub: EventHub) {
    this.#protocol = protocol;
    this.#stream = stream;
    this.#hub = hub;
  }

  /** Adds an entry, that of a command with its parameters. @returns its number */
  record(entry: NewStreamEntry): number {
    const stream = this.#stream;
    const number = stream.add(entry instanceof ReceivedEntry ? entry : this.#withParameters(entry));
    const newest = this.#hub.listening ? stream.newest : undefined;
    if (newest !== undefined) this.#hub.emit({ type: "stream", entry: newest });
    return number;
  }

  #withParameters(entry: NewStreamEntry): NewStreamEntry {
    const command = entry.command === undefined ? undefined : this.#protocol.commands.get(entry.command);
    return command === undefined ? entry : { ...entry, params: command.content };
  }
}
