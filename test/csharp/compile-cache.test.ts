/** Compiled assemblies on disk. */
import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { CompileCache, defaultCacheFolder, fingerprint } from "../../src/csharp/compile-cache.ts";
import { inFolder } from "../support/temporary.ts";

describe("compile cache", () => {
  it("finds what was written under the same fingerprint, and keeps it young", async () => {
    await inFolder((folder) => {
      const cache = new CompileCache(folder);
      expect(cache.find("key", "A.1.0")).to.equal(undefined);
      const file = cache.place("key", "A.1.0");
      writeFileSync(file, "");
      const old = new Date(Date.now() - 1e9);
      utimesSync(path.dirname(file), old, old);
      expect(cache.find("key", "A.1.0")).to.equal(file);
      expect(statSync(path.dirname(file)).mtimeMs).to.be.greaterThan(old.getTime() + 1e8);
      expect(cache.find("other", "A.1.0")).to.equal(undefined);
    });
  });

  it("removes what was not used for 30 days when something new is compiled", async () => {
    await inFolder((folder) => {
      const days = (count: number): Date => new Date(Date.now() - count * 24 * 3600 * 1000);
      for (const [name, age] of [
        ["old", 31],
        ["young", 29],
      ] as const) {
        mkdirSync(path.join(folder, name));
        utimesSync(path.join(folder, name), days(age), days(age));
      }
      new CompileCache(folder).place("new", "A");
      expect(["old", "young", "new"].map((name) => existsSync(path.join(folder, name)))).to.deep.equal([
        false,
        true,
        true,
      ]);
    });
  });

  it("a name of a protocol that is no file name", async () => {
    await inFolder((folder) => {
      const file = new CompileCache(folder).place("key", "A/B: C?.1.0.0.1.QAction.1");
      expect(path.basename(file)).to.equal("A_B_ C_.1.0.0.1.QAction.1.dll");
    });
  });

  it("fingerprints tell where one text ends and the next begins, and lone surrogates apart", () => {
    expect(fingerprint(["ab", "c"])).to.not.equal(fingerprint(["a", "bc"]));
    expect(fingerprint(["\ud800"])).to.not.equal(fingerprint(["\ud801"]));
    expect(fingerprint(["a"])).to.match(/^[0-9a-f]{40}$/);
  });

  it("stands in the folder that each system has for caches", () => {
    expect(defaultCacheFolder({ XDG_CACHE_HOME: "/caches" }, "linux")).to.equal("/caches/qaction-kit/csharp");
    expect(defaultCacheFolder({ LOCALAPPDATA: "C:\\Users\\me\\AppData\\Local" }, "win32")).to.equal(
      "C:\\Users\\me\\AppData\\Local\\qaction-kit\\csharp",
    );
    expect(defaultCacheFolder({}, "darwin")).to.match(/\/Library\/Caches\/qaction-kit\/csharp$/);
  });
});
