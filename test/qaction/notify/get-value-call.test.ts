/** NT_GET_VALUE (69): the 13 places of its page. */
import { expect } from "chai";
import { TestElement } from "../../../src/testing/test-element.ts";
import { protocolOf, tableParams, textParam } from "../../support/qaction/script-element.ts";
import { notifyDataMiner } from "../../support/qaction/notify-element.ts";

const own = [7, 42];

const level = `<Param id="3"><Name>level</Name><Description>Output level</Description><Type>read</Type>
  <Interprete><RawType>numeric text</RawType><LengthType>next param</LengthType><Type>double</Type></Interprete>
  <Display><RTDisplay>true</RTDisplay><Units>dBm</Units></Display></Param>`;

describe("notify get value", () => {
  it("69 gives id, description, unit, value, times, user and alarm status at their places", async () => {
    await using element = await TestElement.start(protocolOf(`<Params>${level}${textParam(1)}</Params>`));
    const ask = (): unknown => element.slProtocol.NotifyDataMiner(69, [1, 1], 3);
    expect(ask()).to.deep.equal([3, "Output level", "", "dBm", 0, 0, "", null, null, "", 1, 0, 0]);
    const first = new Date(element.clock.now());
    await element.set(3, -3, { name: "kim" });
    expect(ask()).to.deep.equal([3, "Output level", "", "dBm", -3, 0, "", first, first, "kim", 1, 0, 0]);
    // The same value an hour later is no change.
    await element.advance(3_600_000);
    await element.set(3, -3, { name: "lou" });
    expect((ask() as unknown[]).slice(7, 10)).to.deep.equal([first, first, "kim"]);
    element.slProtocol.SetParameter(3, 4);
    const second = new Date(element.clock.now());
    expect((ask() as unknown[]).slice(7, 10)).to.deep.equal([second, second, ""]);
  });

  it("69 follows descriptions and units that were changed at run time", async () => {
    const { result } = await notifyDataMiner([
      [
        127,
        own,
        [
          ["1", "Another", "1"],
          ["2", "dB", "1"],
        ],
      ],
      [69, own, 1],
    ]);
    expect((result?.[1] as unknown[]).slice(0, 5)).to.deep.equal([1, "Another", "", "dB", null]);
  });

  it("69 of a table has its columns as value, each cell in an array", async () => {
    await using element = await TestElement.start(
      protocolOf(`<Params>${tableParams(100, [{ pid: 101 }, { pid: 102 }])}</Params>`),
    );
    element.slProtocol.AddRow(100, ["é", null]);
    expect(element.slProtocol.NotifyDataMiner(69, [1, 1], 100)).to.deep.equal([
      100,
      "t",
      "",
      "",
      [[["é"]], [[null]]],
      ...[0, "", null, null, "", 1, 0, 0],
    ]);
  });

  it("69 of what is not there gives null and a line", async () => {
    const { result, memory } = await notifyDataMiner([
      [69, own, 999],
      [69, [7, 43], 1],
      [69, own, "x"],
    ]);
    expect(result).to.deep.equal([null, null, null]);
    expect(memory.messages.map((line) => line.replace(/ \(.*/, ""))).to.deep.equal([
      "NotifyDataMiner with 69 failed. 0x80040239",
      "NotifyDataMiner with 69 failed. 0x8004024C",
      "NotifyDataMiner with 69 failed. 0x80040221",
    ]);
  });
});
