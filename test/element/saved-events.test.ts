/** An element with its values in a file. */
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { savedEvent } from "../../src/element/saved-events.ts";
import { savedInMemory } from "../../src/parameter/saved/saved-values.ts";
import { savedOnDisk } from "../../src/parameter/saved/saved-on-disk.ts";
import { failure, FullDisk, inFolder } from "../support/parameter/saved-stores.ts";
import { connector, numberParam, textParam } from "../support/element/connector.ts";
import { listen } from "../support/element/opened.ts";

const table = (id: number): string =>
  `<Param id="${String(id)}"><Name>T</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="${String(id + 1)}" type="retrieved"/><ColumnOption idx="1" pid="${String(id + 2)}" type="retrieved" options=";save"/></ArrayOptions></Param>${textParam(id + 1)}${textParam(id + 2)}`;
const params =
  textParam(12, { save: true }) + numberParam(13).replace("<Param ", '<Param save="true" ') + table(1000);

describe("an element with savedOnDisk", () => {
  it("has its values and rows back, in another process as in this one", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      for (const elementId of [1, 2]) {
        await using element = await Element.start(connector({ params }), {
          savedValues: savedOnDisk(file),
          elementId,
        });
        const slp = element.slProtocol;
        slp.SetParameters([12, 13], [`\ud800 é€😀 ${String(elementId)}`, -0.1]);
        slp.AddRow(1000, ["b", "kept"]);
        slp.AddRow(1000, ["a", "kept, too"]);
      }
      for (const elementId of [1, 2]) {
        await using element = await Element.start(connector({ params }), {
          savedValues: savedOnDisk(file),
          elementId,
        });
        expect([element.get(12), element.get(13)]).to.deep.equal([`\ud800 é€😀 ${String(elementId)}`, -0.1]);
        expect(element.rows(1000)).to.deep.equal([
          ["b", "kept"],
          ["a", "kept, too"],
        ]);
      }
    }));

  it("flush resolves when all is written, and the event saved names what was", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const element = new Element(connector({ params }), { savedValues: savedOnDisk(file) });
      const events = listen(element);
      await element.start();
      await element.set(12, "é");
      element.slProtocol.AddRow(1000, ["a"]);
      element.slProtocol.SetParameter(13, 7);
      await element.flush();
      expect(readFileSync(file, "utf8")).to.contain('"text":"é"');
      element.slProtocol.ClearParameter(12);
      element.slProtocol.DeleteRow(1000, "a");
      await element.stop();
      expect(
        events.flatMap((event) => (event.type === "saved" ? [[event.parameters, event.rows]] : [])),
      ).to.deep.equal([
        [
          [
            { pid: 12, value: "é" },
            { pid: 13, value: 7 },
          ],
          [{ table: 1000, key: "a", row: { 1001: "a" } }],
        ],
        [[{ pid: 12, value: null }], [{ table: 1000, key: "a", row: null }]],
      ]);
    }));

  it("a table that was cleared is one row without a key", () => {
    expect(savedEvent([{ table: 1000, key: undefined, row: undefined }])).to.deep.equal({
      type: "saved",
      parameters: [],
      rows: [{ table: 1000, key: null, row: null }],
    });
  });

  it("does not start with a file that it must not use, and starts when that is over", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const element = new Element(connector({ params }), { savedValues: savedOnDisk(file) });
      await using other = await Element.start(connector({ params }), { savedValues: savedOnDisk(file) });
      const { code, message } = await failure(element.start());
      expect([code, message.includes("in use"), element.state]).to.deep.equal([
        "ERR_SAVED_LOCKED",
        true,
        "stopped",
      ]);
      await other.stop();
      await element.start();
      await element.stop();
      writeFileSync(file, "something else");
      expect((await failure(element.start())).code).to.equal("ERR_SAVED_FORMAT");
    }));

  it("a stop while the file is being opened stops the element, and gives the file free", () =>
    inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const element = new Element(connector({ params }), { savedValues: savedOnDisk(file) });
      const started = element.start();
      await element.stop();
      await started.catch(() => undefined);
      await element.stop();
      await using other = await Element.start(connector({ params }), { savedValues: savedOnDisk(file) });
      expect(other.state).to.equal("active");
    }));

  it("an element that cannot be made gives the file free", () =>
    inFolder(async (folder) => {
      const savedValues = savedOnDisk(path.join(folder, "a.saved"));
      const element = new Element(connector({ params, unicode: false }), {
        savedValues,
        options: { codePage: 1200 },
      });
      expect((await failure(element.start())).code).to.equal("ERR_ENCODING");
      expect(element.state).to.equal("stopped");
      await using other = await Element.start(connector({ params }), { savedValues });
      expect(other.state).to.equal("active");
    }));

  it("on a full disk it goes on, says so once, and flush tells", () =>
    inFolder(async (folder) => {
      const savedValues = savedOnDisk(path.join(folder, "a.saved"));
      using _ = await FullDisk.with();
      const element = new Element(connector({ params }), { savedValues });
      const events = listen(element);
      await element.start();
      for (const text of ["a", "b"]) {
        await element.set(12, text);
        expect((await failure(element.flush())).code).to.equal("ERR_SAVED_WRITE");
      }
      await element.stop();
      const told = events.filter((event) => event.type === "log" && event.code === "SAVED_NOT_WRITTEN");
      expect(told).to.have.length(1);
      await element.start();
      expect(element.get(12)).to.equal("b");
      await element.stop();
    }));

  it("a file that may only be read is read, and the element goes on in memory", async function () {
    if (process.platform === "win32") this.skip();
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.saved");
      const first = await Element.start(connector({ params }), { savedValues: savedOnDisk(file) });
      await first.set(12, "kept");
      await first.stop();
      chmodSync(file, 0o444);
      chmodSync(folder, 0o555);
      const element = new Element(connector({ params }), { savedValues: savedOnDisk(file) });
      const events = listen(element);
      // The superuser may write everything, so that the test must not be him for a while.
      const superuser = process.geteuid?.() === 0;
      if (superuser) process.seteuid?.(65_534);
      try {
        await element.start();
        expect(element.get(12)).to.equal("kept");
        await element.set(12, "new");
        const { code, message } = await failure(element.flush());
        expect([code, message.includes("EACCES")]).to.deep.equal(["ERR_SAVED_WRITE", true]);
        await element.stop();
      } finally {
        if (superuser) process.seteuid?.(0);
        chmodSync(folder, 0o755);
      }
      expect(
        events.filter((event) => event.type === "log" && event.code === "SAVED_NOT_WRITTEN"),
      ).to.have.length(1);
    });
  });

  it("a store of a program's own that fails to close does not keep the element from stopping", async () => {
    const savedValues = {
      ...savedInMemory(),
      close: () => Promise.reject(new Error("No line to the database")),
    };
    const element = new Element(connector({ params }), { savedValues });
    const events = listen(element);
    await element.start();
    await element.flush();
    await element.stop();
    expect(element.state).to.equal("stopped");
    const told = events.flatMap((event) =>
      event.type === "log" && event.code === "SAVED_NOT_WRITTEN" ? [event.message] : [],
    );
    expect(told).to.deep.equal(["Saved values are lost. No line to the database"]);
  });
});
