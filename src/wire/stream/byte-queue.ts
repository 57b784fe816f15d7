/** A queue of bytes: pieces of any size are appended and taken in time proportional to their bytes. */

/** Most memory that an empty queue keeps, in bytes. */
const keptBlock = 65_536;

/** A queue of bytes on one growing block of memory. */
export class ByteQueue {
  #block: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #dropped = 0;

  /** Number of waiting bytes. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Offset in the whole stream of the first waiting byte. */
  get offset(): number {
    return this.#dropped;
  }

  /** The waiting bytes; valid until the next {@link push}. */
  get bytes(): Buffer {
    return this.#block.subarray(this.#start, this.#end);
  }

  push(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#block.length) this.#makeRoom(this.length + chunk.length);
    this.#block.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** Moves the waiting bytes to the front: of the same block while it is half empty, else of one twice as large. */
  #makeRoom(needed: number): void {
    const roomy = needed * 2 <= this.#block.length;
    const block = roomy
      ? this.#block
      : Buffer.allocUnsafeSlow(Math.max(needed, this.#block.length * 2, 1024));
    this.#block.copy(block, 0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
    this.#block = block;
  }

  /** Takes a copy of the first `count` bytes. */
  take(count: number): Buffer {
    const taken = Buffer.from(this.#block.subarray(this.#start, Math.min(this.#start + count, this.#end)));
    this.drop(taken.length);
    return taken;
  }

  /** Drops the first `count` bytes. */
  drop(count: number): void {
    const dropped = Math.min(count, this.length);
    this.#start += dropped;
    this.#dropped += dropped;
    if (this.#start !== this.#end) return;
    this.#start = this.#end = 0;
    if (this.#block.length > keptBlock) this.#block = Buffer.alloc(0);
  }
}

/**
 * Finds one sequence in a growing stream without reading a byte twice, as long as the starting points do not go back.
 * All offsets are those of the whole stream.
 */
export class SequenceFinder {
  readonly sequence: Uint8Array;
  /** Start of the last search: no occurrence begins from there up to `#searched`, except the one found. */
  #from = 0;
  #found = -1;
  #searched = 0;

  constructor(sequence: Uint8Array) {
    this.sequence = sequence;
  }

  /** First occurrence that begins at `from` or later; -1 when there is none yet. */
  next(queue: ByteQueue, from: number): number {
    const known = from >= this.#from;
    this.#from = from;
    if (known && this.#found >= from) return this.#found;
    const start = Math.max(from, known ? this.#searched : 0, queue.offset);
    const at = queue.bytes.indexOf(this.sequence, start - queue.offset);
    this.#found = at < 0 ? -1 : queue.offset + at;
    this.#searched =
      at < 0 ? Math.max(start, queue.offset + queue.length - this.sequence.length + 1) : this.#found;
    return this.#found;
  }

  /**
   * Where the sequence may begin at the end of the data, at `from` or later: the first offset from which all bytes agree
   * with it although some are missing. Infinity when it does not.
   */
  begun(queue: ByteQueue, from: number): number {
    const { bytes, offset } = queue;
    const first = Math.max(from - offset, bytes.length - this.sequence.length + 1, 0);
    for (let at = first; at < bytes.length; at++) {
      if (bytes.subarray(at).equals(this.sequence.subarray(0, bytes.length - at))) return offset + at;
    }
    return Infinity;
  }
}
