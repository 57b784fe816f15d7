/** The reads of a plain line: messages go to their socket, everything else to the library that keeps the rules of WebSocket. */
import { PlainFrames, type FrameTarget } from "./plain-frames.ts";

/** Whose messages they are. */
export interface MessageTarget {
  /** ms since 1970. */
  now(): number;
  /** One message; `at` is the time of the read it came with. */
  receive(bytes: Buffer, binary: boolean, at: number): void;
}

/** The line, whose listeners of `data` are the library's. */
export interface ReadLine {
  emit(event: "data", bytes: Buffer): boolean;
}

/** Reads for one socket. All messages of a read have its time, which is when they arrived. */
export class SocketReader implements FrameTarget {
  readonly #target: MessageTarget;
  #line: ReadLine | undefined;
  /** Missing while the library gets everything. */
  #frames: PlainFrames | undefined;
  /** Time of the read under way. */
  #at: number | undefined;

  constructor(target: MessageTarget) {
    this.#target = target;
  }

  /** The reads are those of this line. */
  attach(line: ReadLine): void {
    this.#line = line;
  }

  /** The socket is open; `head` came with the answer, and the library has it. Without a line nothing changes. */
  begin(maxBytes: number, head: Buffer): void {
    if (this.#line === undefined) return;
    this.#frames = new PlainFrames(maxBytes);
    this.#frames.skip(head);
  }

  /** One read, while the line flows. */
  read(bytes: Buffer): void {
    if (this.#frames === undefined) {
      this.other(bytes);
      return;
    }
    this.#at = this.#target.now();
    try {
      this.#frames.read(bytes, this);
    } finally {
      this.#at = undefined;
    }
  }

  /** A read that has to wait in the line: it is for the library, as is all that follows. @returns what the line has to keep */
  wait(bytes: Buffer): Buffer {
    const held = this.#frames?.held;
    this.#frames = undefined;
    return held === undefined ? bytes : Buffer.concat([held, bytes]);
  }

  /** A message, found here or by the library. */
  message(bytes: Buffer, binary: boolean): void {
    this.#target.receive(bytes, binary, this.#at ?? this.#target.now());
  }

  /** Bytes for the library. */
  other(bytes: Buffer): void {
    this.#line?.emit("data", bytes);
  }
}
