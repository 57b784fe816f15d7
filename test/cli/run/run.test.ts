/** `qaction run` as a user runs it: a child process against a real device. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { EventDevice } from "../../../src/testing/event-device.ts";
import { qaction, start } from "../../support/child.ts";

const connector = "examples/websocket/dynamic-ip-and-handshake/protocol.xml";

/** Lines of JSON output. */
function lines(out: string): Record<string, unknown>[] {
  return out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("qaction run", () => {
  it("prints one line an event, and the values at the end with --json", async () => {
    await using device = await EventDevice.start({ path: "/events/ws" });
    const child = start("src/cli/main.ts", [
      ...["run", connector, "--host", "ws://127.0.0.1", "--port", String(device.port)],
      ...["--set", '31={"type":"subscribe"}', "--json"],
    ]);
    await child.shows('"pid":24');
    child.signal("SIGINT");
    const { code, out, err } = await child.ended;
    expect([code, err]).to.deep.equal([0, ""]);
    const all = lines(out);
    expect(all[0]).to.include({ type: "start", version: 1, protocolVersion: "1.0.0.1" });
    expect(new Set(all.map(({ type }) => type))).to.include.keys(
      "state",
      "connection",
      "stream",
      "parameter",
      "final",
    );
    const decoded = all.find(({ type, pid }) => type === "parameter" && pid === 22);
    expect(decoded).to.include({ value: "Café Zoé", source: "script", name: "Source" });
    const final = all.at(-1) as { type: string; parameters: Record<string, unknown>; tables: unknown };
    expect(final.type).to.equal("final");
    expect(final.parameters).to.include({ "22": "Café Zoé", "24": 1, "7": 1 });
    expect(final.tables).to.deep.equal({});
    expect(device.received.map(({ text }) => text)).to.include('{"type":"subscribe"}');
  });

  it("--stream writes what went out and came in, in the classic layout or as JSON lines", async () => {
    await using device = await EventDevice.start({ path: "/events/ws" });
    const folder = mkdtempSync(path.join(tmpdir(), "qaction-stream-"));
    try {
      for (const [name, pattern] of [
        ["stream.txt", /^>> \d\d:\d\d:\d\d\.\d{3} \[0\] Any message\n000000 {2}7B 22/m],
        ["stream.jsonl", /^\{"type":"stream",.*"response":1,.*"hex":"7b22/m],
      ] as const) {
        const file = path.join(folder, name);
        const { code } = await qaction(
          ...["run", connector, "--host", "ws://127.0.0.1", "--port", String(device.port)],
          ...["--for", "0.6", "--stream", file],
        );
        expect(code).to.equal(0);
        expect(readFileSync(file, "utf8")).to.match(pattern);
      }
      const nowhere = path.join(folder, "missing", "stream.txt");
      const { code, err } = await qaction("run", connector, "--for", "0.1", "--stream", nowhere);
      expect([code, err.includes("cannot be written")]).to.deep.equal([1, true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("--state keeps saved parameters from run to run, and refuses a file that is in use or is another", async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(tmpdir(), "qaction-state-"));
    try {
      const file = path.join(folder, "connector.saved");
      const protocol = path.join(folder, "protocol.xml");
      const param = (id: number, inside: string): string =>
        `<Param id="${String(id)}" save="true"><Name>P${String(id)}</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType>${inside}</Interprete></Param>`;
      writeFileSync(
        protocol,
        `<Protocol><Name>A</Name><Version>1.0.0.1</Version><Type>virtual</Type><Params>${param(1, "<DefaultValue>é</DefaultValue>")}${param(2, "")}</Params>
        <Groups><Group id="1"><Name>g</Name></Group></Groups>
        <Triggers><Trigger id="1"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
        <Actions><Action id="1"><On id="2">parameter</On><Type id="1">append</Type></Action></Actions></Protocol>`,
      );
      const words = ["run", protocol, "--state", file];
      for (const expected of ["é", "éé"]) {
        const { code, out } = await qaction(...words, "--for", "0.3", "--json", "--verbose");
        expect(code).to.equal(0);
        const all = lines(out);
        expect(all.at(-1)).to.deep.include({ parameters: { 1: "é", 2: expected } });
        expect(all.find(({ type }) => type === "saved")).to.deep.include({
          parameters: [{ pid: 2, value: expected }],
        });
      }
      const running = start("src/cli/main.ts", words);
      await running.shows("active");
      const second = await qaction(...words, "--for", "0.1");
      expect([second.code, second.err.includes("ERR_SAVED_LOCKED: ")]).to.deep.equal([1, true]);
      running.signal("SIGKILL");
      await running.ended;
      const third = await qaction(...words, "--for", "0.1", "--verbose");
      expect(third.code).to.equal(0);
      expect(third.out).to.match(/ {2}saved {7}2$/m);
      const other = await qaction("run", protocol, "--state", protocol, "--for", "0.1");
      expect([other.code, other.err.includes("ERR_SAVED_FORMAT: ")]).to.deep.equal([1, true]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("prints aligned lines for people, without colours into a pipe, and stops after --for", async () => {
    await using device = await EventDevice.start();
    const host = `0=ws://127.0.0.1`;
    const { code, out } = await qaction(
      "run",
      connector,
      "--host",
      host,
      "--port",
      `0=${String(device.port)}`,
      "--for",
      "0.5",
      "--verbose",
    );
    expect(code).to.equal(0);
    expect(out).to.match(/^\d\d:\d\d:\d\d\.\d{3} {2}state {7}starting$/m);
    expect(out).to.match(/ {2}parameter {3}7 Connection Status = 1 \(device\)$/m);
    expect(out).to.match(/ {2}group {7}id 2, phase queued/m);
    expect(out).to.not.contain("\u001b[");
  });

  it("FORCE_COLOR colours, NO_COLOR wins over it", async () => {
    const words = ["run", connector, "--host", "ws://127.0.0.1", "--port", "1", "--for", "0.1"];
    const forced = await start("src/cli/main.ts", words, { FORCE_COLOR: "1" }).ended;
    expect(forced.out).to.contain("\u001b[");
    const plain = await start("src/cli/main.ts", words, { FORCE_COLOR: "1", NO_COLOR: "1" }).ended;
    expect(plain.out).to.not.contain("\u001b[");
  });

  for (const [why, words, says] of [
    ["no protocol", ["run"], /PROTOCOL/],
    ["an unknown flag", ["run", connector, "--hots", "x"], /--hots/],
    ["an invalid port", ["run", connector, "--port", "many"], /whole number from 0 to 65535/],
    ["a value without a PID", ["run", connector, "--set", "value"], /PID=VALUE/],
    ["an unknown option", ["run", connector, "--option", "codepage=1251"], /Did you mean 'codePage'\?/],
    [
      "a value that is not allowed",
      ["run", connector, "--option", "codePage=x"],
      /whole number from 0 to 65535/,
    ],
    ["an invalid time", ["run", connector, "--for", "soon"], /seconds above 0/],
  ] as const) {
    it(`wrong usage ends with 2 and a sentence: ${why}`, async () => {
      const { code, out, err } = await qaction(...words);
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err).to.match(says);
      expect(err).to.not.contain("    at ");
    });
  }

  it("a connection or parameter the protocol does not have ends with 1 and a sentence", async () => {
    const connection = await qaction("run", connector, "--host", "5=ws://x");
    expect(connection.code).to.equal(1);
    expect(connection.err).to.match(/ERR_ELEMENT_OPTION: .*no connection 5/);
    const parameter = await qaction("run", connector, "--set", "4711=x");
    expect(parameter.err).to.match(/no parameter 4711/);
  });

  it("--option sets options of the element and of loading its protocol", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "qaction-run-"));
    try {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(
        file,
        `<Protocol><Type>virtual</Type><Params><Param id="1"><Name>a</Name><Type>read</Type>
         <Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete>
         </Param></Params></Protocol>`,
      );
      const words = ["run", file, "--for", "0.1", "--json", "--set", "1=\u0416"];
      const stored = async (...more: readonly string[]): Promise<unknown> =>
        lines((await qaction(...words, ...more)).out).at(-1)?.["parameters"];
      expect(await stored()).to.deep.equal({ 1: "?" });
      expect(await stored("--option", "codePage=1251")).to.deep.equal({ 1: "\u0416" });
      const small = await qaction("run", file, "--option", "maxXmlBytes=10");
      expect(small.code).to.equal(1);
      expect(small.err).to.match(/^ERR_PROTOCOL_FILE: /);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("a protocol that cannot be loaded ends with 1 and says why", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "qaction-run-"));
    try {
      const missing = await qaction("run", path.join(folder, "protocol.xml"));
      expect(missing.code).to.equal(1);
      expect(missing.err).to.match(/^ERR_PROTOCOL_FILE: /);
      const file = path.join(folder, "other.xml");
      writeFileSync(file, "<html></html>");
      const other = await qaction("run", file);
      expect(other.code).to.equal(1);
      expect(other.err).to.match(/^ERR_PROTOCOL_XML: /);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("diagnostics of a file that loads go to the error stream as file:line:column", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "qaction-run-"));
    try {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(
        file,
        '<Protocol>\n <Triggers>\n  <Trigger id="1"><Content><Id>99</Id></Content></Trigger>\n </Triggers>\n</Protocol>',
      );
      const { code, err } = await qaction("run", file, "--for", "0.1");
      expect(code).to.equal(0);
      expect(err).to.match(/protocol\.xml:3:\d+ (error|warning) [A-Z_]+ .*99/);
      const json = await qaction("run", file, "--for", "0.1", "--json");
      expect(lines(json.out).find(({ type }) => type === "diagnostic")).to.include({ line: 3 });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
