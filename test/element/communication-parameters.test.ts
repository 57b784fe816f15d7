/** The general table of connections in a running element. */
import { expect } from "chai";
import { TestElement } from "../../src/testing/test-element.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";

const [table, id, state, name, kind] = [65034, 0, 8, 9, 10];

/** Pair 1 of group 1 is sent when 99 is set; a change of a state sets 20 to it, by a QAction. */
const connector = (
  type: string,
): string => `<Protocol><Name>A</Name><Version>1.0.0.1</Version><Type advanced="virtual:Spare">${type}</Type>
  <Params><Param id="10"><Name>Ask</Name><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>ask</Value></Interprete></Param>
    <Param id="11"><Name>Ok</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete></Param>
    <Param id="99"><Name>Go</Name><Type>write</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display></Param></Params>
  <Commands><Command id="1"><Name>Ask</Name><Content><Param>10</Param></Content></Command></Commands>
  <Responses><Response id="1"><Name>Ok</Name><Content><Param>11</Param></Content></Response></Responses>
  <Pairs><Pair id="1"><Name>Ask</Name><Content><Command>1</Command><Response>1</Response></Content></Pair></Pairs>
  <Groups><Group id="1"><Name>Ask</Name><Content><Pair>1</Pair></Content></Group></Groups>
  <Triggers><Trigger id="1"><On id="99">parameter</On><Time>change</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>
    <Trigger id="2"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>2</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><On id="1">group</On><Type>execute</Type></Action><Action id="2"><On>response</On><Type>read</Type></Action></Actions></Protocol>`;

describe("communication table of an element", () => {
  it("has a row for each connection, with id, name, kind, and no state yet", async () => {
    await using test = await TestElement.start(connector("serial"));
    expect(test.rows(table).map((row) => [id, state, name, kind].map((idx) => row[idx]))).to.deep.equal([
      ["0", 2, "", "serial"],
      ["1", 2, "Spare", "virtual"],
    ]);
    expect(test.element.values().tables).to.deep.equal({});
  });

  it("says whether a connection responds", async () => {
    await using test = await TestElement.start(connector("serial"), { timeoutMs: 1000, retries: 0 });
    await test.set(99, "a");
    await test.receive("OK");
    expect(test.cell(table, "0", state)).to.equal(0);
    await test.set(99, "b");
    await test.advance(1000);
    expect(test.cell(table, "0", state)).to.equal(1);
  });

  it("says whether a smart-serial line is there", async () => {
    await using device = await TcpDevice.start();
    await using test = await TestElement.start(connector("smart-serial"), {
      ...{ connect: true, host: "localhost", port: device.port },
    });
    if (test.cell(table, "0", state) !== 3)
      await test.expectEvent(
        "the line to open",
        (event) => event.type === "connection" && event.phase === "open",
      );
    expect(test.cell(table, "0", state)).to.equal(3);
    const lost = test.expectEvent(
      "the line to be lost",
      (event) => event.type === "connection" && event.phase === "closed",
    );
    device.cut();
    await lost;
    expect(test.cell(table, "0", state)).to.equal(4);
  });

  it("is missing on a protocol that has none", async () => {
    await using test = await TestElement.start(connector("http"));
    expect(() => test.rows(table)).to.throw("no table 65034");
  });
});
