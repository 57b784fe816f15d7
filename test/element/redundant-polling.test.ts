/** Redundant polling against real devices: which connection is polled, and what counts as timeout. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";
import { WebServer } from "../support/connection/web-server.ts";

const text = (id: number, fixed?: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>${fixed === undefined ? "read" : "fixed"}</Type><Interprete><RawType>other</RawType>
   <Type>string</Type>${
     fixed === undefined
       ? "<LengthType>next param</LengthType>"
       : `<LengthType>fixed</LengthType><Length>${String(fixed.length)}</Length><Value>${fixed}</Value>`
   }</Interprete><Display><RTDisplay>true</RTDisplay></Display></Param>`;

/** Group 1 polls without a connection of its own, group 2 on connection 0; 91 and 92 execute them. */
function protocol(kind: "serial" | "http", options = "redundantPolling"): string {
  const content = kind === "serial" ? "<Pair>1</Pair>" : "<Session>1</Session>";
  const onSet = [1, 2].map(
    (id) =>
      `<Trigger id="${String(id)}"><On id="9${String(id)}">parameter</On><Time>change</Time><Type>action</Type><Content><Id>${String(id)}</Id></Content></Trigger>`,
  );
  const execute = [1, 2].map(
    (id) => `<Action id="${String(id)}"><On id="${String(id)}">group</On><Type>execute</Type></Action>`,
  );
  return `<Protocol xmlns="http://www.skyline.be/protocol"><Name>Two</Name><Version>1.0.0.1</Version>
    <Type communicationOptions="${options}" advanced="${kind}:Second">${kind}</Type>
    <Params>${text(10, "ask")}${text(11, "OK")}${text(20)}${text(91)}${text(92)}</Params>
    <HTTP><Session id="1"><Connection id="1"><Request verb="GET" url="/a"/><Response><Content pid="20"/></Response></Connection></Session></HTTP>
    <Commands><Command id="1"><Name>Ask</Name><Content><Param>10</Param></Content></Command></Commands>
    <Responses><Response id="1"><Name>Ok</Name><Content><Param>11</Param></Content></Response></Responses>
    <Pairs><Pair id="1"><Name>Ask</Name><Content><Command>1</Command><Response>1</Response></Content></Pair></Pairs>
    <Groups><Group id="1"><Name>Either</Name><Content>${content}</Content></Group>
      <Group id="2" connection="0"><Name>Main</Name><Content>${content}</Content></Group></Groups>
    <Triggers>${onSet.join("")}</Triggers><Actions>${execute.join("")}</Actions></Protocol>`;
}

/** An element with two connections, each attempt one second, one retry, in timeout after five. */
class Running implements AsyncDisposable {
  readonly element: Element;
  readonly clock = new ManualClock();
  readonly log: string[] = [];
  #sets = 0;

  private constructor(xml: string, ports: readonly number[]) {
    this.element = new Element(parseProtocol(xml).protocol, {
      ...{ clock: this.clock, elementTimeoutMs: 5000 },
      connections: Object.fromEntries(
        ports.map((port, id) => [id, { host: "localhost", port, timeoutMs: 1000, retries: 1 }]),
      ),
    });
    this.element.subscribe((event) => {
      if (event.type === "log" && event.code === "REDUNDANT_SWITCH") this.log.push(event.message);
    });
  }

  static async start(xml: string, ports: readonly number[]): Promise<Running> {
    const running = new Running(xml, ports);
    await running.element.start();
    return running;
  }

  /** Executes a group; settles when it is over. `between` is called until then, whenever something happens. */
  async poll(group = 1, between: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const over = this.element.when(
      (event: ElementEvent) => event.type === "group" && event.id === group && event.phase === "finished",
      60_000,
    );
    void this.element.set(90 + group, String(++this.#sets));
    await between();
    await over;
  }

  /** Executes group `group` while the device is silent: both attempts run out. */
  async fail(device: TcpDevice, group = 1): Promise<void> {
    const heard = device.heard.length;
    await this.poll(group, async () => {
      await device.until(() => device.heard.length >= heard + 3);
      await this.clock.advance(1000);
      await device.until(() => device.heard.length >= heard + 6);
      await this.clock.advance(1000);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.element.stop();
    await this.clock.advance(this.element.options.stopGraceMs);
    await stopped;
  }
}

const asks = ({ heard }: TcpDevice): number => heard.split("ask").length - 1;

describe("redundant polling", () => {
  it("after the retries of a group the next one is polled on the other connection, and back", async () => {
    await using main = await TcpDevice.start();
    await using second = await TcpDevice.start();
    await using running = await Running.start(protocol("serial"), [main.port, second.port]);
    await Promise.all([main.accepts(), second.accepts()]);
    main.answer = () => "OK";
    second.answer = () => "OK";
    await running.poll();
    expect([asks(main), asks(second), running.log]).to.deep.equal([1, 0, []]);

    main.answer = () => undefined;
    await running.fail(main);
    expect(running.log).to.deep.equal(["RedundantPolling, change connection, leaving 0, entering 1."]);
    await running.poll();
    await running.poll();
    expect([asks(main), asks(second)]).to.deep.equal([3, 2]);

    second.answer = () => undefined;
    await running.fail(second);
    main.answer = () => "OK";
    await running.poll();
    expect([asks(main), asks(second)]).to.deep.equal([4, 4]);
    expect(running.log.at(-1)).to.equal("RedundantPolling, change connection, leaving 1, entering 0.");
  });

  it("the element is in timeout only while both connections fail", async () => {
    await using main = await TcpDevice.start();
    await using second = await TcpDevice.start();
    await using running = await Running.start(protocol("serial"), [main.port, second.port]);
    await Promise.all([main.accepts(), second.accepts()]);
    await running.fail(main);
    await running.clock.advance(60_000);
    expect(running.element.inTimeout).to.equal(false);
    await running.fail(second);
    await running.clock.advance(4999);
    expect(running.element.inTimeout).to.equal(false);
    await running.clock.advance(1);
    expect(running.element.inTimeout).to.equal(true);
    main.answer = () => "OK";
    await running.poll();
    expect(running.element.inTimeout).to.equal(false);
  });

  it("a group with a connection of its own is not moved, and moves nothing", async () => {
    await using main = await TcpDevice.start();
    await using second = await TcpDevice.start();
    second.answer = () => "OK";
    await using running = await Running.start(protocol("serial"), [main.port, second.port]);
    await Promise.all([main.accepts(), second.accepts()]);
    await running.fail(main, 2);
    expect(running.log).to.deep.equal([]);
    await running.fail(main);
    await running.poll();
    await running.fail(main, 2);
    expect([asks(main), asks(second), running.log.length]).to.deep.equal([6, 1, 1]);
  });

  it("without the option nothing is switched, and the element is in timeout", async () => {
    await using main = await TcpDevice.start();
    await using second = await TcpDevice.start();
    await using running = await Running.start(protocol("serial", ""), [main.port, second.port]);
    await Promise.all([main.accepts(), second.accepts()]);
    await running.fail(main);
    await running.clock.advance(5000);
    expect([running.log, running.element.inTimeout]).to.deep.equal([[], true]);
  });

  it("HTTP: a session that fails on one server is asked of the other next time", async () => {
    await using main = await WebServer.start();
    await using second = await WebServer.start();
    main.answering = (_, answer) => answer.writeHead(503).end();
    second.answering = (_, answer) => answer.end("from the second");
    await using running = await Running.start(protocol("http"), [main.port, second.port]);
    await running.poll();
    expect(running.log).to.have.length(1);
    await running.poll();
    expect([main.asked.length, second.asked.length]).to.deep.equal([1, 1]);
    expect(running.element.get(20)).to.equal("from the second");
    await running.clock.advance(60_000);
    expect(running.element.inTimeout).to.equal(false);
  });
});
