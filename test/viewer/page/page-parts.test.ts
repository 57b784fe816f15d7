/** Small parts of the page: values in words, positions, order of rows, trees of text, panes of the address. */
import { expect } from "chai";
import { Element } from "../../../src/element/element.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { describeElement } from "../../../src/viewer/describe-element.ts";
import type { ParamDescription, Value } from "../../../src/viewer/messages.ts";
import { bytesOfHex, isOutside, previewText, sizeText, valueText } from "../../../src/viewer/page/formats.ts";
import { otherPages, pageLayout } from "../../../src/viewer/page/page-layout.ts";
import { readPanes, writePanes } from "../../../src/viewer/page/panes.ts";
import { sortedKeys } from "../../../src/viewer/page/table-order.ts";
import { jsonTree } from "../../../src/viewer/page/text-tree.ts";
import { ids, protocolText } from "../../support/viewer/connector.ts";

const description = describeElement(new Element(parseProtocol(protocolText).protocol));

function param(id: number): ParamDescription {
  const found = description.params.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no parameter ${String(id)}.`);
  return found;
}

describe("parts of the viewer's page", () => {
  it("shows values with decimals and units, and the words of discreets and exceptions", () => {
    const level = { ...param(ids.level), exceptions: [{ value: "-999", display: "No signal" }] };
    expect([valueText(level, -12.25), valueText(level, -999), valueText(level, null)]).to.deep.equal([
      "-12.3 dB",
      "No signal",
      "",
    ]);
    expect([valueText(param(ids.mode), 1), valueText(param(ids.mode), 7)]).to.deep.equal(["On air", "7"]);
    expect([isOutside(level, 11), isOutside(level, 10), isOutside(level, -999)]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("places parameters by row and column, a write parameter beside its read, and what has no place on a page of its own", () => {
    const main = pageLayout(description, "Main");
    expect(main.columns.map((column) => column.map(({ id }) => id))).to.deep.equal([
      [ids.mode, ids.level],
      [ids.name, ids.secret, ids.presses, ids.button],
    ]);
    expect(pageLayout(description, "Table").tables).to.deep.equal([ids.table]);
    expect(otherPages(description)).to.deep.equal(["Not on a page", "All parameters"]);
    expect(pageLayout(description, "Not on a page").columns[0]?.map(({ id }) => id)).to.deep.equal([
      ids.message,
    ]);
  });

  it("sorts rows by numbers and words, and finds those that hold a word", () => {
    const rows = new Map<string, readonly Value[]>([
      ["a", ["a", 10]],
      ["b", ["B2", 9]],
      ["c", ["b10", null]],
    ]);
    const order = (idx: number, down: boolean, words = ""): readonly string[] =>
      sortedKeys(rows, { idx, down, words }, (cells) => cells.join("\n"));
    expect(order(-1, false)).to.deep.equal(["a", "b", "c"]);
    expect(order(1, false)).to.deep.equal(["c", "b", "a"]);
    expect(order(0, true)).to.deep.equal(["c", "b", "a"]);
    expect(order(-1, false, "B1")).to.deep.equal(["c"]);
  });

  it("shows bytes as text when they are UTF-8, also when they are cut in a character", () => {
    const bytes = Buffer.from("Café", "utf8");
    expect(previewText(bytes, false)).to.equal("Café");
    expect(previewText(bytes.subarray(0, 4), true)).to.equal("Caf");
    expect(previewText(bytes.subarray(0, 4), false)).to.equal("Caf.");
    expect(previewText(Uint8Array.of(2, 0x41, 3), false)).to.equal(".A.");
    expect([...bytesOfHex("00ff")]).to.deep.equal([0, 255]);
    expect([sizeText(5), sizeText(2048)]).to.deep.equal(["5 B", "2.0 KB"]);
  });

  it("makes a tree of JSON, and none of anything else", () => {
    expect(jsonTree('{"a":[1,"x"]}')).to.deep.equal({
      name: "",
      text: "{1}",
      children: [
        {
          name: "a",
          text: "[2]",
          children: [
            { name: "0", text: "1", children: [] },
            { name: "1", text: '"x"', children: [] },
          ],
        },
      ],
    });
    expect([jsonTree("hello"), jsonTree("{")]).to.deep.equal([undefined, undefined]);
    const deep = "[".repeat(5000) + "]".repeat(5000);
    expect(jsonTree(deep)).to.be.an("object");
  });

  it("keeps its panes in the address, and takes any address", () => {
    const panes = readPanes("#0.stream+12.log");
    expect(panes).to.deep.equal([
      { element: 0, view: "stream" },
      { element: 12, view: "log" },
    ]);
    expect(writePanes(panes)).to.equal("#0.stream+12.log");
    expect(readPanes("#%00.x")).to.deep.equal([{ element: 0, view: "element" }]);
  });
});
