/** What the main thread and the thread of the element tell each other. */
import type { KnownWords } from "./line-completion.ts";

/** To the thread of the element. */
export type ToThread =
  /** Stop in order. */
  | { readonly type: "stop" }
  /** A line of standard input. */
  | { readonly type: "line"; readonly line: string }
  /** Standard input has ended. */
  | { readonly type: "noMoreLines" };

/** From the thread of the element. */
export type FromThread =
  /** Its last message. */
  | { readonly type: "end"; readonly exitCode: number }
  /** The ids of the protocol, for completion. */
  | { readonly type: "known"; readonly words: KnownWords }
  /** Something was printed where a line is edited. */
  | { readonly type: "printed" };
