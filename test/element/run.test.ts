/** One life of an element: what is wired to what. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { connector, numberParam, textParam } from "./support/connector.ts";
import { listen, opened } from "./support/opened.ts";
import { TestServer } from "./support/server.ts";

describe("element run", () => {
  it("a message's stream entry is linked to the response it matched, a command's to group, pair and command", async () => {
    await using server = await TestServer.start();
    const protocol = connector({
      params: textParam(12, { value: "hello" }) + numberParam(41, "write"),
      commands: '<Command id="3"><Name>c</Name><Content><Param>12</Param></Content></Command>',
      pairs: '<Pair id="4"><Name>p</Name><Content><Command>3</Command></Content></Pair>',
      groups: '<Group id="5"><Name>g</Name><Content><Pair>4</Pair></Content></Group>',
      triggers:
        '<Trigger id="6"><On id="41">parameter</On><Time>change</Time><Type>action</Type><Content><Id>6</Id></Content></Trigger>',
      actions: '<Action id="6"><On id="5">group</On><Type>execute</Type></Action>',
    });
    await using element = await opened(protocol, server);
    await element.set(41, 1);
    await server.hears(1);
    const matched = element.when((event) => event.type === "response" && event.phase === "matched");
    server.send("answer");
    await matched;
    const [out] = element.stream.entries.filter(({ direction }) => direction === "out");
    const [incoming] = element.stream.entries.filter(({ direction }) => direction === "in");
    expect(out).to.include({ connection: 0, group: 5, pair: 4, command: 3, opcode: 2 });
    expect(incoming).to.include({ connection: 0, response: 31, opcode: 1 });
  });

  it("a connection of a kind that is not opened here is reported, and the rest of the element runs", async () => {
    const connections = '<Connection id="0" name="Line"><Serial/></Connection>';
    const protocol = connector({ connections, params: textParam(12) });
    const element = new Element(protocol);
    const events = listen(element);
    await element.start();
    const reports = events.filter((event) => event.type === "log" && event.code === "CONNECTION_NOT_HERE");
    expect(reports).to.have.length(1);
    expect(await element.set(12, "x")).to.equal(0);
    await element.stop();
  });

  it("the timeout state shows in general parameter 64501", async () => {
    const element = await Element.start(
      connector({ connections: '<Connection id="0" name="V"><Virtual/></Connection>' }),
    );
    expect(element.get(64501)).to.equal(0);
    await element.stop();
  });
});
