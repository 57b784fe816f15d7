/** `qaction record` and `qaction run --record`: what they write is replayed. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { listenAddress, targetAddress } from "../../../src/cli/record/record.ts";
import { openRecording } from "../../../src/recording/open-recording.ts";
import { EventDevice } from "../../../src/testing/event-device.ts";
import { start } from "../../support/child.ts";
import { printed } from "../../support/printed.ts";
import { entriesOf } from "../../support/recording/entries.ts";
import { inFolder } from "../../support/temporary.ts";

describe("cli/record/record", () => {
  it("listens where it is told to", () => {
    expect(listenAddress("8050")).to.deep.equal({ host: "127.0.0.1", port: 8050 });
    expect(listenAddress("0.0.0.0:8050")).to.deep.equal({ host: "0.0.0.0", port: 8050 });
    expect(listenAddress("[::1]:0")).to.deep.equal({ host: "::1", port: 0 });
    expect(() => listenAddress("ws://x")).to.throw("--listen is");
    expect(() => targetAddress("http://device")).to.throw("--target is 'http://device'");
  });

  it("records between a client and a device until it is told to end", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.jsonl");
      await using device = await EventDevice.start();
      const words = ["record", "--listen", "0", "--target", device.url, "--output", file];
      const child = start("src/cli/main.ts", words);
      await child.says("Ctrl+C ends it.");
      child.signal("SIGINT");
      const { code, err } = await child.ended;
      expect(code).to.equal(0);
      expect(err).to.match(/Clients connect to ws:\/\/127\.0\.0\.1:\d+; .*a\.jsonl records them/);
      expect(readFileSync(file, "utf8")).to.include('"source":"qaction record"');
    });
  });

  it("qaction run --record: the run is replayed with equal results", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.jsonl");
      await using device = await EventDevice.start();
      const connector = "examples/websocket/plain";
      const address = ["--host", "ws://127.0.0.1", "--port", String(device.port)];
      const child = start("src/cli/main.ts", ["run", connector, ...address, "--record", file, "--json"]);
      await child.shows('"pid":24');
      device.push(2);
      await child.shows('"name":"Event Count","value":3');
      child.signal("SIGINT");
      const { out } = await child.ended;
      const final = JSON.parse(out.trim().split("\n").at(-1) ?? "") as {
        parameters: Record<string, unknown>;
      };
      const entries = await entriesOf(await openRecording(file));
      expect(entries.find(({ change }) => change?.phase === "open")?.change?.answer?.text).to.include("101");
      await printed("replay", file, connector, "--update");
      const shown = JSON.parse(readFileSync(path.join(folder, "a.expected.json"), "utf8")) as typeof final;
      // The replay ends before the element stops.
      expect({ ...shown.parameters, "7": 0 }).to.deep.equal({ ...final.parameters, "7": 0 });
    });
  });
});
