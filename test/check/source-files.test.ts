/** The files of a connector for one check: from the disk, or as an editor or a fix would leave them. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { SourceFiles } from "../../src/check/source-files.ts";
import { inFolder } from "../support/temporary.ts";

describe("check/source-files", () => {
  it("what is changed counts before the disk, by any path of the file", async () => {
    await inFolder((folder) => {
      const [a, b] = [path.join(folder, "a.ts"), path.join(folder, "b.ts")];
      writeFileSync(a, "disk");
      writeFileSync(b, "disk");
      const files = new SourceFiles(new Map([[path.relative("", a), Buffer.from("\ufeffnew")]]));
      expect([files.text(a), files.text(b)]).to.deep.equal(["new", "disk"]);
    });
  });

  it("renewed files hold what they are given, or what is on the disk now, and the others stay the same", async () => {
    await inFolder((folder) => {
      const [a, b, c] = ["a", "b", "c"].map((name) => path.join(folder, name));
      if (a === undefined || b === undefined || c === undefined) return;
      for (const file of [a, b, c]) writeFileSync(file, "before");
      const files = new SourceFiles();
      for (const file of [a, b, c]) files.text(file);
      for (const file of [a, b, c]) writeFileSync(file, "after");
      const next = files.renewed(
        new Map([
          [a, "given"],
          [b, undefined],
        ]),
      );
      expect([a, b, c].map((file) => next.text(file))).to.deep.equal(["given", "after", "before"]);
      expect(next.content(c)).to.equal(files.content(c));
      expect(files.text(a)).to.equal("before");
    });
  });

  it("a file is read once, and remembered when it is missing", async () => {
    await inFolder((folder) => {
      const [a, missing] = [path.join(folder, "a.ts"), path.join(folder, "missing.ts")];
      writeFileSync(a, "before");
      const files = new SourceFiles();
      expect([files.text(a), files.text(missing)]).to.deep.equal(["before", undefined]);
      writeFileSync(a, "after");
      writeFileSync(missing, "after");
      expect([files.text(a), files.bytes(missing)]).to.deep.equal(["before", undefined]);
      expect([...files.asked()]).to.deep.equal([a, missing]);
    });
  });
});
