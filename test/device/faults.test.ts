/** Faults: each with its effect on an element, the same for the same seed. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect } from "chai";
import { createDevice, type Device } from "../../src/device/device.ts";
import type { DeviceEvent } from "../../src/device/device-events.ts";
import {
  faultNames,
  Faults,
  readFault,
  readFaults,
  type FaultName,
  type FaultSettings,
} from "../../src/device/faults.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { ListeningElement } from "../support/device/listening-element.ts";
import { expectCode } from "../support/qaction/expect-code.ts";

/** A device that answers `ping`, its clock in the hand of the test. */
async function talker(
  faults: FaultSettings = {},
  seed = 1,
): Promise<Device & { readonly clock: ManualClock }> {
  const device = await createDevice(
    { faces: { events: { kind: "websocket", on: [["ping", "pong"]] } } },
    { faults, seed, clock: new ManualClock() },
  );
  return device as Device & { readonly clock: ManualClock };
}

/** A device and an element whose connection is open. */
interface Session {
  readonly device: Device & { readonly clock: ManualClock };
  readonly element: ListeningElement;
  /** Sends with the faults, then the word `end` without any; settles when that has arrived. @returns what came before it */
  readonly send: (...messages: readonly string[]) => Promise<readonly string[]>;
}

const words = ["one", "two", "three", "four"];

/** What each fault does to an element. */
const effects: Readonly<
  Record<
    FaultName,
    { faults: FaultSettings; shows: string; readonly check: (session: Session) => Promise<void> }
  >
> = {
  delay: {
    faults: { delay: 50 },
    shows: "messages are late by as many ms",
    check: async ({ device, element }) => {
      for (const word of words) device.push(word);
      await device.clock.advance(49);
      device.faults.clear();
      expect(device.clock.pending).to.have.length(1);
      expect(element.heard).to.deep.equal([]);
      await device.clock.advance(1);
      await element.hears("four");
      expect(element.heard).to.deep.equal(words);
    },
  },
  jitter: {
    faults: { jitter: 1000 },
    shows: "messages are late, each by another time, and in order",
    check: async ({ device, element }) => {
      for (let count = 0; count < 50; count++) device.push(String(count));
      const [first, ...others] = device.clock.pending;
      expect(others, "one timer for all").to.deep.equal([]);
      expect((first?.due ?? 0) - device.clock.now()).to.be.within(0, 1000);
      await device.clock.advance(1000);
      await element.hears("49");
      expect(element.heard).to.deep.equal(Array.from({ length: 50 }, (_, count) => String(count)));
    },
  },
  drop: {
    faults: { drop: 1 },
    shows: "messages do not come",
    check: async ({ send }) => {
      expect(await send(...words)).to.deep.equal([]);
    },
  },
  duplicate: {
    faults: { duplicate: 1 },
    shows: "messages come twice",
    check: async ({ send }) => {
      expect(await send("one", "two")).to.deep.equal(["one", "one", "two", "two"]);
    },
  },
  reorder: {
    faults: { reorder: 1 },
    shows: "messages come after those that follow them; the last one after 100 ms",
    check: async ({ device, element, send }) => {
      expect(await send(...words)).to.deep.equal(["two", "one", "four", "three"]);
      device.faults.set("reorder");
      device.push("late");
      await device.clock.advance(99);
      expect(element.heard).not.to.include("late");
      await device.clock.advance(1);
      await element.hears("late");
    },
  },
  split: {
    faults: { split: true },
    shows: "messages are whole although each byte of their frames comes alone",
    check: async ({ send }) => {
      expect(await send("a longer message", "")).to.deep.equal(["a longer message", ""]);
    },
  },
  glue: {
    faults: { glue: 3 },
    shows: "messages come three at a time, the rest after 100 ms",
    check: async ({ device, element }) => {
      device.push("one");
      device.push("two");
      expect(device.clock.pending, "it waits for the third").to.have.length(1);
      device.push("three");
      await element.hears("three");
      device.push("four");
      await device.clock.advance(99);
      expect(element.heard).to.deep.equal(["one", "two", "three"]);
      await device.clock.advance(1);
      await element.hears("four");
    },
  },
  truncate: {
    faults: { truncate: 1 },
    shows: "messages end early",
    check: async ({ send }) => {
      const message = "0123456789".repeat(10);
      const [got = ""] = await send(message);
      expect(got.length).to.be.lessThan(message.length);
      expect(message.startsWith(got)).to.equal(true);
    },
  },
  corrupt: {
    faults: { corrupt: 1 },
    shows: "one byte of a message is another one",
    check: async ({ send }) => {
      const message = "0123456789".repeat(10);
      const [got = ""] = await send(message);
      expect(got).to.have.length(message.length);
      const differs = Array.from(message, (character, at) => character !== got[at]);
      expect(differs.filter(Boolean)).to.have.length(1);
    },
  },
  invalidUtf8: {
    faults: { invalidUtf8: 1 },
    shows: "a text message has a byte that is not valid UTF-8",
    check: async ({ send, element }) => {
      const [got = ""] = await send("Grüße");
      expect(got).to.have.length(Buffer.byteLength("Grüße")).and.to.include("\xff");
      expect(element.opcodes[0]).to.equal(1);
      expect(Buffer.from(got, "latin1").toString("utf8")).to.include("\ufffd");
    },
  },
  opcode: {
    faults: { opcode: 3 },
    shows: "a frame that the standard does not know ends the connection with 1002",
    check: async ({ device, element }) => {
      const closed = element.phase("closed");
      device.push("one");
      expect(await closed).to.include({ code: 1002 });
      expect(element.heard).to.deep.equal([]);
    },
  },
  drip: {
    faults: { drip: 10 },
    shows: "a message is there when its last byte has come",
    check: async ({ device, element }) => {
      // A frame of 8 bytes payload has 10 bytes: at 10 bytes a second the last one comes after 0.9 s.
      device.push("12345678");
      await device.clock.advance(899);
      expect(device.clock.pending).to.have.length(1);
      expect(element.heard).to.deep.equal([]);
      await device.clock.advance(1);
      await element.hears("12345678");
    },
  },
  close: {
    faults: { close: { code: 4321, reason: "zu viele Fälle" } },
    shows: "the connection ends with code and reason in place of a message",
    check: async ({ device, element }) => {
      const closed = element.phase("closed");
      device.push("one");
      expect(await closed).to.include({ code: 4321, reason: "zu viele Fälle" });
      expect(element.heard).to.deep.equal([]);
    },
  },
  reset: {
    faults: { reset: 1 },
    shows: "the connection breaks in place of a message: 1006",
    check: async ({ device, element }) => {
      const closed = element.phase("closed");
      device.push("one");
      expect(await closed).to.include({ code: 1006 });
      expect(element.heard).to.deep.equal([]);
    },
  },
  stopReading: {
    faults: { stopReading: true },
    shows: "what the element sends is not read, until the fault is off",
    check: async ({ device, element, send }) => {
      const pinged = device.when(({ type }) => type === "in");
      element.element.send(0, "ping");
      expect(await send("one")).to.deep.equal(["one"]);
      await pinged;
      await element.hears("pong");
      expect(element.heard).to.deep.equal(["one", "end", "pong"]);
    },
  },
  refuse: {
    faults: { refuse: 503 },
    shows: "the handshake is answered with that status",
    check: async ({ element }) => {
      const failed = await element.start("failed");
      expect(failed.reason).to.contain("HTTP/1.1 503 Service Unavailable");
    },
  },
  wrongAccept: {
    faults: { wrongAccept: true },
    shows: "the element does not accept the handshake",
    check: async ({ element }) => {
      const failed = await element.start("failed");
      expect(failed.reason).to.contain("Sec-WebSocket-Accept");
    },
  },
  halfOpen: {
    faults: { halfOpen: true },
    shows: "nothing comes, no ping is answered, and only the ping time-out ends the connection",
    check: async ({ device, element }) => {
      device.push("one");
      const closed = element.phase("closed");
      await element.clock.advance(1000);
      await element.clock.advance(1000);
      expect(await closed).to.include({ code: 1006 });
      expect(element.heard).to.deep.equal([]);
    },
  },
};

/** Faults of the opening handshake. */
const beforeOpen: ReadonlySet<FaultName> = new Set(["refuse", "wrongAccept"]);

describe("faults of a device", () => {
  it("each of them has its effect in this test", () => {
    expect(Object.keys(effects)).to.deep.equal(faultNames);
  });

  for (const [name, { faults, shows, check }] of Object.entries(effects)) {
    it(`${name}: ${shows}`, async () => {
      const early = beforeOpen.has(name as FaultName);
      await using device = await talker(early ? faults : {});
      await using element = new ListeningElement(device.url(), { keepAlivePingMs: 1000 });
      if (!early) {
        const open = device.when(({ type }) => type === "open");
        await element.start();
        await open;
      }
      device.faults.setAll(faults);
      await check({
        device,
        element,
        send: async (...messages) => {
          for (const message of messages) device.push(message);
          device.faults.clear();
          device.push("end");
          await element.hears("end");
          return element.heard.slice(0, element.heard.indexOf("end"));
        },
      });
    });
  }

  it("a close code that the standard forbids goes out as it is: the element sees a broken rule", async () => {
    await using device = await talker();
    await using element = new ListeningElement(device.url());
    await element.start();
    const closed = element.phase("closed");
    device.closeAll(1005);
    expect(await closed).to.include({ code: 1002 });
  });

  it("over TCP: nothing of the frames of a WebSocket, all the rest", async () => {
    await using device = await createDevice({
      faces: { lines: { kind: "tcp", messages: "line", connect: () => "hello", on: [["ping", "pong"]] } },
    });
    const open = async (): Promise<{ socket: Socket; ended: Promise<string> }> => {
      const socket = connect(device.port(), "127.0.0.1");
      let text = "";
      socket.on("data", (bytes: Buffer) => (text += bytes.toString("latin1")));
      const ended = new Promise<string>((resolve) => {
        socket.on("error", ({ message }) => (text += message));
        socket.on("close", () => resolve(text));
      });
      while (text === "") await once(socket, "data");
      return { socket, ended };
    };
    const expected: readonly (readonly [faults: FaultSettings, heard: RegExp])[] = [
      [{ close: { code: 4000 } }, /^hello\r\n$/],
      [{ reset: 1 }, /^hello\r\n.*ECONNRESET/],
      [{ duplicate: 1, split: true, opcode: 3, wrongAccept: true }, /^hello\r\npong\r\npong\r\n$/],
      [{ truncate: 1 }, /^hello\r\np?o?n?\r\n$/],
    ];
    for (const [faults, heard] of expected) {
      device.faults.clear();
      const { socket, ended } = await open();
      device.faults.setAll(faults);
      socket.write("ping\n");
      // The device ends the line behind its answer.
      if (faults.close === undefined && faults.reset === undefined) {
        await device.when(({ type }) => type === "out");
        for (const line of device.lines()) line.close();
      }
      expect(await ended).to.match(heard);
    }
  });

  it("over UDP: datagrams that come twice, together, in pieces, or in another order", async () => {
    await using device = await createDevice({ faces: { udp: { kind: "udp", on: [["?", "!"]] } } });
    const socket = createSocket("udp4");
    const heard: string[] = [];
    socket.on("message", (bytes) => heard.push(bytes.toString("latin1")));
    socket.send("?", device.port(), "127.0.0.1");
    await once(socket, "message");
    const expected: readonly (readonly [faults: FaultSettings, datagrams: readonly string[]])[] = [
      [{ duplicate: 1 }, ["one", "one", "two", "two"]],
      [{ glue: 2 }, ["onetwo"]],
      [{ split: true }, ["o", "n", "e", "t", "w", "o"]],
      [{ reorder: 1 }, ["two", "one"]],
    ];
    for (const [faults, datagrams] of expected) {
      heard.length = 0;
      device.faults.clear();
      device.faults.setAll(faults);
      device.push("one");
      device.push("two");
      while (heard.length < datagrams.length) await once(socket, "message");
      expect(heard).to.deep.equal(datagrams);
    }
    socket.close();
  });

  it("over HTTP: late, damaged, cut off, refused, or no answer at all", async () => {
    await using device = await createDevice({
      faces: { api: { kind: "http", on: [["GET /", "0123456789".repeat(10)]] } },
    });
    const giveUp = new AbortController();
    const ask = async (faults: FaultSettings): Promise<unknown> => {
      device.faults.clear();
      device.faults.setAll(faults);
      try {
        const answer = await fetch(device.url(), { signal: giveUp.signal });
        return answer.status === 200
          ? Buffer.from(await answer.arrayBuffer()).toString("latin1")
          : answer.status;
      } catch (error) {
        return error instanceof Error ? error.name : error;
      }
    };
    const whole = "0123456789".repeat(10);
    expect(await ask({})).to.equal(whole);
    expect(await ask({ duplicate: 1, reorder: 1, opcode: 3 }), "an answer cannot come twice").to.equal(whole);
    expect(await ask({ split: true, drip: 100_000, delay: 5 })).to.equal(whole);
    expect(await ask({ invalidUtf8: 1 }))
      .to.have.length(100)
      .and.to.contain("\xff");
    expect(await ask({ refuse: 418 })).to.equal(418);
    expect(await ask({ truncate: 1 })).to.equal("TypeError");
    expect(await ask({ reset: 1 })).to.equal("TypeError");
    expect(await ask({ close: true })).to.equal("TypeError");
    const dropped = device.when((event) => event.type === "fault" && event.fault === "drop");
    const asked = ask({ drop: 1 });
    await dropped;
    giveUp.abort();
    expect(await asked).to.equal("AbortError");
  });

  it("the same seed gives the same faults, another seed others", async () => {
    const outcome = async (seed: number): Promise<readonly string[]> => {
      await using device = await talker({}, seed);
      await using element = new ListeningElement(device.url());
      const open = device.when(({ type }) => type === "open");
      await element.start();
      await open;
      device.faults.setAll({ drop: 0.3, duplicate: 0.3, corrupt: 0.3, truncate: 0.2, reorder: 0.2 });
      for (let count = 0; count < 100; count++) device.push(`message ${String(count)}`);
      await device.clock.advance(100);
      device.faults.clear();
      device.push("end");
      await element.hears("end");
      return element.heard;
    };
    const [first, again, other] = [await outcome(5), await outcome(5), await outcome(6)];
    expect(again).to.deep.equal(first);
    expect(other).not.to.deep.equal(first);
    expect(first.length).to.be.within(60, 140);
  });

  it("one fault does not change what chance has in store for another", async () => {
    const dropped = async (faults: FaultSettings): Promise<readonly number[]> => {
      await using device = await talker();
      await using element = new ListeningElement(device.url());
      const events: DeviceEvent[] = [];
      device.subscribe((event) => events.push(event));
      const open = device.when(({ type }) => type === "open");
      await element.start();
      await open;
      device.faults.setAll(faults);
      const found: number[] = [];
      for (let count = 0; count < 50; count++) {
        const before = events.filter((event) => event.type === "fault" && event.fault === "drop").length;
        device.push("x");
        if (events.filter((event) => event.type === "fault" && event.fault === "drop").length > before)
          found.push(count);
      }
      return found;
    };
    const alone = await dropped({ drop: 0.5 });
    expect(await dropped({ drop: 0.5, corrupt: 1, duplicate: 0.5 })).to.deep.equal(alone);
    expect(alone.length).to.be.within(10, 40);
  });

  it("are read from texts, and refused with what is allowed", () => {
    const read = (text: string): unknown => readFault(text);
    expect(read("drop")).to.deep.equal({ drop: true });
    expect(read("drop=0.25")).to.deep.equal({ drop: 0.25 });
    expect(read("drop=off")).to.deep.equal({ drop: false });
    expect(read("close=4000:a: b")).to.deep.equal({ close: { code: 4000, reason: "a: b" } });
    expect(expectCode(() => read("dorp=1"), "ERR_OPTION").message).to.contain("Did you mean 'drop'?");
    expect(expectCode(() => read("drop=2"), "ERR_OPTION").message).to.contain("a chance from 0 to 1");
    for (const wrong of [
      "drop=",
      "delay=-1",
      "glue=1",
      "opcode=16",
      "close=x",
      "refuse=99",
      "split=2",
      "drip=0",
    ])
      expectCode(() => read(wrong), "ERR_OPTION");
    expect(readFaults("drop=0.5, close=1011:too busy, try later,split delay=5")).to.deep.equal({
      drop: 0.5,
      close: { code: 1011, reason: "too busy, try later" },
      split: true,
      delay: 5,
    });
    expect(expectCode(() => readFaults("delay=5,dorp"), "ERR_OPTION").message).to.contain("'drop'");
    const faults = new Faults();
    expectCode(() => faults.set("delay"), "ERR_OPTION");
    faults.setAll({ drop: true, close: true, glue: true, refuse: undefined });
    expect(faults.values).to.deep.equal({ drop: 1, close: { code: 1011 }, glue: 2 });
    faults.set("drop", false);
    expect([faults.any, Object.keys(faults.values)]).to.deep.equal([true, ["close", "glue"]]);
    faults.clear();
    expect(faults.any).to.equal(false);
  });
});
