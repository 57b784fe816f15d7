/** The traffic of a capture file: WebSocket messages and HTTP of every TCP connection in it. */
import { ShownHeaders } from "../../protocol/secrets.ts";
import type { RecordedEntry, RemarkSink } from "../recorded-entry.ts";
import { packetsOf } from "./capture-packets.ts";
import { ConnectionNumbers } from "./connection-numbers.ts";
import { Conversation, type ConversationEvents } from "./conversation.ts";
import { segmentOf, type NoSegment, type Segment } from "./tcp-segments.ts";

/** Entries that are handed on together. */
const atOnce = 256;

const missedWords: Readonly<Record<Exclude<NoSegment, "other">, string>> = {
  "link type":
    "come from a kind of network that is not read (Ethernet, Linux cooked, loopback and raw IP are)",
  fragment: "are fragments of IP packets, which are not put together",
  cut: "are cut before their data begin: capture without a snapshot length",
};

/** Conversations by their two ends. */
class Conversations {
  readonly #open = new Map<string, Conversation>();
  readonly #shown = new ShownHeaders();
  readonly #numbers = new ConnectionNumbers();
  readonly #wanted: (url: string) => boolean;
  readonly #events: ConversationEvents;

  constructor(wanted: (url: string) => boolean, events: ConversationEvents) {
    this.#wanted = wanted;
    this.#events = events;
  }

  take(segment: Segment): void {
    const { from, to, syn, ack } = segment;
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    let found = this.#open.get(key);
    // The same ports, used again.
    if (syn && !ack && found !== undefined) {
      found.finish();
      found = undefined;
    }
    if (found === undefined) {
      if (segment.data.length === 0 && !syn) return;
      const [client, server] = syn && ack ? [to, from] : [from, to];
      found = new Conversation(client, server, this.#shown, this.#wanted, this.#numbers, this.#events);
      this.#open.set(key, found);
    }
    if (!found.over) found.take(segment);
  }

  finish(): void {
    for (const conversation of this.#open.values()) conversation.finish();
  }
}

/**
 * The entries of a capture file (pcap or pcapng), in the order of its packets.
 * @param wanted takes the addresses to import; by default all
 * @throws QActionKitError `ERR_RECORDING` for a file that is no capture
 */
export async function* importCapture(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  remark: RemarkSink,
  wanted: (url: string) => boolean = () => true,
  done?: (bytes: number) => void,
): AsyncGenerator<readonly RecordedEntry[]> {
  let entries: RecordedEntry[] = [];
  const conversations = new Conversations(wanted, {
    entry: (entry) => entries.push(entry),
    remark: (message, place) => {
      remark({ message, place });
    },
  });
  const missed = new Map<Exclude<NoSegment, "other">, number>();
  let at = 0;
  for await (const packet of packetsOf(chunks, file, remark, done)) {
    // Times go back when two network cards are captured at once.
    at = Number.isNaN(packet.at) ? at : Math.max(at, packet.at);
    const segment = segmentOf({ ...packet, at });
    if (typeof segment !== "string") conversations.take(segment);
    else if (segment !== "other") missed.set(segment, (missed.get(segment) ?? 0) + 1);
    if (entries.length < atOnce) continue;
    yield entries;
    entries = [];
  }
  conversations.finish();
  for (const [why, count] of missed)
    remark({ message: `${file}: ${String(count)} packets ${missedWords[why]}.` });
  yield entries;
}
