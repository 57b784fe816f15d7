/** Elements on serial and smart-serial lines, against a real TCP device, time in the test's hand. */
import { connect } from "node:net";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import type { ElementOptions } from "../../src/element/element-settings.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import type { Protocol } from "../../src/protocol/model.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";

/** A parameter of fixed bytes. */
const fixed = (id: number, value: string, type = "fixed"): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>${type}</Type><Interprete><RawType>other</RawType><Type>string</Type>
   <LengthType>fixed</LengthType><Length>${String(value.length)}</Length><Value>${value}</Value></Interprete></Param>`;

/** A text of any length. */
const text = (id: number, options = ""): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type options="${options}">read</Type><Interprete><RawType>other</RawType><Type>string</Type>
   <LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display></Param>`;

/** A number of one byte that is a length or a checksum. */
const computed = (id: number, type: string, extra: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>${type}</Type><Interprete><RawType>unsigned number</RawType><Type>double</Type>
   <LengthType>fixed</LengthType><Length>1</Length></Interprete>${extra}</Param>`;

interface Parts {
  readonly kind?: "serial" | "smart-serial";
  readonly communicationOptions?: string;
  /** Responses by id: their content. */
  readonly responses: Readonly<Record<number, readonly number[]>>;
  /** Content of pair 1, for example `<Response>2</Response>`. */
  readonly pair: string;
  readonly pairOptions?: string;
  readonly params?: string;
  /** Further actions of the before-response trigger, after `read`. */
  readonly before?: string;
  readonly beforeIds?: readonly number[];
}

/**
 * Command 1 is `ask`, sent by pair 1 of group 1, which a set of parameter 99 executes. 10 ask, 11 OK, 12 a text, 13 NO,
 * 14 header <, 15 trailer >, 16 the dynamic ip, 20 the text behind 13.
 */
function protocol(parts: Parts): Protocol {
  const { kind = "serial", communicationOptions = "", params = "", pairOptions = "", before = "" } = parts;
  const content = (pids: readonly number[]): string =>
    pids.map((pid) => `<Param>${String(pid)}</Param>`).join("");
  const responses = Object.entries(parts.responses).map(
    ([id, pids]) => `<Response id="${id}"><Name>R${id}</Name><Content>${content(pids)}</Content></Response>`,
  );
  const beforeIds = [1, ...(parts.beforeIds ?? [])].map((id) => `<Id>${String(id)}</Id>`).join("");
  // Headers and trailers cut a smart-serial stream, whether or not a response uses them.
  const marks = kind === "serial" ? fixed(14, "[", "header") + fixed(15, "]", "trailer") : "";
  const parsed =
    parseProtocol(`<Protocol xmlns="http://www.skyline.be/protocol"><Name>Line</Name><Version>1.0.0.1</Version>
    <Type communicationOptions="${communicationOptions}">${kind}</Type>
    <Params>${fixed(10, "ask")}${fixed(11, "OK")}${text(12)}${fixed(13, "NO")}${marks}
      ${text(16, "dynamic ip")}${text(20)}${text(99)}${params}</Params>
    <Commands><Command id="1"><Name>Ask</Name><Content><Param>10</Param></Content></Command></Commands>
    <Responses>${responses.join("")}</Responses>
    <Pairs><Pair id="1" options="${pairOptions}"><Name>Ask</Name><Content><Command>1</Command>${parts.pair}</Content></Pair></Pairs>
    <Groups><Group id="1"><Name>Ask</Name><Content><Pair>1</Pair></Content></Group></Groups>
    <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content>${beforeIds}</Content></Trigger>
      <Trigger id="2"><On id="99">parameter</On><Time>change</Time><Type>action</Type><Content><Id>2</Id></Content></Trigger></Triggers>
    <Actions><Action id="1"><On>response</On><Type>read</Type></Action><Action id="2"><On id="1">group</On><Type>execute</Type></Action>${before}</Actions>
    </Protocol>`);
  const errors = parsed.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join(" "));
  return parsed.protocol;
}

/** A started element with an open line, and what to do with it. */
class Line implements AsyncDisposable {
  readonly element: Element;
  readonly events: ElementEvent[] = [];
  readonly clock = new ManualClock();
  #asked = 0;

  private constructor(parts: Parts, options: ElementOptions) {
    this.element = new Element(protocol(parts), {
      timeoutMs: 1000,
      retries: 1,
      clock: this.clock,
      ...options,
    });
    this.element.subscribe((event) => this.events.push(event));
  }

  static async open(device: TcpDevice, parts: Parts, options: ElementOptions = {}): Promise<Line> {
    const line = new Line(parts, { host: "localhost", port: device.port, ...options });
    const open = line.element.when((event) => event.type === "connection" && event.phase === "open");
    await line.element.start();
    await open;
    await device.until(() => device.lines > 0);
    return line;
  }

  /** Executes the group; settles when the device has heard the command once more. */
  async ask(device: TcpDevice): Promise<void> {
    const before = device.heard.length;
    void this.element.set(99, String(++this.#asked));
    await device.until(() => device.heard.length >= before + 3);
  }

  /** Phases of the pair, in order. */
  get phases(): string[] {
    return this.events.flatMap((event) => (event.type === "pair" ? [event.phase] : []));
  }

  /** Settles with a phase of the pair, the first that is still to come. */
  async phase(wanted: string): Promise<void> {
    await this.element.when((event) => event.type === "pair" && event.phase === wanted);
  }

  /** Settles with the next message in the stream. */
  async received(): Promise<void> {
    await this.element.when((event) => event.type === "stream" && event.entry.direction === "in");
  }

  /** Response that matched last. */
  get matched(): number | undefined {
    return this.events
      .flatMap((event) => (event.type === "response" && event.phase === "matched" ? [event.id] : []))
      .at(-1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.element.stop();
    await this.clock.advance(this.element.options.stopGraceMs);
    await stopped;
    expect(this.clock.pending).to.deep.equal([]);
  }
}

/** One turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Settles when a timer waits that is due in `ms`: data has come that waits for it. */
async function waits(clock: ManualClock, ms: number): Promise<void> {
  while (!clock.pending.some(({ due }) => due === clock.now() + ms)) await turn();
}

const sentence: Parts = { responses: { 2: [14, 12, 15] }, pair: "<Response>2</Response>" };

describe("element on a serial line", () => {
  it("an answer with a header and a trailer ends the pair as soon as it is complete, whatever the pieces", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, sentence);
    await line.ask(device);
    const done = line.phase("succeeded");
    device.say("[hel");
    device.say("lo]");
    await done;
    expect([line.element.get(12), device.heard]).to.deep.equal(["hello", "ask"]);
    expect(line.phases).to.deep.equal(["started", "sent", "succeeded"]);
  });

  it("LOG-39 the action open on an open line closes it and opens another one, without a timeout", async () => {
    for (const kind of ["serial", "smart-serial"] as const) {
      await using device = await TcpDevice.start();
      const before = '<Action id="50"><On>protocol</On><Type>open</Type></Action>';
      const parts = { responses: { 2: [11, 12] }, pair: "<Response>2</Response>", kind, before } as const;
      await using line = await Line.open(device, parts);
      const opened = line.element.when((event) => event.type === "connection" && event.phase === "open");
      line.element.slProtocol.NotifyProtocol(221, 50, null);
      await opened;
      await device.until(() => device.ended === 1 && device.lines === 1);
      const phases = line.events.flatMap((event) => (event.type === "connection" ? [event.phase] : []));
      expect(phases).to.deep.equal(["connecting", "open", "closed", "open"]);
      await line.clock.advance(60_000);
      expect(line.element.inTimeout).to.equal(false);
    }
  });

  it("LOG-15 an answer that only the timeout can end is parsed then, and answers the pair", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, {
      responses: { 2: [11, 12] },
      pair: "<Response>2</Response>",
    });
    await line.ask(device);
    device.say("OK and more");
    // Nothing tells that it has come; on loopback it has after the first of these turns.
    for (let turns = 0; turns < 50; turns++) await turn();
    await line.clock.advance(999);
    expect(line.phases).to.deep.equal(["started", "sent"]);
    await line.clock.advance(1);
    expect([line.phases.at(-1), line.element.get(12)]).to.deep.equal(["succeeded", " and more"]);
    expect(device.heard).to.equal("ask");
  });

  it("receiveInterval: it is parsed so many ms after the data instead", async () => {
    await using device = await TcpDevice.start();
    const parts = {
      responses: { 2: [11, 12] },
      pair: "<Response>2</Response>",
      pairOptions: "receiveInterval:30",
    };
    await using line = await Line.open(device, parts);
    await line.ask(device);
    device.say("OK soon");
    await waits(line.clock, 30);
    await line.clock.advance(30);
    expect([line.phases.at(-1), line.element.get(12)]).to.deep.equal(["succeeded", " soon"]);
  });

  it("no answer: timeout, the same command again, then timeout after retries, and the element can be in timeout", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, sentence, { elementTimeoutMs: 1000 });
    await line.ask(device);
    await line.clock.advance(1000);
    await device.hears("askask");
    await line.clock.advance(1000);
    expect(line.phases).to.deep.equal([
      "started",
      "sent",
      "timeout",
      "sent",
      "timeout",
      "timeout after retries",
    ]);
    await line.clock.advance(1000);
    expect(line.element.inTimeout).to.equal(true);
  });

  it("an answer that comes too late is not taken for that of the next command (ConnectionsSerialSocketBuffer)", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, sentence, { retries: 0 });
    await line.ask(device);
    await line.clock.advance(1000);
    const flushed = line.received();
    device.say("[late]");
    await flushed;
    await line.ask(device);
    const done = line.phase("succeeded");
    device.say("[right]");
    await done;
    expect(line.element.get(12)).to.equal("right");
    expect(line.events.some((event) => event.type === "unmatched")).to.equal(false);
  });

  it("the device closes the line after each answer: the next command opens it again", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, sentence, { elementTimeoutMs: 1000 });
    await line.ask(device);
    const closed = line.element.when((event) => event.type === "connection" && event.phase === "closed");
    device.say("[one]");
    device.end();
    await closed;
    await line.clock.advance(60_000);
    expect([line.element.get(12), line.element.inTimeout]).to.deep.equal(["one", false]);
    await line.ask(device);
    const done = line.phase("succeeded");
    device.say("[two]");
    await done;
    expect([line.element.get(12), device.accepted]).to.deep.equal(["two", 2]);
  });

  it("a dynamic ip value moves the line; what follows goes there (ConnectionsSerialDynamicPolling)", async () => {
    await using first = await TcpDevice.start();
    await using second = await TcpDevice.start();
    await using line = await Line.open(first, sentence);
    const open = line.element.when((event) => event.type === "connection" && event.phase === "open");
    await line.element.set(16, `localhost:${String(second.port)}`);
    await open;
    await line.ask(second);
    expect([first.heard, second.heard]).to.deep.equal(["", "ask"]);
    const done = line.phase("succeeded");
    second.say("[here]");
    await done;
  });

  it("RSP-13 length action: a wrong size updates the length parameter only, and times out", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, {
      params: computed(21, "length", "<Length><Content><Param>2</Param></Content></Length>"),
      responses: { 2: [14, 21, 12, 15] },
      pair: "<Response>2</Response>",
      before: '<Action id="3"><On>response</On><Type>length</Type></Action>',
      beforeIds: [3],
    });
    await line.ask(device);
    const again = line.phase("timeout");
    // Five characters follow, not nine.
    device.say("[\x09hello]");
    await again;
    expect([line.element.get(21), line.element.bytes(12)?.length]).to.deep.equal([9, 0]);
    await device.hears("askask");
    const done = line.phase("succeeded");
    device.say("[\x05hello]");
    await done;
    expect([line.element.get(21), line.element.get(12)]).to.deep.equal([5, "hello"]);
  });

  it("RSP-15 crc action: a wrong value sends the command again", async () => {
    await using device = await TcpDevice.start();
    const crc = "<CRC><Type>exor</Type><Content><Param>1</Param></Content></CRC>";
    await using line = await Line.open(device, {
      params: computed(22, "crc", crc),
      responses: { 2: [14, 12, 15, 22] },
      pair: "<Response>2</Response>",
      before: '<Action id="3"><On>response</On><Type>crc</Type></Action>',
      beforeIds: [3],
    });
    await line.ask(device);
    device.say("[A]\x00");
    await device.hears("askask");
    expect(line.phases).to.deep.equal(["started", "sent", "timeout", "sent"]);
    const done = line.phase("succeeded");
    // 41 exor nothing is 41.
    device.say("[A]\x41");
    await done;
    expect(line.element.get(12)).to.equal("A");
  });

  it("RSP-16 the responses of a pair are tried top down", async () => {
    await using device = await TcpDevice.start();
    // Both fit <OK>: header, text, trailer; and header, OK, trailer.
    for (const [order, winner] of [
      [[2, 3], 2],
      [[3, 2], 3],
    ] as const) {
      const pair = order.map((id) => `<Response>${String(id)}</Response>`).join("");
      await using line = await Line.open(device, { responses: { 2: [14, 12, 15], 3: [14, 11, 15] }, pair });
      await line.ask(device);
      const done = line.phase("succeeded");
      device.say("[OK]");
      await done;
      expect(line.matched).to.equal(winner);
    }
  });

  it("RSP-17 a later response with another header and trailer still matches", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, {
      params: fixed(31, "(", "header") + fixed(32, ")", "trailer"),
      responses: { 2: [14, 12, 15], 3: [31, 20, 32] },
      pair: "<Response>2</Response><Response>3</Response>",
    });
    await line.ask(device);
    const done = line.phase("succeeded");
    device.say("(other");
    device.say(" brackets)");
    await done;
    expect([line.matched, line.element.get(20), device.heard]).to.deep.equal([3, "other brackets", "ask"]);
  });

  it("RSP-18 a match of ResponseOnBadCommand ends the pair without sending again", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, {
      responses: { 2: [14, 12, 15], 3: [13] },
      pair: "<Response>2</Response><ResponseOnBadCommand>3</ResponseOnBadCommand>",
    });
    await line.ask(device);
    const done = line.phase("finished");
    device.say("NO");
    await done;
    await line.clock.advance(10_000);
    expect([line.matched, device.heard]).to.deep.equal([3, "ask"]);
    expect(line.phases).to.deep.equal(["started", "sent", "finished"]);
  });
});

describe("an answer whose last parameter has the length of another", () => {
  it("RSP-33 is cut off where that length ends, and answers the pair", async () => {
    await using device = await TcpDevice.start();
    const counted = `<Param id="31"><Name>P31</Name><Type>read</Type><Interprete><RawType>numeric text</RawType><Type>double</Type>
      <LengthType>fixed</LengthType><Length>2</Length></Interprete></Param>
      <Param id="32"><Name>P32</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type>
      <LengthType id="31">other param</LengthType></Interprete></Param>`;
    await using line = await Line.open(device, {
      params: counted,
      responses: { 2: [11, 31, 32] },
      pair: "<Response>2</Response>",
    });
    await line.ask(device);
    device.say("OK02AAmore");
    for (let turns = 0; turns < 50; turns++) await turn();
    const done = line.phase("succeeded");
    await line.clock.advance(1000);
    await done;
    expect([line.element.get(31), line.element.get(32)]).to.deep.equal([2, "AA"]);
    expect(line.events.filter(({ type }) => type === "log" || type === "unmatched")).to.deep.equal([]);
  });
});

describe("element on a smart-serial line", () => {
  it("RSP-32 responses with header and trailer and responses of fixed length stand side by side", async () => {
    await using device = await TcpDevice.start();
    const sized = `<Param id="31"><Name>P31</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type>
      <LengthType>fixed</LengthType><Length>3</Length></Interprete><Display><RTDisplay>true</RTDisplay></Display></Param>`;
    await using line = await Line.open(device, {
      kind: "smart-serial",
      params: fixed(14, "[", "header") + fixed(15, "]", "trailer") + sized,
      responses: { 2: [14, 12, 15], 3: [11, 31, 13] },
      pair: "",
    });
    // Response 3 is OK, three bytes, NO.
    device.say("[a]OK1");
    device.say("23NOOK45]NO..[b]OK678NO");
    await line.element.when(
      (event) => event.type === "parameter" && event.pid === 31 && event.value === "678",
    );
    const seen = line.events.flatMap((event) =>
      event.type === "parameter" && [12, 31].includes(event.pid) ? [event.value] : [],
    );
    expect(seen).to.deep.equal(["a", "123", "45]", "b", "678"]);
    const told = line.events.flatMap((event) => (event.type === "log" ? [event.code] : []));
    expect(told).to.deep.equal(["BYTES_DROPPED"]);
  });

  const push: Parts = { kind: "smart-serial", responses: { 2: [11, 12] }, pair: "" };

  it("data comes unasked, 15 ms after its first byte", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, push);
    device.say("OK push");
    await waits(line.clock, 15);
    await line.clock.advance(15);
    expect(line.element.get(12)).to.equal(" push");
  });

  it("a command with a response is answered by a push; the next data does not fit and makes it ask again", async () => {
    await using device = await TcpDevice.start();
    await using line = await Line.open(device, { ...push, pair: "<Response>2</Response>" });
    await line.ask(device);
    device.say("OK yes");
    await waits(line.clock, 15);
    await line.clock.advance(15);
    expect([line.phases.at(-1), line.element.get(12)]).to.deep.equal(["succeeded", " yes"]);
    await line.ask(device);
    device.say("?");
    await waits(line.clock, 15);
    await line.clock.advance(15);
    expect(line.phases.slice(3)).to.deep.equal(["started", "sent", "timeout", "sent"]);
  });

  it("as server: clients are logged in the parameters of notifyConnectionPIDs, and their data is matched", async () => {
    const clock = new ManualClock();
    const parts = {
      ...push,
      communicationOptions: "notifyConnectionPIDs:17,18",
      params: text(17) + text(18),
    };
    const element = new Element(protocol(parts), { host: "any", port: 0, clock });
    const listening = element.when((event) => event.type === "connection" && event.phase === "open");
    await element.start();
    const event = await listening;
    const port = event.type === "connection" ? Number(/:(\d+)$/.exec(event.url ?? "")?.[1]) : 0;
    const joined = element.when((change) => change.type === "parameter" && change.pid === 17);
    const client = connect({ host: "127.0.0.1", port });
    await joined;
    const name = `127.0.0.1:${String(client.localPort)}`;
    expect([element.get(17), element.get(18)]).to.deep.equal([name, null]);
    client.write("OK from a client");
    await waits(clock, 15);
    await clock.advance(15);
    expect(element.get(12)).to.equal(" from a client");
    const left = element.when((change) => change.type === "parameter" && change.pid === 18);
    client.end();
    await left;
    expect(element.get(18)).to.equal(name);
    const stopped = element.stop();
    await clock.advance(element.options.stopGraceMs);
    await stopped;
    expect(clock.pending).to.deep.equal([]);
  });
});
