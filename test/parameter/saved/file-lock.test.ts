/** A lock on a file. */
import path from "node:path";
import { symlinkSync } from "node:fs";
import { expect } from "chai";
import { codeOf, lockFile } from "../../../src/parameter/saved/file-lock.ts";
import { inFolder } from "../../support/parameter/saved-stores.ts";

describe("file lock", () => {
  it("is had by one at a time, and can be given back", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const unlock = await lockFile(file);
      expect(unlock).to.not.equal(undefined);
      expect(await lockFile(file)).to.equal(undefined);
      await unlock?.();
      const again = await lockFile(file);
      expect(again).to.not.equal(undefined);
      await again?.();
    }));

  it("other files are free; the same file by another way is not", () =>
    inFolder(async (folder) => {
      const unlock = await lockFile(path.join(folder, "a.saved"));
      const other = await lockFile(path.join(folder, "b.saved"));
      expect(other).to.not.equal(undefined);
      symlinkSync(folder, path.join(folder, "way"), "junction");
      expect(await lockFile(path.join(folder, "way", "a.saved"))).to.equal(undefined);
      await other?.();
      await unlock?.();
    }));

  it("needs the folder", () =>
    inFolder(async (folder) => {
      let code: unknown;
      await lockFile(path.join(folder, "missing", "a.saved")).catch(
        (error: unknown) => (code = codeOf(error)),
      );
      expect(code).to.equal("ENOENT");
    }));
});
