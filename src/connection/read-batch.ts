/** The messages of one read, handed on together behind it: taking them apart and working on them do not alternate. */

/** Whose messages they are. */
export interface BatchOwner {
  /** ms since 1970. */
  now(): number;
  /** One message, in its turn; `at` is the time of the read. */
  receive(bytes: Buffer, binary: boolean, at: number): void;
}

/**
 * A device that speaks fast puts hundreds of messages into one read. The code that takes frames apart and the code that
 * runs for a message do not fit into the processor's first cache together; one after the other, each is loaded once for a
 * read.
 */
export class ReadBatch {
  #owner: BatchOwner | undefined;
  #handing = false;
  readonly #bytes: Buffer[] = [];
  readonly #binary: boolean[] = [];

  /** A read begins. */
  begin(owner: BatchOwner): void {
    this.#owner ??= owner;
  }

  /** A message: it waits for the end of the read under way, and is handed on at once where there is none. */
  add(owner: BatchOwner, bytes: Buffer, binary: boolean): void {
    if (owner !== this.#owner) {
      owner.receive(bytes, binary, owner.now());
      return;
    }
    this.#bytes.push(bytes);
    this.#binary.push(binary);
  }

  /** Something else than a message is to be told: the messages come before it. */
  flush(owner: BatchOwner): void {
    if (owner === this.#owner && !this.#handing && this.#bytes.length > 0) this.#hand(owner);
  }

  /** All of the read has been taken apart. */
  end(owner: BatchOwner): void {
    if (owner !== this.#owner) return;
    try {
      this.flush(owner);
    } finally {
      this.#owner = undefined;
    }
  }

  #hand(owner: BatchOwner): void {
    const [bytes, binary] = [this.#bytes, this.#binary];
    const at = owner.now();
    this.#handing = true;
    try {
      for (const [index, message] of bytes.entries()) owner.receive(message, binary[index] === true, at);
    } finally {
      bytes.length = 0;
      binary.length = 0;
      this.#handing = false;
    }
  }
}

/** Reads never overlap: all sockets of a program share one batch. */
export const readBatch = new ReadBatch();
