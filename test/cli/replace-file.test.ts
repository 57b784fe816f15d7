import { expect } from "chai";
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CommandFailure } from "../../src/cli/exit.ts";
import { replaceFile } from "../../src/cli/replace-file.ts";
import { inFolder } from "../support/temporary.ts";

describe("replace-file", () => {
  it("replaces a file as a whole, and keeps its mode", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.txt");
      writeFileSync(file, "old");
      if (process.platform !== "win32") chmodSync(file, 0o640);
      await replaceFile(file, async (handle) => {
        await handle.write("new");
        expect(readFileSync(file, "utf8")).to.equal("old");
        return true;
      });
      expect(readFileSync(file, "utf8")).to.equal("new");
      if (process.platform !== "win32") expect(statSync(file).mode & 0o777).to.equal(0o640);
      expect(readdirSync(folder)).to.deep.equal(["a.txt"]);
    });
  });

  it("makes a file that is not there", async () => {
    await inFolder(async (folder) => {
      await replaceFile(path.join(folder, "b.txt"), async (handle) => {
        await handle.write("new");
        return true;
      });
      expect(readFileSync(path.join(folder, "b.txt"), "utf8")).to.equal("new");
    });
  });

  it("leaves everything as it was when it fails, or is not wanted", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.txt");
      writeFileSync(file, "old");
      const failed = await replaceFile(file, async (handle) => {
        await handle.write("half");
        throw new Error("no more");
      }).catch((error: unknown) => error);
      expect(failed).to.include({ message: "no more" });
      await replaceFile(file, () => Promise.resolve(false));
      expect([readFileSync(file, "utf8"), readdirSync(folder)]).to.deep.equal(["old", ["a.txt"]]);
    });
  });

  it("says which file cannot be written", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "none", "a.txt");
      const failed = await replaceFile(file, () => Promise.resolve(true)).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(CommandFailure);
      expect((failed as Error).message).to.include(file);
    });
  });

  it("keeps a link a link", async function () {
    if (process.platform === "win32") return this.skip();
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.txt");
      const link = path.join(folder, "link");
      writeFileSync(file, "old");
      symlinkSync("a.txt", link);
      await replaceFile(link, async (handle) => {
        await handle.write("new");
        return true;
      });
      expect(lstatSync(link).isSymbolicLink()).to.equal(true);
      expect(readFileSync(file, "utf8")).to.equal("new");
    });
  });
});
