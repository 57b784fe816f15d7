/** One life of an element: what is wired to what. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { connector, connectorXml, numberParam, textParam } from "../support/element/connector.ts";
import { listen, opened } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

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
    const connections = '<Connection id="0" name="Agent"><Snmp/></Connection>';
    const protocol = connector({ connections, params: textParam(12) });
    const element = new Element(protocol);
    const events = listen(element);
    await element.start();
    const reports = events.filter((event) => event.type === "log" && event.code === "CONNECTION_NOT_HERE");
    expect(reports).to.have.length(1);
    expect(await element.set(12, "x")).to.equal(0);
    await element.stop();
  });

  it("in slow poll only the ping goes out, until it is answered", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const slow =
      "<SlowPollBase><DefaultValue>time</DefaultValue></SlowPollBase><SlowPoll><DefaultValue>3000</DefaultValue></SlowPoll>" +
      "<PingInterval><DefaultValue>2000</DefaultValue></PingInterval>";
    const xml = connectorXml({
      ...{ unicode: false, retries: 0, timeoutMs: 1000, elementTimeoutMs: 1000 },
      params: textParam(12, { value: "poll" }) + textParam(13, { value: "ping" }),
      commands: `<Command id="1"><Name>c</Name><Content><Param>12</Param></Content></Command><Command id="2"><Name>p</Name><Content><Param>13</Param></Content></Command>`,
      pairs: `<Pair id="1"><Name>c</Name><Content><Command>1</Command><Response>31</Response></Content></Pair>
        <Pair id="2" ping="true"><Name>p</Name><Content><Command>2</Command><Response>31</Response></Content></Pair>`,
      groups: '<Group id="1"><Name>g</Name><Content><Pair>1</Pair></Content></Group>',
      timers: `<Timer id="1"><Name>t</Name><Time initial="true">1500</Time><Interval>0</Interval><Content><Group>1</Group></Content></Timer>`,
    }).replace("</TimeoutTimeElement>", `</TimeoutTimeElement>${slow}`);
    await using element = await opened(parseProtocol(xml).protocol, server, { clock });
    while (!element.inTimeout) await clock.advance(500);
    await clock.advance(4000);
    const polled = server.heard.length;
    await clock.advance(10_000);
    await server.hears(polled + 2);
    expect(new Set(server.texts.slice(polled))).to.deep.equal(new Set(["ping"]));
    const answered = element.when((event) => event.type === "state" && !event.timeout, 3_600_000);
    server.send("pong");
    await answered;
    const heard = server.heard.length;
    await clock.advance(3000);
    await server.hears(heard + 1);
    expect(server.texts.slice(heard)).to.include("poll");
  });

  it("the timeout state shows in general parameter 64501", async () => {
    const element = await Element.start(
      connector({ connections: '<Connection id="0" name="V"><Virtual/></Connection>' }),
    );
    expect(element.get(64501)).to.equal(0);
    await element.stop();
  });
});
