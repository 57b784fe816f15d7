import { expect } from "chai";
import { progressBar } from "../../src/cli/progress.ts";

/** A terminal that remembers what was written to it. */
function terminal(isTTY: boolean): { isTTY: boolean; written: string[]; write: (text: string) => void } {
  const written: string[] = [];
  return { isTTY, written, write: (text) => written.push(text) };
}

describe("progress", () => {
  it("draws a bar, each state once, and wipes it off", () => {
    const stream = terminal(true);
    const bar = progressBar(100, stream, 10);
    for (const done of [0, 50, 50, 100]) bar.update(done);
    bar.end();
    expect(stream.written).to.deep.equal([
      `\r[${".".repeat(30)}]   0 %`,
      `\r[${"#".repeat(15)}${".".repeat(15)}]  50 %`,
      `\r[${"#".repeat(30)}] 100 %`,
      `\r${" ".repeat(38)}\r`,
    ]);
  });

  it("counts megabytes where the end is not known", () => {
    const stream = terminal(true);
    const bar = progressBar(undefined, stream, 1024);
    bar.update(100);
    bar.update(3 * 1024 * 1024);
    expect(stream.written).to.deep.equal(["\r3 MB read"]);
  });

  it("is silent for small work and where there is no terminal", () => {
    for (const [stream, total] of [
      [terminal(true), 5],
      [terminal(false), 1000],
    ] as const) {
      const bar = progressBar(total, stream, 10);
      bar.update(1);
      bar.end();
      expect(stream.written).to.deep.equal([]);
    }
  });
});
