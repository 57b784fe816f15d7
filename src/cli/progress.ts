/** A progress bar on one line of a terminal; silent if the stream is not a terminal. */

/** What the bar needs of a stream; `process.stderr` has it. */
export interface BarStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a piece of work is. */
export interface ProgressBar {
  /** Shows that `done` units are done. */
  update(done: number): void;
  /** Wipes the bar off the terminal. */
  end(): void;
}

const width = 30;
const silent: ProgressBar = { update: () => undefined, end: () => undefined };

/**
 * A bar for work of `total` units; without a total it counts. Nothing is written to a stream that is not a terminal, or for work
 * below `least` units.
 */
export function progressBar(
  total: number | undefined,
  stream: BarStream = process.stderr,
  least = 4 * 1024 * 1024,
): ProgressBar {
  if (stream.isTTY !== true || (total !== undefined && total < least)) return silent;
  let shown = "";
  return {
    update(done) {
      if (total === undefined && done < least) return;
      const share = total === undefined ? undefined : Math.min(1, done / total);
      const full = Math.floor((share ?? 0) * width);
      const line =
        share === undefined
          ? `${(done / 1_048_576).toFixed(0)} MB read`
          : `[${"#".repeat(full)}${".".repeat(width - full)}] ${(share * 100).toFixed(0).padStart(3)} %`;
      if (line !== shown) stream.write(`\r${line}`);
      shown = line;
    },
    end() {
      if (shown !== "") stream.write(`\r${" ".repeat(shown.length)}\r`);
    },
  };
}
