/** Following a file, in this process: the signal that ends it is emitted, not sent. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { whileChanging } from "../../src/cli/watch-file.ts";

describe("watch file", () => {
  let folder = "";
  let file = "";

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "qaction-watch-"));
    file = path.join(folder, "protocol.xml");
    writeFileSync(file, "1");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("works at once, after a write, and after another file took its place; not for other files", async () => {
    let works = 0;
    const steps: (() => void)[] = [
      () => {
        writeFileSync(path.join(folder, "other.xml"), "x");
        writeFileSync(file, "2");
      },
      () => {
        const next = path.join(folder, "next.xml");
        writeFileSync(next, "3");
        renameSync(next, file);
      },
      () => process.emit("SIGTERM", "SIGTERM"),
    ];
    const listeners = process.listenerCount("SIGTERM");
    let ready = 0;
    await whileChanging(
      () => [file],
      async () => {
        steps[works++]?.();
      },
      () => ready++,
    );
    expect([works, ready]).to.deep.equal([3, 1]);
    expect(process.listenerCount("SIGTERM")).to.equal(listeners);
  });

  it("ends with what the work throws", async () => {
    const error = new Error("no");
    const ended = whileChanging(
      () => [file],
      () => Promise.reject(error),
      () => undefined,
    );
    expect(await ended.then(() => undefined).catch((thrown: unknown) => thrown)).to.equal(error);
  });
});
