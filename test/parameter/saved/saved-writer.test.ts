/** An open file of saved values: groups, and going on in memory. */
import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { Notice } from "../../../src/base/notices.ts";
import type { StoredValue } from "../../../src/parameter/store.ts";
import { SavedWriter, type SavedWriterOptions } from "../../../src/parameter/saved/saved-writer.ts";
import type { SavedChange } from "../../../src/parameter/saved/saved-values.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { failure, FullDisk, inFolder } from "../../support/parameter/saved-stores.ts";

const stored = (number: number): StoredValue => ({ bytes: Uint8Array.of(number), number });
const value = (number: number, pid = 12): SavedChange => ({ pid, value: stored(number) });
const row = (key: string, number: number): SavedChange => ({
  table: 1000,
  key,
  row: { 1001: key, 1002: number },
});
const noRow = (key?: string): SavedChange => ({ table: 1000, key, row: undefined });

/** A file with what it tells. */
async function openFile(
  file: string,
  options: Partial<SavedWriterOptions> = {},
  unwritten?: SavedWriter["unwritten"],
): Promise<{ opened: SavedWriter; clock: ManualClock; notices: Notice[]; saved: SavedChange[][] }> {
  const clock = new ManualClock();
  const notices: Notice[] = [];
  const saved: SavedChange[][] = [];
  const opened = await SavedWriter.open(
    file,
    { groupMs: 50, damaged: "refuse", clock, ...options },
    {
      notice: (notice) => notices.push(notice),
      saved: (element, changes) => saved.push([...changes.filter(() => element === "1/1")]),
    },
    unwritten,
  );
  return { opened, clock, notices, saved };
}

const lines = (file: string): string[] => readFileSync(file, "utf8").trimEnd().split("\n").slice(1);

describe("saved writer", () => {
  it("changes of 50 ms are one write; of each parameter and row only the last one counts", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const { opened, clock, saved } = await openFile(file);
      for (const number of [1, 2, 3]) {
        opened.change("1/1", value(number));
        opened.change("1/1", row("a", number));
      }
      await clock.advance(49);
      expect(lines(file)).to.deep.equal([]);
      await clock.advance(1);
      await opened.flush();
      expect(lines(file)).to.have.length(1);
      expect(saved).to.deep.equal([[value(3), row("a", 3)]]);
      await opened.close();
    }));

  it("a row that went and comes back is last; rows of a cleared table do not take places of before", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const { opened } = await openFile(file);
      for (const change of [row("x", 1), row("a", 1), row("b", 1), noRow("a"), row("a", 2)])
        opened.change("1/1", change);
      await opened.flush();
      const keys = (): string[] => opened.content.tables("1/1").flatMap(([, rows]) => [...rows.keys()]);
      expect(keys()).to.deep.equal(["x", "b", "a"]);
      for (const change of [row("c", 1), noRow(), row("b", 2), row("c", 2)]) opened.change("1/1", change);
      await opened.close();
      expect(keys()).to.deep.equal(["b", "c"]);
      const again = await openFile(file);
      expect(again.opened.content.tables("1/1")).to.deep.equal(opened.content.tables("1/1"));
      await again.opened.close();
    }));

  it("what there is to forget is written, nothing else is", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const { opened } = await openFile(file);
      opened.change("1/1", { pid: 12, value: undefined });
      opened.change("1/1", noRow("a"));
      await opened.flush();
      expect(lines(file)).to.deep.equal([]);
      opened.change("1/1", value(1));
      opened.change("1/1", value(2, 13));
      await opened.flush();
      opened.change("1/1", { pid: 12, value: undefined });
      await opened.close();
      const again = await openFile(file);
      expect(again.opened.content.values("1/1")).to.deep.equal([[13, stored(2)]]);
      await again.opened.close();
    }));

  it("a full disk: told once, tried again every 10 s, and all is there when there is room", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const { opened, clock, notices, saved } = await openFile(file);
      {
        using _ = await FullDisk.with();
        opened.change("1/1", value(1));
        const { code, message } = await failure(opened.flush());
        expect([code, message.includes("ENOSPC")]).to.deep.equal(["ERR_SAVED_WRITE", true]);
        opened.change("1/1", value(2));
        expect((await failure(opened.flush())).code).to.equal("ERR_SAVED_WRITE");
        expect(notices.map(({ code: told, kind }) => [told, kind])).to.deep.equal([
          ["SAVED_NOT_WRITTEN", "error"],
        ]);
        expect(opened.content.values("1/1")).to.deep.equal([[12, stored(2)]]);
      }
      await clock.advance(9999);
      expect(saved).to.deep.equal([]);
      await clock.advance(1);
      await opened.flush();
      expect(notices.map(({ code }) => code)).to.deep.equal(["SAVED_NOT_WRITTEN", "SAVED_WRITTEN_AGAIN"]);
      await opened.close();
      const again = await openFile(file);
      expect(again.opened.content.values("1/1")).to.deep.equal([[12, stored(2)]]);
      await again.opened.close();
    }));

  it("what a full disk did not take survives a closing in the same process, unless the file has changed", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const first = await openFile(file);
      {
        using _ = await FullDisk.with();
        first.opened.change("1/1", value(1));
        await first.opened.close();
      }
      const { unwritten } = first.opened;
      const second = await openFile(file, {}, unwritten);
      expect(second.opened.content.values("1/1")).to.deep.equal([[12, stored(1)]]);
      second.opened.change("1/1", value(2));
      await second.opened.close();
      const third = await openFile(file, {}, unwritten);
      expect(third.opened.content.values("1/1")).to.deep.equal([[12, stored(2)]]);
      await third.opened.close();
    }));

  it("a disk that takes nothing from the start: the file is opened all the same, and says so", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      using _ = await FullDisk.with();
      const { opened, notices } = await openFile(file);
      expect(notices.map(({ code }) => code)).to.deep.equal(["SAVED_NOT_WRITTEN"]);
      opened.change("1/1", value(1));
      await opened.close();
      expect(opened.unwritten?.content.values("1/1")).to.deep.equal([[12, stored(1)]]);
    }));

  it("reports a last write that was not whole", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const { opened } = await openFile(file);
      opened.change("1/1", value(1));
      await opened.close();
      appendFileSync(file, '01234567 [["1/1"');
      const again = await openFile(file);
      expect(again.notices.map(({ code, kind }) => [code, kind])).to.deep.equal([
        ["SAVED_VALUES_DROPPED", "warning"],
      ]);
      expect(again.opened.content.values("1/1")).to.deep.equal([[12, stored(1)]]);
      await again.opened.close();
      expect(readFileSync(file, "utf8")).to.not.contain("01234567");
    }));
});
