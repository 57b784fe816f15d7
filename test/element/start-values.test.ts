/** What parameters hold before anything runs. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { savedInMemory, type SavedValues } from "../../src/parameter/saved/saved-values.ts";
import { connector, join, textParam } from "../support/element/connector.ts";
import { listen, valuesOf } from "../support/element/opened.ts";

const stored = (text: string): { bytes: Uint8Array; text: string } => ({
  bytes: Buffer.from(text, "utf16le"),
  text,
});
const platform = (id: number, type: string): string => textParam(id, { type });

describe("start values", () => {
  it("a saved value beats the default, a value given for the start beats both, and none of them fires", async () => {
    const params = [12, 13, 14].map((pid) => textParam(pid, { value: "default", save: true })).join("");
    const element = new Element(connector({ params }), {
      savedValues: savedInMemory([
        [12, stored("saved")],
        [13, stored("saved")],
        [4711, stored("of an older version")],
      ]),
      values: { 13: "given" },
    });
    const events = listen(element);
    await element.start();
    expect([12, 13, 14].map((pid) => element.get(pid))).to.deep.equal(["saved", "given", "default"]);
    expect([12, 13, 14].flatMap((pid) => valuesOf(events, pid))).to.deep.equal([]);
    await element.stop();
  });

  it("LOG-33 a save interval does not delay a save", async () => {
    const savedValues = savedInMemory();
    const params = textParam(12, { save: true }).replace('save="true"', 'save="true" saveInterval="PT1H"');
    const element = new Element(connector({ params }), { savedValues });
    await element.start();
    await element.set(12, "at once");
    expect(new Map(savedValues.load()).get(12)?.text).to.equal("at once");
    await element.stop();
  });

  it("LOG-31 the keys of a table outlive a restart, with its saved columns; those of a volatile table do not", async () => {
    const column = (idx: number, pid: number, options = ""): string =>
      `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved" options="${options}"/>`;
    const table = (id: number, options: string, columns: string): string =>
      `<Param id="${String(id)}"><Name>T${String(id)}</Name><Type>array</Type><ArrayOptions index="0" options="${options}">${columns}</ArrayOptions></Param>`;
    const params = [
      table(1000, "", column(0, 1001) + column(1, 1002, ";save") + column(2, 1003)),
      table(2000, ";volatile", column(0, 2001) + column(1, 2002, ";save")),
      ...[1001, 1002, 1003, 2001, 2002].map((id) => textParam(id)),
    ].join("");
    const savedValues = savedInMemory();
    const element = new Element(connector({ params }), { savedValues });
    await element.start();
    element.slProtocol.AddRow(1000, ["b", "kept €", "lost"]);
    element.slProtocol.AddRow(1000, ["a", null, "lost"]);
    element.slProtocol.AddRow(2000, ["c", "lost"]);
    await element.restart();
    expect([element.rows(1000), element.rows(2000)]).to.deep.equal([
      [
        ["b", "kept €", null],
        ["a", null, null],
      ],
      [],
    ]);
    element.slProtocol.DeleteRow(1000, "b");
    await element.stop();
    const next = new Element(connector({ params }), { savedValues });
    const events = listen(next);
    await next.start();
    expect(next.rows(1000)).to.deep.equal([["a", null, null]]);
    expect(events.filter(({ type }) => type === "parameter")).to.deep.equal([]);
    await next.stop();
  });

  it("rows are saved as they change, and only when a saved column does", async () => {
    const column = (idx: number, pid: number, options = ""): string =>
      `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved" options="${options}"/>`;
    const params =
      `<Param id="1000"><Name>T</Name><Type>array</Type><ArrayOptions index="0">${column(0, 1001)}${column(1, 1002, ";save")}${column(2, 1003)}</ArrayOptions></Param>` +
      [1001, 1002, 1003].map((id) => textParam(id)).join("");
    const memory = savedInMemory();
    const seen: unknown[] = [];
    const savedValues: SavedValues = {
      ...memory,
      saveRow: (...row) => seen.push(row),
      forgetRow: (...row) => seen.push(row),
      forgetTable: (...table) => seen.push(table),
    };
    const element = new Element(connector({ params }), { savedValues });
    await element.start();
    const slp = element.slProtocol;
    slp.AddRow(1000, ["a", null, "lost"]);
    slp.SetRow(1000, "a", [null, "é", null]);
    slp.SetRow(1000, "a", [null, null, "lost, too"]);
    slp.FillArrayNoDelete(1000, [
      ["a", "b"],
      ["é", "2"],
    ]);
    slp.SetParameterIndexByKey(1000, "b", 2, "3");
    slp.DeleteRow(1000, "a");
    slp.FillArray(1000, [["c"], ["4"]]);
    slp.ClearAllKeys(1000);
    expect(seen).to.deep.equal([
      [1000, "a", { 1001: "a" }],
      [1000, "a", { 1001: "a", 1002: "é" }],
      [1000, "b", { 1001: "b", 1002: "2" }],
      [1000, "b", { 1001: "b", 1002: "3" }],
      [1000, "a"],
      [1000, "c", { 1001: "c", 1002: "4" }],
      [1000, "b"],
      [1000],
    ]);
    await element.stop();
    expect(seen).to.have.length(8);
  });

  it("saved cells go to the column of their parameter, wherever it stands now", async () => {
    const savedValues = savedInMemory();
    savedValues.saveRow(1000, "a", { 1001: "a", 1002: "second", 1009: "gone since" });
    savedValues.saveRow(4711, "a", { 4712: "a table of an older version" });
    const options = [1001, 1003, 1002].map(
      (pid, idx) =>
        `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved" options=";save"/>`,
    );
    const params =
      `<Param id="1000"><Name>T</Name><Type>array</Type><ArrayOptions index="0">${options.join("")}</ArrayOptions></Param>` +
      [1001, 1002, 1003].map((id) => textParam(id)).join("");
    await using element = await Element.start(connector({ params }), { savedValues });
    expect(element.rows(1000)).to.deep.equal([["a", null, "second"]]);
  });

  it("SLP-46 a value or table that ClearParameter, notify 474 or ClearAllKeys has cleared is not back after a restart", async () => {
    const table = (id: number): string =>
      `<Param id="${String(id)}"><Name>T${String(id)}</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="${String(id + 1)}" type="retrieved"/></ArrayOptions></Param>${textParam(id + 1)}`;
    const params =
      [12, 13, 14].map((id) => textParam(id, { save: true })).join("") +
      [1000, 1100, 1200].map(table).join("");
    const element = new Element(connector({ params }));
    await element.start();
    const slp = element.slProtocol;
    for (const pid of [12, 13, 14]) slp.SetParameter(pid, "old");
    for (const pid of [1000, 1100, 1200]) slp.AddRow(pid, ["old"]);
    await element.restart();
    expect([12, 13, 14].map((pid) => element.get(pid))).to.deep.equal(["old", "old", "old"]);
    const again = element.slProtocol;
    again.ClearParameter(12);
    again.NotifyProtocol(474, 13, null);
    again.ClearParameter(1000);
    again.NotifyProtocol(474, 1100, null);
    again.ClearAllKeys(1200);
    await element.restart();
    expect([12, 13, 14].map((pid) => element.get(pid))).to.deep.equal([null, null, "old"]);
    expect([1000, 1100, 1200].map((pid) => element.rows(pid))).to.deep.equal([[], [], []]);
    await element.stop();
  });

  it("SLP-33 a set of a saved parameter outlives a restart, that of another does not", async () => {
    const element = new Element(connector({ params: textParam(12, { save: true }) + textParam(13) }));
    await element.start();
    await element.set(12, "kept");
    await element.set(13, "lost");
    await element.restart();
    expect([element.get(12), element.get(13)]).to.deep.equal(["kept", null]);
    await element.stop();
  });

  it("ENC-38 saved text outside the code page survives the switch to Unicode", async () => {
    const savedValues = savedInMemory();
    const parts = { params: textParam(12, { save: true }) };
    const before = new Element(connector({ ...parts, unicode: false }), { savedValues });
    await before.start();
    await before.set(12, "Жук €");
    expect(before.get(12)).to.equal("??? €");
    await before.stop();
    const after = new Element(connector(parts), { savedValues });
    await after.start();
    expect(after.get(12)).to.equal("Жук €");
    await after.stop();
  });

  it("ENC-43 a Unicode element loads the saved text, a code page element the saved bytes", async () => {
    const both = { bytes: Uint8Array.of(0xe9), text: "text" };
    for (const [unicode, expected] of [
      [true, "text"],
      [false, "é"],
    ] as const) {
      const element = new Element(connector({ unicode, params: textParam(12, { save: true }) }), {
        savedValues: savedInMemory([[12, both]]),
      });
      await element.start();
      expect(element.get(12)).to.equal(expected);
      await element.stop();
    }
  });

  it("platform parameters are filled without an event", async () => {
    const params = join(
      { params: platform(80, "elementid") + platform(81, "elementname") + platform(82, "elementdmaid") },
      { params: platform(83, "ip") + platform(84, "pollingip") + platform(85, "bus") },
    );
    const element = new Element(connector(params), {
      ...{ elementId: 12, dataMinerId: 34, name: "My element", host: "ws://127.0.0.1", port: 1, retries: 0 },
      busAddress: "bypassProxy",
    });
    const events = listen(element);
    await element.start();
    expect([80, 81, 82, 83, 84, 85].map((pid) => element.get(pid))).to.deep.equal([
      "12",
      "My element",
      "34/12",
      "ws://127.0.0.1:1",
      "ws://127.0.0.1",
      "bypassProxy",
    ]);
    expect([80, 81, 82, 83, 84, 85].flatMap((pid) => valuesOf(events, pid))).to.deep.equal([]);
    await element.stop();
  });
});
