/** Reads the lines of `--repl` from standard input and hands them to the thread of the element. */
import process from "node:process";
import { clearLine, createInterface, cursorTo, type Interface } from "node:readline";
import { completeLine, noWords, type KnownWords } from "./line-completion.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";

/** Lines that the arrow keys bring back. */
const historySize = 500;

/** A conversation with the thread, in the main thread, where a script that never returns cannot block it. */
export class Conversation {
  readonly #lines: Interface;
  readonly #terminal: boolean;
  #known: KnownWords = noWords;

  /**
   * @param terminal Lines are edited on a terminal; otherwise they come from a pipe or a file.
   * @param post Sends a message to the thread.
   * @param interrupt Called for Ctrl+C, which a terminal that edits lines does not turn into a signal.
   */
  constructor(terminal: boolean, post: (message: ToThread) => void, interrupt: () => void) {
    this.#terminal = terminal;
    this.#lines = createInterface({
      input: process.stdin,
      terminal: this.#terminal,
      historySize,
      removeHistoryDuplicates: true,
      prompt: "> ",
      ...(this.#terminal && {
        output: process.stdout,
        completer: (line: string) => completeLine(line, this.#known),
      }),
    });
    this.#lines.on("line", (line) => {
      post({ type: "line", line });
      this.#prompt();
    });
    this.#lines.on("SIGINT", interrupt);
    this.#lines.on("close", () => {
      post({ type: "noMoreLines" });
    });
  }

  /** A message of the thread: it knows the ids to complete, or has printed over the line that is edited. */
  told(message: FromThread): void {
    if (message.type === "known") this.#known = message.words;
    else if (message.type === "printed") this.#prompt();
  }

  #prompt(): void {
    if (this.#terminal) this.#lines.prompt(true);
  }

  /** Reads no more. */
  end(): void {
    this.#lines.close();
    if (this.#terminal) clearLine(process.stdout, 0, () => cursorTo(process.stdout, 0));
    // A pipe that stays open must not keep the process.
    process.stdin.destroy();
  }
}
