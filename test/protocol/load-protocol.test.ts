/** Loading: every shape of a protocol, every form of its bytes, and whatever else somebody may hand over. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { loadProtocol, parseProtocol, type LoadedProtocol } from "../../src/protocol/load-protocol.ts";
import type { Protocol } from "../../src/protocol/model.ts";
import { completeText, load, sure } from "../support/protocol/parsed.ts";

const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
const utf16be = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();

/** The model without places and source: what must not depend on the form of the bytes. */
function content({ root: _root, source: _source, ...protocol }: Protocol): unknown {
  return JSON.parse(
    JSON.stringify(protocol, (key, value: unknown) => {
      if (key === "position") return undefined;
      return value instanceof Map ? [...(value as Map<unknown, unknown>)] : value;
    }),
  ) as unknown;
}

async function refusal(work: Promise<unknown> | (() => unknown)): Promise<QActionKitError> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    if (error instanceof QActionKitError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("protocol/load-protocol", () => {
  it("every section of a protocol loads without a finding", () => {
    const { protocol, diagnostics } = parseProtocol(completeText);
    expect(diagnostics).to.deep.equal([]);
    expect(protocol).to.include({
      name: "Complete",
      version: "1.0.0.1",
      vendor: "Nobody & Sons",
      elementType: "Hub",
      unicode: true,
    });
    const sizes = Object.entries(protocol)
      .filter((entry): entry is [string, ReadonlyMap<number, unknown>] => entry[1] instanceof Map)
      .map(([name, map]) => [name, map.size]);
    expect(Object.fromEntries(sizes)).to.deep.equal({
      generalParameters: 1,
      params: 14,
      triggers: 6,
      actions: 4,
      groups: 5,
      timers: 2,
      commands: 1,
      responses: 1,
      pairs: 1,
      sessions: 2,
      qactions: 2,
    });
    expect(protocol.connections.map(({ kind, webSocket }) => [kind, webSocket])).to.deep.equal([
      ["http", false],
      ["http", true],
      ["serial single", false],
    ]);
    expect(protocol.noTimeouts).to.deep.equal(["The operation timed out", "0x2EE2"]);
    expect(protocol.settings).to.deep.equal({
      elementTimeoutMs: 45000,
      slowPoll: 20,
      slowPollBase: "number",
      pingIntervalMs: 30000,
    });
    expect(protocol).to.include({ relativeTimers: "true with reset", ignoreEqualResponse: true });
  });

  const forms: readonly (readonly [name: string, bytes: Uint8Array, source: Partial<Protocol["source"]>])[] =
    [
      ["UTF-8", Buffer.from(completeText), { encoding: "utf-8", bom: false }],
      [
        "UTF-8 with byte order mark and CRLF",
        Buffer.from(`\ufeff${crlf(completeText)}`),
        { encoding: "utf-8", bom: true },
      ],
      ["UTF-8 with CR", Buffer.from(completeText.replaceAll("\n", "\r")), { encoding: "utf-8", bom: false }],
      [
        "UTF-16LE with mark",
        Buffer.from(`\ufeff${crlf(completeText)}`, "utf16le"),
        { encoding: "utf-16le", bom: true },
      ],
      ["UTF-16LE without mark", Buffer.from(completeText, "utf16le"), { encoding: "utf-16le", bom: false }],
      ["UTF-16BE with mark", utf16be(`\ufeff${completeText}`), { encoding: "utf-16be", bom: true }],
      ["UTF-16BE without mark", utf16be(completeText), { encoding: "utf-16be", bom: false }],
    ];
  for (const [name, bytes, source] of forms) {
    it(`${name}: the same model, places in the text as it is`, () => {
      const { protocol } = parseProtocol(bytes);
      expect(content(protocol)).to.deep.equal(content(parseProtocol(completeText).protocol));
      expect(protocol.source).to.include(source);
      const { position } = sure(protocol.params.get(20));
      expect(protocol.source.text.slice(position.offset)).to.match(/^<Param id="20">/);
      expect(position.line).to.equal(
        completeText.slice(0, completeText.indexOf('<Param id="20">')).split("\n").length,
      );
      expect(position.column).to.equal(3);
    });
  }

  it("windows-1252 without declaration", () => {
    const text = "<Protocol><Name>Café – 5 €</Name></Protocol>";
    // 96 is the en dash, 80 the euro sign, E9 the é of the Windows table.
    const bytes = Buffer.from(text.replace("–", "\x96").replace("€", "\x80"), "latin1");
    const { protocol, diagnostics } = parseProtocol(bytes);
    expect(protocol.name).to.equal("Café – 5 €");
    expect(protocol.source).to.deep.equal({
      file: "protocol.xml",
      text,
      encoding: "windows-1252",
      bom: false,
    });
    expect(diagnostics).to.deep.equal([]);
  });

  it("a declaration that lies is a warning, the bytes count", () => {
    const text = '<?xml version="1.0" encoding="utf-8"?>\r\n<Protocol><Name>é</Name></Protocol>';
    const { protocol, diagnostics } = parseProtocol(Buffer.from(text, "latin1"));
    expect(protocol.name).to.equal("é");
    expect(diagnostics.map(({ code, severity, position }) => [code, severity, position.line])).to.deep.equal([
      ["TEXT_ENCODING", "warning", 1],
    ]);
  });

  it("a small text is enough: every section may be missing", () => {
    const { protocol, diagnostics } = parseProtocol("<Protocol/>");
    expect(diagnostics).to.deep.equal([]);
    expect(protocol.params.size + protocol.groups.size + protocol.connections.length).to.equal(0);
  });

  it("prefix and case of names do not matter", () => {
    const text = completeText
      .replaceAll(/<(\/?)(?!!\[CDATA|!--|\?)([A-Za-z])/g, "<$1s:$2")
      .replace('xmlns="', 'xmlns:s="');
    const svg = (one: string): string => one.replaceAll("s:svg", "svg").replaceAll("s:path", "path");
    expect(content(parseProtocol(svg(text)).protocol)).to.deep.equal(
      content(parseProtocol(completeText).protocol),
    );
  });

  it("findings stand in the order of the file", () => {
    const { diagnostics } = load('<Actions><Action id="1"/></Actions><Params><Param id="1"/></Params><Foo/>');
    const offsets = diagnostics.map(({ position }) => position.offset);
    expect(offsets).to.deep.equal([...offsets].sort((a, b) => a - b));
    expect(diagnostics).to.be.frozen;
  });

  it("a file that ends in the middle is loaded up to there", () => {
    const cut = completeText.slice(0, completeText.indexOf("<Responses>") + 30);
    const { protocol, diagnostics } = parseProtocol(cut);
    expect(protocol.params.size).to.equal(14);
    expect(protocol.commands.size).to.equal(1);
    expect(diagnostics.filter(({ code }) => code === "XML_MALFORMED")).to.have.length.of.at.least(1);
  });

  it("one lost end tag moves nothing else", () => {
    const { protocol, diagnostics } = parseProtocol(
      completeText.replace("ConnectionState</Name>", "ConnectionState"),
    );
    expect(protocol.params.size).to.equal(14);
    expect(protocol.qactions.size).to.equal(2);
    expect(diagnostics.filter(({ code }) => code === "XML_MALFORMED")).to.have.length(1);
  });

  describe("sources", () => {
    let folder = "";
    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "qaction-kit-"));
      await writeFile(path.join(folder, "protocol.xml"), completeText);
    });
    after(() => rm(folder, { recursive: true }));

    it("a path, a file URL, bytes", async () => {
      const file = path.join(folder, "protocol.xml");
      const results: LoadedProtocol[] = [
        await loadProtocol(file),
        await loadProtocol(pathToFileURL(file)),
        await loadProtocol(Buffer.from(completeText), { file }),
      ];
      for (const { protocol } of results) {
        expect(protocol.name).to.equal("Complete");
        expect(protocol.source.file).to.equal(file);
      }
    });

    it("a file that cannot be read, or is too large, and an address that is no file", async () => {
      const missing = await refusal(loadProtocol(path.join(folder, "missing.xml")));
      expect(missing.code).to.equal("ERR_PROTOCOL_FILE");
      expect(missing.message).to.contain("missing.xml");
      expect(missing.cause).to.be.instanceOf(Error);
      expect((await refusal(loadProtocol(folder))).code).to.equal("ERR_PROTOCOL_FILE");
      const large = await refusal(loadProtocol(path.join(folder, "protocol.xml"), { maxXmlBytes: 100 }));
      expect(large.code).to.equal("ERR_PROTOCOL_FILE");
      expect(large.message).to.contain("maxXmlBytes");
      expect((await refusal(loadProtocol(new URL("http://example.com/")))).code).to.equal(
        "ERR_PROTOCOL_FILE",
      );
    });
  });

  it("what has no Protocol element is refused, with the findings so far", async () => {
    for (const source of [
      "",
      "words",
      "<Params/>",
      "<",
      "<!-- <Protocol/> -->",
      Buffer.from([0xff, 0xfe]),
      Buffer.alloc(100),
    ]) {
      const error = await refusal(() => parseProtocol(source, { file: "a.xml" }));
      expect(error.code).to.equal("ERR_PROTOCOL_XML");
      expect(error.message).to.contain("a.xml");
      expect(error.details["diagnostics"]).to.be.an("array");
    }
  });

  it("options that do not exist are refused", async () => {
    expect((await refusal(() => parseProtocol("<Protocol/>", { maxXmlDepth: Number.NaN }))).code).to.equal(
      "ERR_OPTION",
    );
  });

  it("everything is frozen", () => {
    const { protocol } = parseProtocol(completeText);
    const seen = new Set<object>();
    const visit = (value: unknown, where: string): void => {
      if (typeof value !== "object" || value === null || seen.has(value)) return;
      seen.add(value);
      expect(Object.isFrozen(value), where).to.equal(true);
      if (value instanceof Map) for (const [key, inner] of value) visit(inner, `${where}[${String(key)}]`);
      else for (const [key, inner] of Object.entries(value)) visit(inner, `${where}.${key}`);
    };
    visit(protocol, "protocol");
  });
});
