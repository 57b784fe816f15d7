/** A WebSocket connection under test, tied to a raw server and a clock that stands still. */
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import {
  createWebSocketConnection,
  type WebSocketSetup,
} from "../../../src/connection/websocket/web-socket.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { definition, parameters } from "./model.ts";
import { RawServer, type RawPeer } from "./raw-server.ts";
import { Recorder } from "./recorder.ts";

/** What a test may say about its connection. */
export type LineOptions = Partial<Omit<WebSocketSetup, "options" | "events" | "clock">> & {
  readonly options?: Partial<Options>;
  /** Parameters by id. */
  readonly values?: Record<number, string>;
};

/** A connection with its surroundings. */
export interface Line {
  readonly connection: ReturnType<typeof createWebSocketConnection>;
  readonly events: Recorder;
  readonly clock: ManualClock;
}

/** Makes a connection; it is not opened yet. Without `host` it has no address. */
export function makeLine({ options = {}, values = {}, ...setup }: LineOptions = {}): Line {
  const clock = new ManualClock();
  const events = new Recorder();
  const connection = createWebSocketConnection({
    definition: definition(),
    timeoutMs: 1000,
    retries: 0,
    readParameter: parameters(values),
    ...setup,
    options: resolveOptions(options),
    clock,
    events,
  });
  return { connection, events, clock };
}

/** Runs a test with a raw server and a connection to it (not opened yet), and checks that nothing is left behind. */
export async function withServer(
  given: LineOptions,
  test: (line: Line & { server: RawServer }) => Promise<void>,
): Promise<void> {
  await using server = await RawServer.start();
  const line = makeLine({ host: "ws://127.0.0.1", port: server.port, ...given });
  try {
    await test({ ...line, server });
  } finally {
    await line.connection.close();
  }
  if (line.clock.pending.length > 0) throw new Error("a timer is left");
}

/** As {@link withServer}, with the connection open and its peer on the other end. */
export async function withOpen(
  given: LineOptions,
  test: (line: Line & { server: RawServer; peer: RawPeer; head: string }) => Promise<void>,
): Promise<void> {
  await withServer(given, async (line) => {
    line.connection.open();
    const peer = await line.server.peer();
    const head = await peer.accept();
    await line.events.next("opened");
    await test({ ...line, peer, head });
    // A peer that does nothing more would never answer the close frame.
    peer.socket.destroy();
  });
}
