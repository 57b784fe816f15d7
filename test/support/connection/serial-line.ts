/** A serial or smart-serial connection under test, between a device and a recorder, with a manual clock. */
import type { Timer } from "../../../src/base/clock.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { ConnectionDefinition, Protocol } from "../../../src/protocol/model.ts";
import { createSerialConnection } from "../../../src/connection/serial/serial-connection.ts";
import type { SerialTransport } from "../../../src/connection/serial/serial-port.ts";
import { tcp } from "../../../src/connection/tcp/tcp.ts";
import type { AnswerWatcher } from "../../../src/connection/serial/serial-answers.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { definition } from "./model.ts";
import { Recorder } from "./recorder.ts";

/** What a test varies. */
export interface SerialLineOptions {
  readonly kind?: ConnectionDefinition["kind"];
  readonly host?: string;
  readonly port?: number;
  readonly dynamicValue?: string;
  readonly communicationOptions?: readonly string[];
  /** Default TCP. */
  readonly transport?: SerialTransport;
  /** What the protocol proposes. */
  readonly settings?: ConnectionDefinition["settings"];
  readonly options?: Partial<Options>;
  readonly watch?: AnswerWatcher;
  /** Params of the protocol, XML. */
  readonly params?: string;
  /** `Advanced@stuffing`. */
  readonly advancedStuffing?: string;
}

/** All that a test looks at. */
export interface SerialLine {
  readonly connection: ReturnType<typeof createSerialConnection>;
  readonly clock: ManualClock;
  readonly events: Recorder;
  /** `listening tcp://...`, `joined ip:port`, `left ip:port`. */
  readonly server: string[];
}

/** A protocol with some parameters. */
export function protocolWith(params: string): Protocol {
  return parseProtocol(`<Protocol><Name>T</Name><Version>1.0.0.1</Version><Type>virtual</Type>
    <Params>${params}</Params></Protocol>`).protocol;
}

/** A header or trailer. */
export function mark(id: number, type: "header" | "trailer", value: string, options = ""): string {
  return `<Param id="${String(id)}"><Name>M${String(id)}</Name><Type options="${options}">${type}</Type><Interprete><RawType>other</RawType>
    <Type>string</Type><LengthType>fixed</LengthType><Length>1</Length><Value>${value}</Value></Interprete></Param>`;
}

/** Lets those look again who wait for the recorder. */
function wake(events: Recorder): void {
  events.notice({ code: "NO_SUCH_ITEM", kind: "debug", message: "" });
}

/** Wakes who waits for the recorder whenever a timer starts: data that waits for its 15 ms makes no event. */
class WakingClock extends ManualClock {
  readonly #events: Recorder;

  constructor(events: Recorder) {
    super();
    this.#events = events;
  }

  override after(ms: number, callback: () => void): Timer {
    const timer = super.after(ms, callback);
    wake(this.#events);
    return timer;
  }
}

/** Not opened yet; TimeoutTime is 1000 ms. */
export function serialLine(given: SerialLineOptions = {}): SerialLine {
  const { kind = "serial", host = "localhost", port = 0, params = "", communicationOptions = [] } = given;
  const events = new Recorder();
  const clock = new WakingClock(events);
  const server: string[] = [];
  const declared = definition({
    kind,
    webSocket: false,
    communicationOptions,
    settings: given.settings ?? {},
  });
  const { advancedStuffing } = given;
  const protocol = {
    ...protocolWith(params),
    connections: [declared],
    ...(advancedStuffing === undefined ? {} : { advancedStuffing }),
  };
  const said = (text: string): void => {
    server.push(text);
    wake(events);
  };
  const connection = createSerialConnection(
    declared,
    { host, port, timeoutMs: 1000 },
    given.transport ?? tcp,
    {
      ...{ protocol, clock },
      options: resolveOptions(given.options),
      bytesOf: (pid) => Buffer.from(protocol.params.get(pid)?.interprete.value ?? "", "latin1"),
      dynamicAddress: () => given.dynamicValue ?? "",
      progress: (_, data) => given.watch?.(data) ?? { awaited: true },
      listening: (_, url) => {
        said(`listening ${url}`);
      },
      joined: (_, client) => {
        said(`joined ${client}`);
      },
      left: (_, client) => {
        said(`left ${client}`);
      },
    },
    events,
  );
  return { connection, clock, events, server };
}

/** A command. */
export function command(text: string): { readonly bytes: Uint8Array; readonly text: boolean } {
  return { bytes: Buffer.from(text, "latin1"), text: false };
}
