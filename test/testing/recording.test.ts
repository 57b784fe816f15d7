/** Recordings in tests: record, playback, update, and the device of a recording. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import { EventDevice } from "../../src/testing/event-device.ts";
import { Recording } from "../../src/testing/recording.ts";
import { inFolder } from "../support/temporary.ts";

const connector = "examples/websocket/plain/protocol.xml";
const scripts = "examples/websocket/plain";

/** What a promise rejects with. */
async function message(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

describe("testing/recording", () => {
  it("records from the device, plays back with equal results, and shows what differs", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "session.jsonl");
      await using device = await EventDevice.start();
      const recorded = await new Recording(file, { mode: "record" }).run(connector, {
        ...{ scripts, host: "ws://127.0.0.1", port: device.port },
        during: async (element) => {
          await element.when((event) => event.type === "parameter" && event.pid === 24 && event.value === 1);
          device.push(2);
          await element.when((event) => event.type === "parameter" && event.pid === 24 && event.value === 3);
        },
      });
      expect(recorded.parameters).to.include({ "24": 3, "22": "Lächeln 😀" });
      expect(await new Recording(file).run(connector, { scripts })).to.deep.equal(recorded);
      const expected = path.join(folder, "session.expected.json");
      writeFileSync(expected, readFileSync(expected, "utf8").replace('"24": 3', '"24": 4'));
      expect(await message(new Recording(file).run(connector, { scripts }))).to.match(
        /is not as .*session\.expected\.json expects.*\n {2}parameter 24 \(Event Count\)\n {4}- 4\n {4}\+ 3$/,
      );
      await new Recording(file, { mode: "update" }).run(connector, { scripts });
      await new Recording(file).run(connector, { scripts });
      const first = new Recording(file, { seconds: 0 });
      expect(await message(first.run(connector, { scripts }))).to.include("- 3");
    });
  });

  it("an element on the device of a recording holds what the replay shows", async () => {
    const { protocol } = await loadProtocol(connector);
    const session = new Recording("test/testing/sessions/events.jsonl");
    const { parameters } = await session.run(protocol, { scripts });
    await using device = await session.device({ mode: "loose" });
    await using element = new Element(protocol, { scripts, host: device.url });
    const last = element.when((event) => event.type === "parameter" && event.pid === 24 && event.value === 3);
    await element.start();
    await last;
    expect(element.get(22)).to.equal(parameters["22"]);
  });

  it("says what to do while nothing is expected, and refuses another mode", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.jsonl");
      writeFileSync(
        file,
        '{"type":"stream","at":"2026-01-01T00:00:00Z","connection":0,"direction":"in","opcode":1,"text":"{}"}\n',
      );
      expect(await message(new Recording(file).run(connector, { scripts }))).to.include(
        "QACTION_RECORDING=update",
      );
    });
    process.env["QACTION_RECORDING"] = "all";
    try {
      expect(() => new Recording("a.jsonl")).to.throw("QACTION_RECORDING is 'all'. Use 'playback'");
    } finally {
      delete process.env["QACTION_RECORDING"];
    }
  });
});
