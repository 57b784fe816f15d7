/** 50, 167, 256 and 287: sets of parameters and cells, and choices in context menus, on this element and on another. */
import { expect } from "chai";
import { createElementDirectory } from "../../../src/element/directory.ts";
import type { Element } from "../../../src/element/element.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import { TestElement } from "../../../src/testing/test-element.ts";
import { protocolOf, tableParams, textParam } from "../../support/qaction/script-element.ts";
import { notifyDataMiner } from "../../support/qaction/notify-element.ts";

const shown = (xml: string): string =>
  xml.replace("<Interprete>", "<Display><RTDisplay>true</RTDisplay></Display><Interprete>");

const menu = shown(textParam(199, "table 100_ContextMenu", "write")).replace(
  "</Param>",
  `<Measurement><Type>discreet</Type><Discreets><Discreet dependencyValues="101"><Display>Add</Display><Value>add</Value></Discreet>
    <Discreet options="separator"><Display>-</Display><Value>-1</Value></Discreet></Discreets></Measurement></Param>`,
);

/** Items of the same values, but no menu. */
const noMenu = menu.replace('id="199"', 'id="4"').replace("_ContextMenu", "");

const inner = `<Params>${noMenu}${shown(textParam(1))}${textParam(3)}
  ${tableParams(100, [{ pid: 101 }, { pid: 102, options: "" }, { pid: 103, kind: "number" }])}${shown(textParam(152, "c102", "write"))}${menu}</Params>
  <QActions><QAction id="8" name="rows" encoding="csharp" triggers="152;102" row="true"/><QAction id="7" name="menu" encoding="csharp" triggers="199"/></QActions>`;

/** An element with row `a`, and another one that asks it by NotifyDataMiner; `own`: the element asks itself. */
async function asked(
  own: boolean,
  calls: readonly (readonly [type: number, value1: unknown, value2: unknown])[],
) {
  const seen: unknown[] = [];
  const all: Element[] = [];
  const elements = createElementDirectory(() => all);
  const scripts = {
    8: (slp: SLProtocol): void => {
      seen.push([slp.GetTriggerParameter(), slp.RowKey(), slp.GetParameter(152)]);
    },
    7: (slp: SLProtocol, choice: unknown): void => {
      seen.push([slp.GetTriggerParameter(), choice, slp.GetParameter(199)]);
    },
  };
  const called = await TestElement.start(protocolOf(inner), { elements, scripts });
  const caller = own ? called : await TestElement.start(protocolOf(inner), { elements, elementId: 2 });
  all.push(called.element, caller.element);
  called.slProtocol.AddRow(100, ["a", "x", 1]);
  seen.length = 0;
  for (const [type, value1, value2] of calls) caller.slProtocol.NotifyDataMiner(type, value1, value2);
  await called.advance(0);
  const log = caller.log.filter((line) => line.includes("failed"));
  const state = { seen, log, rows: called.rows(100), text: called.get(1), notices: caller.log };
  await called.dispose();
  if (!own) await caller.dispose();
  return state;
}

const target = [1, 1];

describe("notify outside sets", () => {
  for (const own of [true, false]) {
    const where = own ? "the own element" : "another element";

    it(`50, 167 and 256 set a parameter of ${where}`, async () => {
      expect((await asked(own, [[50, [...target, 1], "é"]])).text).to.equal("é");
      expect((await asked(own, [[167, [...target, 1], "é"]])).text).to.equal("é");
      expect((await asked(own, [[256, [...target, 1], ["é", new Date(0)]]])).text).to.equal("é");
    });

    it(`50, 167 and 256 set a cell of ${where} by [key, value], and its row QAction runs`, async () => {
      for (const number of [50, 167, 256]) {
        const { rows, seen, log } = await asked(own, [[number, [...target, 102], ["a", "é"]]]);
        expect(rows).to.deep.equal([["a", "é", 1]]);
        expect(seen).to.deep.equal([[102, "a", null]]);
        expect(log).to.deep.equal([]);
      }
    });

    it(`50 presses the button of a row of ${where}: the write parameter of a column`, async () => {
      const { seen } = await asked(own, [[50, [...target, 152], ["a", "go"]]]);
      expect(seen).to.deep.equal([[152, "a", "go"]]);
    });

    it(`256 takes a time with the cell in each of its forms on ${where}`, async () => {
      const at = new Date(0);
      for (const value of [
        [["a", 5], at],
        ["a", [5, at]],
        ["a", 5, at],
      ]) {
        const { rows, log } = await asked(own, [[256, [...target, 103], value]]);
        expect(rows).to.deep.equal([["a", "x", 5]]);
        expect(log).to.deep.equal([]);
      }
    });

    it(`287 chooses an item of a context menu of ${where}: its QAction gets the texts, and nothing is set`, async () => {
      const { seen, log } = await asked(own, [[287, [...target, 199], ["guid", "add", "k"]]]);
      expect(seen).to.deep.equal([[199, ["guid", "add", "k"], null]]);
      expect(log).to.deep.equal([]);
    });

    it(`what fails on ${where} is one line, also when it had to wait for its turn`, async () => {
      const { log } = await asked(own, [
        [50, [...target, 999], "x"],
        [50, [...target, 3], "no RTDisplay"],
        [167, [...target, 103], ["a", "no number"]],
        [50, [...target, 102], ["nobody", "x"]],
        [50, [...target, 102], "no cell"],
        [287, [...target, 199], ["guid", "-1"]],
        [287, [...target, 4], ["guid", "add"]],
      ]);
      expect(log.map((line) => line.replace(/ \(.*/, ""))).to.deep.equal([
        "NotifyDataMiner with 50 failed. 0x80040239",
        "NotifyDataMiner with 50 failed. 0x80040239",
        "NotifyDataMiner with 167 failed. 0x80040222",
        "NotifyDataMiner with 50 failed. 0x80040221",
        "NotifyDataMiner with 50 failed. 0x80040221",
        "NotifyDataMiner with 287 failed. 0x80040222",
        "NotifyDataMiner with 287 failed. 0x80040222",
      ]);
    });
  }

  it("a set that waits for its turn fails later, with the same line", async () => {
    await using element = await TestElement.start(
      protocolOf(`<Params>${shown(textParam(1))}${tableParams(100, [{ pid: 101 }, { pid: 102 }])}</Params>
        <QActions><QAction id="1" name="set" encoding="csharp" triggers="1"/></QActions>`),
      {
        scripts: {
          1: (slp: SLProtocol): void => {
            slp.NotifyDataMiner(50, [1, 1, 102], ["nobody", "x"]);
          },
        },
      },
    );
    await element.set(1, "go");
    expect(element.log.filter((line) => line.includes("failed"))).to.deep.equal([
      "NotifyDataMiner with 50 failed. 0x80040221 ([ 1, 1, 102 ], [ 'nobody', 'x' ])",
    ]);
  });

  it("wrong shapes", async () => {
    const { result, memory } = await notifyDataMiner([
      [50, [7, 42], "x"],
      [256, [7, 42, "x"], "x"],
      [287, [7, 42, 1], "x"],
      [287, [7, 42, 1], ["guid"]],
    ]);
    expect(result).to.deep.equal([null, null, null, null]);
    expect(memory.messages).to.have.length(4);
  });
});
