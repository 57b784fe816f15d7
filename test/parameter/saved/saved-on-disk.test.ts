/** Saved values in a file, for several elements. */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { StoredValue } from "../../../src/parameter/store.ts";
import { savedOnDisk } from "../../../src/parameter/saved/saved-on-disk.ts";
import type {
  SavedChange,
  SavedStore,
  SavedValues,
  SavingElement,
} from "../../../src/parameter/saved/saved-values.ts";
import { failure, FullDisk, inFolder } from "../../support/parameter/saved-stores.ts";

const stored = (number: number): StoredValue => ({ bytes: Uint8Array.of(number), number });

function open(store: SavedStore, id: string, given: Partial<SavingElement> = {}): Promise<SavedValues> {
  return store.open({ id, protocol: "A", notice: () => undefined, saved: () => undefined, ...given });
}

describe("saved on disk", () => {
  it("elements of one file never mix, and each hears of its own writes", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const store = savedOnDisk(file);
      const told: [string, SavedChange][] = [];
      const both = await Promise.all(
        ["1/1", "1/2"].map((id) =>
          open(store, id, {
            saved: (changes) => void told.push(...changes.map((one) => [id, one] as [string, SavedChange])),
          }),
        ),
      );
      for (const [at, values] of both.entries()) {
        values.save(12, stored(at));
        values.saveRow(1000, "a", { 1001: "a", 1002: at });
      }
      await both[0]?.flush?.();
      expect(told).to.have.deep.members(
        [0, 1].flatMap((at) => [
          [`1/${String(at + 1)}`, { pid: 12, value: stored(at) }],
          [`1/${String(at + 1)}`, { table: 1000, key: "a", row: { 1001: "a", 1002: at } }],
        ]),
      );
      for (const values of both) await values.close?.();
      const again = await open(store, "1/2");
      expect([...again.load()]).to.deep.equal([[12, stored(1)]]);
      expect([...again.loadTables()].map(([, rows]) => [...rows])).to.deep.equal([
        [["a", { 1001: "a", 1002: 1 }]],
      ]);
      again.forget(12);
      again.forgetTable(1000);
      await again.close?.();
      const [one, two] = [await open(store, "1/1"), await open(store, "1/2")];
      expect([...one.load()]).to.deep.equal([[12, stored(0)]]);
      expect([...two.load(), ...two.loadTables()]).to.deep.equal([]);
      await one.close?.();
      await two.close?.();
    }));

  it("the same element twice, or of another protocol, is refused", () =>
    inFolder(async (folder) => {
      const store = savedOnDisk(path.join(folder, "a.saved"));
      const first = await open(store, "1/1");
      expect((await failure(open(store, "1/1"))).code).to.equal("ERR_SAVED_ELEMENT");
      await first.close?.();
      const { code, message } = await failure(open(store, "1/1", { protocol: "B" }));
      expect([code, message.includes("'A', not of 'B'")]).to.deep.equal(["ERR_SAVED_ELEMENT", true]);
      // Nothing is held open: another store may have the file.
      const other = await open(savedOnDisk(path.join(folder, "a.saved")), "1/1");
      await other.close?.();
    }));

  it("the file is locked from the first element to the last", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const [store, other] = [savedOnDisk(file), savedOnDisk(file)];
      const [one, two] = [await open(store, "1/1"), await open(store, "1/2")];
      await one.close?.();
      expect((await failure(open(other, "1/3"))).code).to.equal("ERR_SAVED_LOCKED");
      await two.close?.();
      const three = await open(other, "1/3");
      await three.close?.();
    }));

  it("a restart on a full disk still has what was saved", () =>
    inFolder(async (folder) => {
      const store = savedOnDisk(path.join(folder, "a.saved"));
      using disk = await FullDisk.with();
      const codes: string[] = [];
      const notice = ({ code }: { readonly code: string }): void => void codes.push(code);
      const first = await open(store, "1/1", { notice });
      first.save(12, stored(1));
      await first.close?.();
      const second = await open(store, "1/1", { notice });
      expect([...second.load()]).to.deep.equal([[12, stored(1)]]);
      expect(existsSync(path.join(folder, "a.saved"))).to.equal(false);
      disk.room = 1000;
      await second.close?.();
      const third = await open(savedOnDisk(path.join(folder, "a.saved")), "1/1");
      expect([...third.load()]).to.deep.equal([[12, stored(1)]]);
      await third.close?.();
      expect(codes).to.deep.equal(["SAVED_NOT_WRITTEN", "SAVED_NOT_WRITTEN", "SAVED_WRITTEN_AGAIN"]);
    }));

  it("groupMs is a number of ms", async () => {
    for (const groupMs of [-1, Number.NaN, 60_001]) {
      const made = Promise.resolve().then(() => savedOnDisk("a.saved", { groupMs }));
      expect((await failure(made)).code).to.equal("ERR_ELEMENT_OPTION");
    }
  });
});
