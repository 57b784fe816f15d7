/** A file of saved values on disk. */
import {
  chmodSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { LockedFile } from "../../../src/parameter/saved/locked-file.ts";
import { SavedContent, type Change } from "../../../src/parameter/saved/saved-content.ts";
import { failure, FullDisk, inFolder } from "../../support/parameter/saved-stores.ts";

const value = (number: number, pid = 12): Change => ["1/1", "value", pid, { bytes: "", number }];
const none = (): Change[] => [];

/** Opens, writes each group, closes. */
async function write(file: string, ...groups: readonly (readonly Change[])[]): Promise<void> {
  const locked = await LockedFile.open(file, "refuse");
  for (const group of groups) await locked.write(group, () => group, false);
  await locked.close();
}

async function held(file: string, damaged: "refuse" | "recover" = "refuse"): Promise<unknown[]> {
  const locked = await LockedFile.open(file, damaged);
  await locked.close();
  return locked.content.values("1/1").map(([pid, { number }]) => [pid, number]);
}

describe("locked file", () => {
  it("is made by the first write, for its owner only, and added to by the next", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const locked = await LockedFile.open(file, "refuse");
      expect([locked.isNew, existsSync(file)]).to.deep.equal([true, false]);
      await locked.write([value(1)], () => [value(1)], false);
      const before = readFileSync(file, "utf8");
      await locked.write([value(2)], none, false);
      expect(readFileSync(file, "utf8").startsWith(before)).to.equal(true);
      await locked.close();
      if (process.platform !== "win32") expect(statSync(file).mode & 0o777).to.equal(0o600);
      expect(await held(file)).to.deep.equal([[12, 2]]);
    }));

  it("an empty file is a new one", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      writeFileSync(file, "");
      await write(file, [value(1)], [value(2)]);
      expect(await held(file)).to.deep.equal([[12, 2]]);
    }));

  it("keeps permissions and symbolic links when it is replaced", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const link = path.join(folder, "link");
      await write(file, [value(1)]);
      chmodSync(file, 0o640);
      symlinkSync(file, link);
      const locked = await LockedFile.open(link, "refuse");
      await locked.write([], () => [value(2)], true);
      await locked.close();
      expect(readFileSync(link)).to.deep.equal(readFileSync(file));
      if (process.platform !== "win32") expect(statSync(file).mode & 0o777).to.equal(0o640);
      expect(await held(file)).to.deep.equal([[12, 2]]);
      expect(existsSync(`${file}.new`)).to.equal(false);
    }));

  it("is replaced when most of it is outdated, and only then", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const locked = await LockedFile.open(file, "refuse");
      const long = (number: number): Change => [
        "1/1",
        "value",
        12,
        { bytes: "", number, text: "x".repeat(300_000) },
      ];
      const sizes: number[] = [];
      for (let number = 1; number <= 9; number++) {
        await locked.write([long(number)], () => [long(number)], false);
        sizes.push(Math.round(statSync(file).size / 300_000));
      }
      await locked.close();
      // Beyond 1 MiB and twice what the first write, a whole file of its own, had: 1,648,576 bytes.
      expect(sizes).to.deep.equal([1, 2, 3, 4, 5, 6, 1, 2, 3]);
      expect(await held(file)).to.deep.equal([[12, 9]]);
    }));

  it("a last write that is not whole is dropped, and the next write follows on what is good", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      await write(file, [value(1)], [value(2)]);
      const whole = readFileSync(file);
      writeFileSync(file, whole.subarray(0, whole.length - 5));
      const locked = await LockedFile.open(file, "refuse");
      const offset = whole.indexOf(0x0a, whole.indexOf(0x0a) + 1) + 1;
      expect(locked.dropped).to.deep.equal({ offset, length: whole.length - 5 - offset });
      await locked.write([value(3, 13)], none, false);
      await locked.close();
      expect(await held(file)).to.deep.equal([
        [12, 1],
        [13, 3],
      ]);
    }));

  it("damage before the end is refused and nothing is touched; recover keeps what was before, and a copy", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      await write(file, [value(1)], [value(2)], [value(3)]);
      const spoilt = Buffer.from(readFileSync(file, "utf8").replace('"number":2', '"number":7'));
      writeFileSync(file, spoilt);
      const { code, message } = await failure(LockedFile.open(file, "refuse"));
      expect([code, message.includes('damaged: "recover"')]).to.deep.equal(["ERR_SAVED_DAMAGED", true]);
      expect(readFileSync(file)).to.deep.equal(spoilt);
      expect(await held(file, "recover")).to.deep.equal([[12, 1]]);
      expect(readFileSync(`${file}.damaged`)).to.deep.equal(spoilt);
    }));

  it("refuses other files, newer ones, folders and missing folders, and gives the lock back", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      for (const [text, code] of [
        ["<Protocol/>", "ERR_SAVED_FORMAT"],
        ["qaction-kit saved values 2\n", "ERR_SAVED_FORMAT"],
      ] as const) {
        writeFileSync(file, text);
        for (let attempt = 0; attempt < 2; attempt++)
          expect((await failure(LockedFile.open(file, "recover"))).code, text).to.equal(code);
        expect(readFileSync(file, "utf8")).to.equal(text);
      }
      expect((await failure(LockedFile.open(folder, "refuse"))).code).to.equal("ERR_SAVED_FILE");
      const nowhere = await failure(LockedFile.open(path.join(folder, "missing", "a.saved"), "refuse"));
      expect([nowhere.code, nowhere.message.includes("no such folder")]).to.deep.equal([
        "ERR_SAVED_FILE",
        true,
      ]);
    }));

  it("is locked while it is open", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const locked = await LockedFile.open(file, "refuse");
      expect((await failure(LockedFile.open(file, "refuse"))).code).to.equal("ERR_SAVED_LOCKED");
      await locked.close();
      await write(file, [value(1)]);
    }));

  it("a file that went is made again; one that another program changed is left alone", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const locked = await LockedFile.open(file, "refuse");
      await locked.write([value(1)], () => [value(1)], false);
      rmSync(file);
      await locked.write([value(2)], () => [value(1), value(2)], false);
      expect(readFileSync(file, "utf8")).to.contain('"number":1').and.to.contain('"number":2');

      writeFileSync(file, "somebody else's", { flag: "a" });
      const theirs = readFileSync(file);
      let message = "";
      for (const replace of [false, true])
        await locked.write([value(3)], none, replace).catch((error: unknown) => (message = String(error)));
      expect(message).to.contain("Another program");
      expect(readFileSync(file)).to.deep.equal(theirs);

      await locked.close();
      renameSync(file, `${file}.theirs`);
    }));

  it("a full disk leaves what was there; a write after that replaces the file", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      await write(file, [value(1)]);
      const locked = await LockedFile.open(file, "refuse");
      {
        using disk = await FullDisk.with(20);
        await locked.write([value(2)], none, false).catch(() => (disk.room = 20));
        await locked.write([], () => [value(2)], true).catch(() => undefined);
        expect(existsSync(`${file}.new`)).to.equal(false);
      }
      // 20 bytes of the line are there.
      const content = new SavedContent();
      content.apply(value(2));
      await locked.write([], () => content.changes(), true);
      await locked.close();
      expect(await held(file)).to.deep.equal([[12, 2]]);
    }));
});
