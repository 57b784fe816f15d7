/** Following a file, in this process: the signal that ends it is emitted, not sent. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { whileChanging } from "../../src/cli/watch-file.ts";
import { openWatchers } from "../support/watchers.ts";

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

  /** Works once more for each step, and gives what had changed; the step before led to it. */
  async function changesOf(
    files: readonly string[],
    steps: readonly (() => void)[],
  ): Promise<readonly (readonly string[])[]> {
    const all: string[][] = [];
    const left = [...steps, () => process.emit("SIGTERM", "SIGTERM")];
    await whileChanging(
      () => files,
      async (changed) => {
        all.push([...changed].sort());
        left.shift()?.();
      },
      () => undefined,
    );
    return all.slice(1);
  }

  it("sees each way in which editors write, and a burst of changes as one", async () => {
    const beside = path.join(folder, "protocol.xml~");
    const steps: readonly (() => void)[] = [
      // Truncated, then written in parts.
      () => {
        const handle = openSync(file, "w");
        writeSync(handle, "2");
        fsyncSync(handle);
        writeSync(handle, "2");
        closeSync(handle);
      },
      // Written beside it, and renamed over it.
      () => {
        writeFileSync(beside, "3");
        renameSync(beside, file);
      },
      // The old one renamed to a backup, and written anew.
      () => {
        renameSync(file, beside);
        writeFileSync(file, "4");
      },
      () => {
        rmSync(file);
        writeFileSync(file, "5");
      },
      () => {
        for (let i = 0; i < 300; i++) writeFileSync(file, String(i));
      },
      () => {
        rmSync(file);
      },
      () => {
        writeFileSync(file, "6");
      },
    ];
    expect(await changesOf([file], steps)).to.deep.equal(steps.map(() => [file]));
  });

  it("sees a folder go and come back, with the folders above it", async () => {
    const deep = path.join(folder, "a", "b", "protocol.xml");
    const other = path.join(folder, "a", "other.xml");
    const write = (): void => {
      mkdirSync(path.dirname(deep), { recursive: true });
      writeFileSync(deep, "1");
    };
    write();
    const steps: readonly (() => void)[] = [
      () => {
        rmSync(path.join(folder, "a"), { recursive: true });
      },
      write,
      () => {
        writeFileSync(deep, "2");
      },
      () => {
        renameSync(path.join(folder, "a"), path.join(folder, "c"));
        write();
      },
      () => {
        writeFileSync(deep, "3");
      },
    ];
    const all = await changesOf([deep, other], steps);
    for (const changed of all) expect(changed).to.include(deep);
    expect(all.at(-1)).to.deep.equal([deep]);
  });

  it("sees files of a listed folder come and go, and of no other extension", async () => {
    const [script, text, inside] = ["new.cs", "new.txt", "Inside"].map((name) => path.join(folder, name));
    if (script === undefined || text === undefined || inside === undefined) return;
    const steps: readonly (() => void)[] = [
      () => {
        writeFileSync(text, "1");
        writeFileSync(script, "1");
      },
      () => {
        rmSync(script);
      },
      () => {
        mkdirSync(inside);
      },
    ];
    const changes = await changesOf([path.join(folder, "*.cs"), path.join(folder, "*")], steps);
    expect(changes).to.deep.equal([[script], [script], [inside]]);
  });

  it("watches the folders of the files alone, and leaves nothing behind", async () => {
    const before = await openWatchers();
    mkdirSync(path.join(folder, "node_modules", "a"), { recursive: true });
    mkdirSync(path.join(folder, "QAction_1"));
    let during = 0;
    await whileChanging(
      () => [
        file,
        path.join(folder, "QAction_1", "QAction_1.ts"),
        path.join(folder, "QAction_2", "QAction_2.ts"),
      ],
      async () => {
        during = await openWatchers();
      },
      () => process.emit("SIGINT", "SIGINT"),
    );
    expect([during - before, await openWatchers()]).to.deep.equal([2, before]);
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
