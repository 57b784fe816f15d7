/** The answer of a serial device while it is received: when it is complete, and what has come when its time is over. */

/** What is known about an answer while it is received. */
export interface AnswerProgress {
  /** False: no pair waits for an answer on this connection. */
  readonly awaited: boolean;
  /** Number of bytes, from the first, that make a complete answer; missing: not yet, or only the timeout ends it (`earlyEnd`). */
  readonly length?: number;
  /** ms without further data after which the answer is complete (`Protocol.Pairs.Pair-options`, receiveInterval). */
  readonly quietMs?: number;
}

/** What has come of an answer, taken out of the line. */
export interface CollectedAnswer {
  readonly bytes: Uint8Array;
  /** Number of its stream entry. */
  readonly entry: number | undefined;
}
