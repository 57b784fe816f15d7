/** What the lines of an element do to its timeout state, its general table of connections, and its stream. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { connectionState } from "../../src/parameter/communication-table.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { TestLine } from "../../src/testing/test-line.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";
import { connector as pushes } from "../support/element/connector.ts";

const [table, state] = [65034, 8];

const connector = `<Protocol><Name>A</Name><Version>1.0.0.1</Version><Type>serial</Type>
  <Params><Param id="99"><Name>Go</Name><Type>write</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display></Param></Params>
  <QActions><QAction id="1" name="go" encoding="csharp" triggers="99"/></QActions></Protocol>`;

/** Notify 249 with what was set: 1 responds, 0 does not. */
const Run = (slp: SLProtocol): void => {
  slp.NotifyProtocol(249, slp.GetParameter(99) === "1", 0);
};

describe("reports of a connection", () => {
  it("a serial line that opens responds, one that cannot be opened does not", async () => {
    await using device = await TcpDevice.start();
    await using open = await TestElement.start(connector, {
      connect: true,
      host: "localhost",
      port: device.port,
    });
    if (open.cell(table, "0", state) === connectionState.undefined)
      await open.expectEvent("the line", (event) => event.type === "connection" && event.phase === "open");
    expect(open.cell(table, "0", state)).to.equal(connectionState.responding);
    const gone = await TcpDevice.start();
    const { port } = gone;
    await gone[Symbol.asyncDispose]();
    await using refused = await TestElement.start(connector, {
      connect: true,
      host: "localhost",
      port,
    });
    if (refused.cell(table, "0", state) === connectionState.undefined)
      await refused.expectEvent(
        "the end",
        (event) => event.type === "connection" && event.phase === "failed",
      );
    expect(refused.cell(table, "0", state)).to.equal(connectionState.notResponding);
  });

  it("notify 249 shows in the table like an answer that came, or did not", async () => {
    await using test = await TestElement.start(connector, { scripts: { 1: { Run } } });
    await test.set(99, "0");
    expect(test.cell(table, "0", state)).to.equal(connectionState.notResponding);
    await test.set(99, "1");
    expect(test.cell(table, "0", state)).to.equal(connectionState.responding);
  });

  it("a program's own connection may put another function in place of one", async () => {
    const clock = new ManualClock();
    const lines: TestLine[] = [];
    const seen: string[] = [];
    await using element = new Element(pushes({ unicode: false }), {
      clock,
      makeConnection: ({ id }, events) => {
        const line = new TestLine(
          id,
          {
            ...events,
            message: (bytes, info) => {
              seen.push(Buffer.from(bytes).toString());
              return events.message(bytes, info);
            },
          },
          clock,
        );
        lines.push(line);
        return line;
      },
    });
    await element.start();
    await lines[0]?.receive(Buffer.from("OK"), 1);
    expect(seen).to.deep.equal(["OK"]);
    expect(element.get(11)).to.equal("OK");
  });
});
