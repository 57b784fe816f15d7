/** A WebSocket connection under test, tied to a raw server and a clock that stands still. */
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { OperatorSettings } from "../../../src/connection/connection-settings.ts";
import { WebSocketConnection } from "../../../src/connection/websocket/web-socket.ts";
import type { ConnectionDefinition, Session } from "../../../src/protocol/model.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { definition, parameters } from "./model.ts";
import { RawServer, type RawPeer } from "./raw-server.ts";
import { Recorder } from "./recorder.ts";

/** What a test may say about its connection. */
export interface LineOptions extends OperatorSettings {
  readonly definition?: ConnectionDefinition;
  /** Session of the opening handshake. */
  readonly handshake?: Session;
  /** Value of the `dynamic ip` parameter at the start. */
  readonly dynamicValue?: string;
  readonly options?: Partial<Options>;
  /** Parameters by id. */
  readonly values?: Record<number, string>;
}

/** A connection with its surroundings. */
export interface Line {
  readonly connection: WebSocketConnection;
  readonly events: Recorder;
  readonly clock: ManualClock;
}

/** Makes a connection; it is not opened yet. Without `host` it has no address. */
export function makeLine(given: LineOptions = {}): Line {
  const { definition: declared = definition(), handshake, dynamicValue = "", options, values = {} } = given;
  const clock = new ManualClock();
  const events = new Recorder();
  const connection = new WebSocketConnection(
    declared,
    handshake,
    { timeoutMs: 1000, retries: 0, ...given },
    {
      clock,
      options: resolveOptions(options),
      readParameter: parameters(values),
      dynamicAddress: () => dynamicValue,
    },
    events,
  );
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
