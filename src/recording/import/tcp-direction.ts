/** One direction of a TCP stream put in order again: late, repeated and overlapping segments. */
import type { Segment } from "./tcp-segments.ts";

/** Bytes that may wait for a missing segment; more, and it is not in the capture. */
const mostWaiting = 4 * 1024 * 1024;

/** How far apart two sequence numbers are, across the wrap at 2^32. */
function ahead(sequence: number, of: number): number {
  return (sequence - of) | 0;
}

/** Bytes of one direction, in order, up to the first gap. */
export class TcpDirection {
  /** True once the direction was seen to begin. */
  begun = false;
  /** Packet behind which bytes are missing; nothing follows. */
  gap: number | undefined;
  /** Sequence number of the next byte. */
  #next: number | undefined;
  #waiting: Segment[] = [];
  #waitingBytes = 0;
  #last = 0;

  /** Takes a segment. @returns the bytes that are in order now */
  take(segment: Segment): Buffer[] {
    if (this.gap !== undefined) return [];
    if (segment.syn) {
      this.begun = true;
      this.#next = (segment.sequence + 1) >>> 0;
      return [];
    }
    if (segment.data.length === 0 && segment.missing === 0) return [];
    this.#next ??= segment.sequence;
    this.#waiting.push(segment);
    this.#waitingBytes += segment.data.length;
    const ready = this.#inOrder();
    if (this.#waitingBytes > mostWaiting) this.end();
    return ready;
  }

  /** No segment follows: what still waits has a gap in front of it. */
  end(): void {
    if (this.#waiting.length > 0) this.gap ??= this.#last;
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #inOrder(): Buffer[] {
    const ready: Buffer[] = [];
    for (;;) {
      const next = this.#next ?? 0;
      const index = this.#waiting.findIndex(({ sequence }) => ahead(sequence, next) <= 0);
      const [segment] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (segment === undefined) return ready;
      const { data, missing, sequence, number } = segment;
      this.#waitingBytes -= data.length;
      const fresh = data.subarray(Math.min(data.length, -ahead(sequence, next)));
      if (fresh.length > 0) ready.push(fresh);
      this.#next = (next + fresh.length) >>> 0;
      this.#last = number;
      if (missing > 0) {
        this.gap = number;
        return ready;
      }
    }
  }
}
