/** `docs/recordings.md`: from a browser's HAR to a test, as the page shows it, and the lines of its format. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readLine } from "../../src/recording/recording-lines.ts";
import { Recording } from "../../src/testing/recording.ts";
import { expectConsole } from "../support/console-blocks.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";
import { inFolder } from "../support/temporary.ts";

const page = readFileSync(new URL("../../docs/recordings.md", import.meta.url), "utf8");
const example = fileURLToPath(new URL("../../examples/websocket", import.meta.url));

/** What Chromium saves of a socket. */
function har(): string {
  const at = Date.UTC(2026, 0, 1, 10);
  const event = (number: number): string =>
    JSON.stringify({ type: "event", number, source: "Café", value: number });
  const messages = [
    { type: "send", time: (at + 20) / 1000, opcode: 1, data: '{"type":"subscribe"}' },
    ...[1, 2, 3].map((number) => ({
      type: "receive",
      time: (at + 100 * number) / 1000,
      opcode: 1,
      data: event(number),
    })),
  ];
  const entry = {
    startedDateTime: new Date(at).toISOString(),
    request: { method: "GET", url: "wss://10.4.2.8/events", headers: [] },
    response: { status: 101, statusText: "Switching Protocols", headers: [] },
    _webSocketMessages: messages,
  };
  return JSON.stringify({ log: { version: "1.2", entries: [entry] } });
}

describe("docs/recordings.md", () => {
  it("from a HAR to a test: each command prints what the page shows, and the test passes", async () => {
    await inFolder(async (folder) => {
      writeFileSync(path.join(folder, "device.har"), har());
      cpSync(path.join(example, "plain"), path.join(folder, "my-connector"), { recursive: true });
      cpSync(path.join(example, "shared"), path.join(folder, "shared"), { recursive: true });
      const before = process.cwd();
      process.chdir(folder);
      try {
        expect(await expectConsole(page)).to.equal(3);
        const session = new Recording("session.jsonl");
        const { parameters } = await session.run("my-connector/protocol.xml", { scripts: "my-connector" });
        expect(parameters["22"]).to.equal("Café");
      } finally {
        process.chdir(before);
      }
    });
  });

  it("the lines of the format are read", () => {
    const lines = textsOf(codeBlocks(page), "json").flatMap((text) => text.trim().split("\n"));
    expect(lines.map((line) => Object.keys(readLine(line, 1) ?? {})[0])).to.deep.equal([
      ...["head", "entry", "entry", "entry"],
    ]);
  });
});
