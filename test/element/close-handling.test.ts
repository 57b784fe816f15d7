/** Seven ways to lose a WebSocket in each of the four documented set-ups, on real sockets: 28 cells. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { ElementEvent } from "../../src/element/events.ts";
import { Element } from "../../src/element/element.ts";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import type { ConnectionOptions } from "../../src/options/register.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { connectionIs, listen, sets, valuesOf } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

/** What a test sees of one cell. */
interface Cell {
  /** Values of the status parameter from the start to the recovery. */
  readonly status: string;
  /** Close code, as the connection's event and the stream have it; of a socket that never opened there is none. */
  readonly code: string;
  /** Element state at the loss, just before and at TimeoutTimeElement (2000 ms) later, and after the recovery. */
  readonly timeout: string;
  /** Heartbeats that the server has heard since the loss, and those that stand in the stream as not sent. */
  readonly heartbeats: string;
  /** Sockets that the server accepted before the recovery: nothing is opened again by itself. */
  readonly sockets: number;
  /** How it came back. */
  readonly recovery: string;
}

/** One way to lose the socket. */
interface Reason {
  readonly name: string;
  /** RFC 6455 section 7.4.1; none for a handshake that was never finished. */
  readonly code: number | undefined;
  readonly options?: Partial<ConnectionOptions>;
  /** What the other side does. */
  readonly leave: (server: TestServer, clock: ManualClock) => Promise<void> | void;
}

const reasons: readonly Reason[] = [
  {
    name: "normal",
    code: 1000,
    leave: (server) => {
      server.socket.close(1000, "done");
    },
  },
  {
    name: "abnormal",
    code: 1006,
    leave: (server) => {
      // The line ends, without a close frame.
      server.socket.terminate();
    },
  },
  {
    name: "endpoint shutdown",
    code: 1001,
    leave: (server) => {
      server.socket.close(1001, "going away");
    },
  },
  {
    name: "ping timeout",
    code: 1006,
    // Two pings of the kit, and no pong: half a second after the opening, of which 75 ms have passed.
    options: { keepAlivePingMs: 250 },
    leave: async (_server, clock) => {
      await clock.advance(500 - 75);
    },
  },
  {
    name: "policy violation",
    code: 1008,
    leave: (server) => {
      server.socket.close(1008, "not you");
    },
  },
  {
    name: "network error",
    code: 1006,
    leave: (server) => {
      server.cut();
    },
  },
  { name: "during the handshake", code: undefined, leave: () => undefined },
];

const setUps = [
  { name: "plain", dynamic: false },
  { name: "dynamic-ip", dynamic: true },
  { name: "custom-handshake", dynamic: false },
  { name: "dynamic-ip-and-handshake", dynamic: true },
] as const;

const notSent = (event: ElementEvent): boolean => event.type === "stream" && event.entry.note === "not sent";

/** Runs one cell. */
async function run(reason: Reason, folder: string, dynamic: boolean): Promise<Cell> {
  const refused = reason.code === undefined;
  await using server = await TestServer.start({ autoPong: reason.options?.keepAlivePingMs === undefined });
  server.refusing = refused;
  const clock = new ManualClock();
  const directory = new URL(`../../examples/websocket/${folder}/`, import.meta.url);
  const { protocol } = await loadProtocol(fileURLToPath(new URL("protocol.xml", directory)));
  await using element = new Element(protocol, {
    ...{ host: "ws://127.0.0.1", port: server.port, clock, retries: 0 },
    scripts: fileURLToPath(directory),
    options: reason.options ?? {},
  });
  const events = listen(element);
  const lost = element.when(sets(7, 0));
  if (refused) {
    await element.start();
  } else {
    const open = element.when(sets(7, 1));
    await element.start();
    await open;
    await clock.advance(75);
    await server.hears(1);
    await reason.leave(server, clock);
  }
  await lost;
  const heard = server.heard.length;
  const before = events.length;
  const states = [element.inTimeout];
  const tried = element.when(notSent);
  await clock.advance(1999);
  states.push(element.inTimeout);
  await clock.advance(1);
  await tried;
  states.push(element.inTimeout);
  const missed = events.slice(before).filter(notSent).length;
  const heardSince = server.heard.length - heard;
  const { length: sockets } = server.sockets;

  server.refusing = false;
  const reopened = element.when(sets(7, 1));
  if (dynamic) await element.set(1, server.url);
  else await element.restart();
  await reopened;
  await clock.advance(75);
  await server.hears(heard + 1);
  states.push(element.inTimeout);
  const closed = events.find(connectionIs("closed"));
  const inStream = element.stream.entries.find(({ code }) => code !== undefined);
  const code = closed?.type === "connection" ? closed.code : undefined;
  return {
    status: valuesOf(events, 7).join(" "),
    code: code === inStream?.code ? String(code ?? "none") : `${String(code)} but ${String(inStream?.code)}`,
    timeout: states.map((state) => (state ? "timeout" : "ok")).join(" "),
    heartbeats: `${String(heardSince)} sent, ${missed > 0 ? "some" : "none"} not sent`,
    sockets,
    recovery:
      server.texts.at(-1) === '{"type":"subscribe","sources":["*"]}'
        ? dynamic
          ? "address"
          : "restart"
        : "none",
  };
}

describe("close handling", () => {
  const rows: string[] = [];
  after(() => {
    console.log(
      [
        "",
        `    ${"reason".padEnd(22)}${"set-up".padEnd(26)}${"status".padEnd(8)}${"code".padEnd(6)}${"element".padEnd(26)}${"commands".padEnd(24)}recovery`,
        ...rows,
        `    ${String(rows.length)} of 28 cells`,
      ].join("\n"),
    );
  });

  for (const reason of reasons) {
    for (const { name, dynamic } of setUps) {
      it(`${reason.name}, ${name}`, async () => {
        const cell = await run(reason, name, dynamic);
        expect(cell).to.deep.equal({
          status: reason.code === undefined ? "0 1" : "1 0 1",
          code: String(reason.code ?? "none"),
          timeout: "ok ok timeout ok",
          heartbeats: "0 sent, some not sent",
          sockets: reason.code === undefined ? 0 : 1,
          recovery: dynamic ? "address" : "restart",
        } satisfies Cell);
        const { status, code, timeout, heartbeats, recovery } = cell;
        rows.push(
          `    ${reason.name.padEnd(22)}${name.padEnd(26)}${status.padEnd(8)}${code.padEnd(6)}${timeout.padEnd(26)}${heartbeats.padEnd(24)}${recovery}`,
        );
      });
    }
  }
});
