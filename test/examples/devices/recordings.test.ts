/** `examples/devices`: a session of each example is recorded and replayed, and its recording plays the device; the results are equal. */
import path from "node:path";
import { expect } from "chai";
import { systemClock } from "../../../src/base/clock.ts";
import type { Device } from "../../../src/device/device.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import type { Element } from "../../../src/element/element.ts";
import { ShownValues } from "../../../src/element/shown-values.ts";
import { loadProtocol } from "../../../src/protocol/load-protocol.ts";
import { openRecording } from "../../../src/recording/open-recording.ts";
import type { RecordedEntry } from "../../../src/recording/recorded-entry.ts";
import { RecordingWriter } from "../../../src/recording/recording-writer.ts";
import { sentCommand, type Observed, type SentCommand } from "../../../src/replay/expectation.ts";
import { RecordedDevice } from "../../../src/replay/recorded-device.ts";
import { replayRecording } from "../../../src/replay/replay-recording.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { DeviceExample, exampleConnections, holds, until } from "../../support/device/device-example.ts";
import { inFolder } from "../../support/temporary.ts";

/** What a connector shows at the end of its session. */
type Result = Pick<Observed, "parameters" | "tables"> & { readonly sent: readonly SentCommand[] };

/** A session of an example. */
interface Session {
  readonly name: string;
  /** Its time is that of a manual clock, and its recording plays the device; a recording of TCP alone does not. */
  readonly webSocket: boolean;
  /** Lets the session happen: from the start of the element to values that stay. */
  readonly happens: (element: Element, clock: ManualClock) => Promise<void>;
}

const sessions: readonly Session[] = [
  {
    name: "event-device",
    webSocket: true,
    happens: async (element, clock) => {
      await until(element, () => element.rows(1000)?.length === 3);
      await clock.advance(5000);
      await holds(element, 20, 1);
      await until(element, () => element.row(1000, "level")?.[3] === 6);
      await until(element, () => element.row(1000, "on-air")?.[3] === 2);
    },
  },
  {
    name: "router",
    webSocket: false,
    happens: async (element) => {
      await until(element, () => element.rows(1000)?.length === 4);
    },
  },
  {
    name: "codec",
    webSocket: false,
    happens: async (element) => {
      await holds(element, 21, "down");
      await holds(element, 24, 2);
      await holds(element, 25, "Nachrichten, Café, 音楽");
      await until(element, () => Number(element.get(22) ?? -60) > -60);
    },
  },
  {
    name: "xml-device",
    webSocket: true,
    happens: async (element, clock) => {
      await holds(element, 22, 1);
      await clock.advance(2000);
      await holds(element, 22, 2);
    },
  },
  {
    name: "cp1251-device",
    webSocket: false,
    happens: async (element) => {
      await holds(element, 20, "Подмосковные вечера");
      await holds(element, 20, "Катюша");
    },
  },
  {
    name: "json-rpc",
    webSocket: false,
    happens: async (element) => {
      await holds(element, 21, "Großer Saal");
    },
  },
];

/** Runs the session of a connector, and gives what it shows. `heard` is told all traffic. */
async function run(
  { name, happens, webSocket }: Session,
  clock: ManualClock,
  options: ElementOptions,
  heard: (entry: RecordedEntry) => void = () => undefined,
): Promise<Result> {
  const example = new DeviceExample(name);
  await using element = await example.element(webSocket ? { ...options, clock } : options);
  const { protocol } = await loadProtocol(`${example.folder}protocol.xml`);
  const sent: SentCommand[] = [];
  const forget = element.stream.subscribe((entry) => {
    heard(entry);
    const { connection, direction, bytes, opcode } = entry;
    if (direction === "out" && bytes !== undefined) sent.push(sentCommand(connection, bytes, opcode));
  });
  await element.start();
  await happens(element, clock);
  // What comes while the element stops is no part of the session.
  forget();
  const { parameters, tables } = new ShownValues(protocol, element.options).values(element.values());
  const stopped = element.stop();
  await clock.advance(element.options.stopGraceMs);
  await stopped;
  return { parameters, tables, sent };
}

/** Runs the session on the simulated device, and records it. */
async function record(session: Session, file: string): Promise<Result> {
  const clock = new ManualClock();
  await using device: Device = await new DeviceExample(session.name).device(
    session.webSocket ? { clock } : {},
  );
  const writer = new RecordingWriter(
    file,
    "test",
    (session.webSocket ? clock : systemClock).now(),
    (error) => {
      throw error;
    },
  );
  try {
    const options = session.webSocket ? { host: device.url() } : { connections: exampleConnections(device) };
    return await run(session, clock, options, (entry) => {
      writer.add(entry);
    });
  } finally {
    writer.close();
  }
}

describe("recordings of the examples of devices", () => {
  for (const session of sessions) {
    it(`${session.name}: record, replay${session.webSocket ? " and simulate" : ""} with equal results`, async () => {
      await inFolder(async (folder) => {
        const file = path.join(folder, "session.jsonl");
        const shown = await record(session, file);
        const example = new DeviceExample(session.name);
        const { protocol } = await loadProtocol(`${example.folder}protocol.xml`);
        const recording = await openRecording(file);
        const { observed } = await replayRecording(recording, protocol, {
          element: { scripts: example.folder },
        });
        const { parameters, tables, sent } = observed;
        // The replay goes on for a second behind the recording, in which timers may send more.
        const replayed = { parameters, tables, sent: sent.items.slice(0, shown.sent.length) };
        expect(replayed, "replayed").to.deep.equal(shown);
        if (!session.webSocket) return;
        await using device = await RecordedDevice.start(recording);
        const simulated = await run(session, new ManualClock(), { host: device.url });
        expect(simulated, "simulated").to.deep.equal(shown);
        expect(device.unmatched).to.deep.equal([]);
      });
    });
  }

  it("has a session of every example", () => {
    expect(sessions.map(({ name }) => name)).to.have.members(DeviceExample.names());
  });
});
