/** Text on its way through a whole element: stored, read, sent; right and wrong the way DataMiner has it. */
import { expect } from "chai";
import { Encoding } from "../../src/encoding/encoding.ts";
import type { ByteStream } from "../../src/encoding/byte-stream.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import {
  connector,
  connectorXml,
  fixedParam,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
} from "../support/element/connector.ts";
import { opened, sets } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

interface Slp {
  GetParameter(id: number): unknown;
  SetParameter(id: number, value: unknown): number;
  GetInputParameter(index: number): unknown;
}

/** "é€😀" as UTF-8: C3 A9, E2 82 AC, F0 9F 98 80. */
const text = "é€😀";
const utf8 = Buffer.from("c3a9e282acf09f9880", "hex");

const binaryQAction =
  '<QAction id="1" name="decode" encoding="csharp" triggers="11" inputParameters="11" options="binary"/>';

describe("text through an element", () => {
  it("ENC-24 a UTF-8 answer read with GetParameter in a Unicode protocol shows the units of its bytes", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    // Pairs of bytes, low byte first: C3A9 -> A9C3, E282 -> 82E2, ACF0 -> F0AC, 9F98 -> 989F, and 80 alone.
    const units = String.fromCharCode(0xa9c3, 0x82e2, 0xf0ac, 0x989f, 0x0080);
    const stored = element.when(sets(11, units));
    server.send(text);
    await stored;
  });

  for (const [codePage, wrong] of [
    [1252, "Ã©â‚¬ðŸ˜€"],
    [1251, "Г©в‚¬рџ\u0098Ђ"],
  ] as const) {
    it(`ENC-25 the same answer in a ${String(codePage)} protocol shows its wrong characters`, async () => {
      await using server = await TestServer.start();
      await using element = await opened(connector({ unicode: false }), server, { options: { codePage } });
      const stored = element.when(sets(11, wrong));
      server.send(text);
      await stored;
    });
  }

  for (const unicode of [true, false]) {
    it(`ENC-29 binary inputs are the bytes as they came (${unicode ? "Unicode" : "1252"} protocol)`, async () => {
      await using server = await TestServer.start();
      let input: ByteStream = [];
      const Run = (slp: Slp, bytes: ByteStream): void => {
        input = bytes;
        slp.SetParameter(12, Encoding.UTF8.GetString(bytes));
      };
      const protocol = connector({ unicode, params: textParam(12), qactions: binaryQAction });
      await using element = await opened(protocol, server, { scripts: { 1: { Run } } });
      const decoded = element.when((event) => event.type === "parameter" && event.pid === 12);
      server.send(text);
      await decoded;
      expect(Array.isArray(input)).to.equal(true);
      expect(Array.from(input)).to.deep.equal([...utf8]);
      expect(element.get(12)).to.equal(unicode ? text : "é€??");
    });
  }

  for (const [dotnet, marks] of [
    ["netfx", 2],
    ["core", 3],
  ] as const) {
    it(`a script's Encoding.UTF8 follows the option dotnet: E0 80 80 gives ${String(marks)} marks under ${dotnet}`, async () => {
      await using server = await TestServer.start();
      const Run = (slp: Slp, bytes: ByteStream): void => {
        const scripts = globalThis as unknown as { Encoding: typeof Encoding };
        slp.SetParameter(12, scripts.Encoding.UTF8.GetString(bytes));
      };
      const protocol = connector({ params: textParam(12), qactions: binaryQAction });
      await using element = await opened(protocol, server, { scripts: { 1: { Run } }, options: { dotnet } });
      const decoded = element.when(sets(12, "\ufffd".repeat(marks)));
      server.send(Buffer.from([0xe0, 0x80, 0x80]));
      await decoded;
    });
  }

  it("ENC-31 GetParameter in a binary QAction still gives text", async () => {
    await using server = await TestServer.start();
    let read: unknown;
    const Run = (slp: Slp, _bytes: ByteStream): void => {
      read = slp.GetParameter(11);
    };
    const protocol = connector({ unicode: false, qactions: binaryQAction });
    await using element = await opened(protocol, server, { scripts: { 1: { Run } } });
    const done = element.when((event) => event.type === "qaction" && event.phase === "finished");
    server.send(Buffer.from([0xe9]));
    await done;
    expect(read).to.equal("é");
  });

  it("ENC-32 inputs are a snapshot: what the script sets meanwhile does not show in them", async () => {
    await using server = await TestServer.start();
    const seen: unknown[] = [];
    const Run = (slp: Slp): void => {
      slp.SetParameter(12, "after");
      seen.push(slp.GetInputParameter(0), slp.GetParameter(12));
    };
    const protocol = connector({
      params: textParam(12, { value: "before" }) + numberParam(41, "write"),
      qactions: '<QAction id="1" name="snapshot" encoding="csharp" triggers="41" inputParameters="12"/>',
    });
    await using element = await opened(protocol, server, { scripts: { 1: { Run } } });
    await element.set(41, 1);
    expect(seen).to.deep.equal(["before", "after"]);
  });

  it("ENC-12 and ENC-13 a binary command of a Unicode protocol is UTF-16LE, hex values stay", async () => {
    await using server = await TestServer.start();
    const parts = join(
      {
        params:
          fixedParam(21, "0x02") +
          textParam(12, { value: "A€" }) +
          fixedParam(22, "0x03") +
          numberParam(41, "write"),
      },
      sending(12, { text: false }),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
    );
    const content = "<Content><Param>21</Param><Param>12</Param><Param>22</Param></Content>";
    const commands = parts.commands?.replace("<Content><Param>12</Param></Content>", content) ?? "";
    await using element = await opened(connector({ ...parts, commands }), server);
    await element.set(41, 1);
    await server.hears(1);
    // 02, "A" 41 00, "€" AC 20, 03.
    expect(server.heard[0]?.bytes.toString("hex")).to.equal("024100ac2003");
  });

  for (const [unicode, hex] of [
    [true, "c3a9e282acf09f9880"],
    [false, "c3a9e282ac3f3f"],
  ] as const) {
    it(`${unicode ? "ENC-20" : "ENC-21"} a text frame of a ${unicode ? "Unicode" : "code page"} string is its UTF-8`, async () => {
      await using server = await TestServer.start();
      const parts = join(
        { params: textParam(12, { value: text }) + numberParam(41, "write") },
        sending(12),
        onChange(41, { id: 5, action: "execute", groups: "1" }),
      );
      await using element = await opened(connector({ ...parts, unicode }), server);
      await element.set(41, 1);
      await server.hears(1);
      expect(server.heard[0]?.bytes.toString("hex")).to.equal(hex);
    });
  }

  it("ENC-28 a UTF-16LE answer reads right in a Unicode protocol, a UTF-16BE one does not", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    let stored = element.when(sets(11, "OK"));
    server.send(Buffer.from([0x4f, 0x00, 0x4b, 0x00]));
    await stored;
    stored = element.when(sets(11, "\u4f00\u4b00"));
    server.send(Buffer.from([0x00, 0x4f, 0x00, 0x4b]));
    await stored;
  });

  it("a Unicode protocol sends UTF-8 in a binary frame: SetParameterBinary, and a command without ascii", async () => {
    const xml = connectorXml(
      join(sending(20, { text: false }), {
        params: textParam(20),
        triggers: '<Trigger id="50"><Type>action</Type><Content><Id>50</Id></Content></Trigger>',
        actions: '<Action id="50"><On id="1">group</On><Type>execute</Type></Action>',
      }),
    );
    await using element = await TestElement.start(xml);
    const { slProtocol } = element;
    slProtocol.SetParameterBinary(20, Buffer.from('{"name":"Жук"}', "utf8"));
    slProtocol.CheckTrigger(50);
    await element.advance(0);
    const [sent] = element.sent;
    expect([Buffer.from(sent?.bytes ?? []).toString("utf8"), sent?.opcode]).to.deep.equal([
      '{"name":"Жук"}',
      2,
    ]);
  });
});
