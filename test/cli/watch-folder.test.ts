/** Following a folder with the folders in it. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { whileFilesChange } from "../../src/cli/watch-folder.ts";
import { openWatchers } from "../support/watchers.ts";
import { inFolder } from "../support/temporary.ts";

/** Works once for each step, which leads to the next; then ends. */
function works(folder: string, steps: readonly (() => void)[]): Promise<void> {
  const left = [...steps];
  return new Promise((resolve, reject) => {
    const step = (): void => {
      const next = left.shift();
      if (next === undefined) {
        end();
        resolve();
      } else next();
    };
    const end = whileFilesChange(
      folder,
      (name) => name.endsWith(".ts"),
      async () => {
        step();
      },
      reject,
    );
    step();
  });
}

describe("watch folder", () => {
  it("sees changes in folders that come later, and the folder itself go and come back", async () => {
    await inFolder(async (above) => {
      const folder = path.join(above, "connector");
      const script = path.join(folder, "QAction_1", "QAction_1.ts");
      const write = (): void => {
        mkdirSync(path.dirname(script), { recursive: true });
        writeFileSync(script, "1");
      };
      mkdirSync(folder);
      await works(folder, [
        write,
        () => {
          writeFileSync(script, "2");
        },
        () => {
          writeFileSync(`${script}.tmp`, "3");
          renameSync(`${script}.tmp`, script);
        },
        () => {
          rmSync(script);
        },
        () => {
          rmSync(folder, { recursive: true });
          write();
        },
        () => {
          writeFileSync(script, "4");
        },
      ]);
    });
  });

  it("looks at no folder of packages, of a build or of a tool", async () => {
    await inFolder(async (folder) => {
      for (const name of ["node_modules/a/b", "obj/x", "bin", ".git/objects", "QAction_1/src"])
        mkdirSync(path.join(folder, name), { recursive: true });
      const before = await openWatchers();
      const end = whileFilesChange(
        folder,
        () => true,
        () => Promise.resolve(),
        () => undefined,
      );
      // The folder, the one above it, QAction_1 and src.
      expect((await openWatchers()) - before).to.equal(4);
      end();
      expect(await openWatchers()).to.equal(before);
    });
  });
});
