/** Text and bytes in C# against what was recorded from .NET Framework: the same vectors that the encodings of the kit are tested by. */
import { expect } from "chai";
import { CSharpHost } from "../../src/csharp/host.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { csharpConnector, qactionClass } from "../support/csharp/csharp-connector.ts";
import { vectors, type Rows, type Thrown } from "../support/encoding/vectors.ts";

/** One case: what C# is asked for, its input, and what .NET Framework gives; texts as hex of UTF-16 units. */
interface Case {
  readonly what: "decode" | "encode" | "decoder" | "encoder" | "strict";
  readonly encoding: string;
  readonly input: string;
  readonly expected: string;
}

const units = (text: string): string => Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase();
const joined = (parts: readonly string[]): string => parts.join(" ");

const code = `
static byte[] Bytes(string hex) { return Enumerable.Range(0, hex.Length / 2).Select(i => Convert.ToByte(hex.Substring(2 * i, 2), 16)).ToArray(); }
static string Text(string hex) { return new string(Enumerable.Range(0, hex.Length / 4).Select(i => (char)Convert.ToInt32(hex.Substring(4 * i, 4), 16)).ToArray()); }
static string Hex(byte[] bytes) { return string.Concat(bytes.Select(one => one.ToString("X2"))); }
static string Hex(string text) { return string.Concat(text.Select(one => ((int)one).ToString("X4"))); }
static Encoding Named(string name)
{
    switch (name)
    {
        case "utf8": return Encoding.UTF8;
        case "le": return Encoding.Unicode;
        case "be": return Encoding.BigEndianUnicode;
        default: return Encoding.GetEncoding(int.Parse(name));
    }
}
static string Chunks(Encoding encoding, string[] chunks)
{
    var decoder = encoding.GetDecoder();
    var all = new List<string>();
    for (int i = 0; i <= chunks.Length; i++)
    {
        var bytes = i < chunks.Length ? Bytes(chunks[i]) : new byte[0];
        var chars = new char[decoder.GetCharCount(bytes, 0, bytes.Length, i == chunks.Length)];
        int count = decoder.GetChars(bytes, 0, bytes.Length, chars, 0, i == chunks.Length);
        all.Add(Hex(new string(chars, 0, count)));
    }
    return string.Join(" ", all);
}
static string Parts(Encoding encoding, string[] chunks)
{
    var encoder = encoding.GetEncoder();
    var all = new List<string>();
    for (int i = 0; i <= chunks.Length; i++)
    {
        var chars = (i < chunks.Length ? Text(chunks[i]) : "").ToCharArray();
        var bytes = new byte[encoder.GetByteCount(chars, 0, chars.Length, i == chunks.Length)];
        int count = encoder.GetBytes(chars, 0, chars.Length, bytes, 0, i == chunks.Length);
        all.Add(Hex(bytes.Take(count).ToArray()));
    }
    return string.Join(" ", all);
}
static string Strict(byte[] bytes)
{
    try { return Hex(new UTF8Encoding(false, true).GetString(bytes)); }
    catch (DecoderFallbackException error) { return error.Index + " " + Hex(error.BytesUnknown); }
}
static string Done(string line)
{
    var fields = line.Split('|');
    var encoding = Named(fields[1]);
    switch (fields[0])
    {
        case "decode": return Hex(encoding.GetString(Bytes(fields[2])));
        case "encode": return Hex(encoding.GetBytes(Text(fields[2])));
        case "strict": return Strict(Bytes(fields[2]));
        case "decoder": return Chunks(encoding, fields[2].Split(' '));
        default: return Parts(encoding, fields[2].Split(' '));
    }
}
public static void Run(SLProtocol protocol)
{
    var lines = Convert.ToString(protocol.GetParameter(20)).Split('\\n');
    protocol.SetParameter(21, string.Join("\\n", lines.Select(line => { try { return Done(line); } catch (Exception error) { return error.GetType().Name; } })));
}`;

describe("text in C#", () => {
  let host: CSharpHost;
  let element: TestElement;
  before(async () => {
    host = await CSharpHost.start();
    const qaction = { id: 1, attributes: 'triggers="25"', code: qactionClass(code) };
    element = await TestElement.start(csharpConnector([qaction]), { csharp: { host } });
  });
  after(async () => {
    await element.dispose();
    await host.dispose();
  });

  /** The cases that C# gives otherwise. */
  async function differing(cases: readonly Case[]): Promise<Case[]> {
    element.slProtocol.SetParameter(
      20,
      cases.map(({ what, encoding, input }) => `${what}|${encoding}|${input}`).join("\n"),
    );
    await element.run(1);
    const given = String(element.get(21)).split("\n");
    expect(given).to.have.length(cases.length);
    return cases.filter(({ expected }, i) => given[i] !== expected);
  }

  const utf8Decoding = vectors<Rows<readonly [string, string]>>("utf8-decode").cases.map(
    ([input, netfx]): Case => ({ what: "decode", encoding: "utf8", input, expected: units(netfx) }),
  );
  const utf8Strict = vectors<Rows<readonly [string, string, unknown, Thrown]>>("utf8-decode").cases.map(
    ([input, netfx, , thrown]): Case => ({
      what: "strict",
      encoding: "utf8",
      input,
      expected: thrown === null ? units(netfx) : `${String(thrown[0])} ${thrown[1]}`,
    }),
  );
  const utf8Streams = vectors<Rows<readonly [readonly string[], readonly string[]]>>("utf8-stream").cases.map(
    ([chunks, outputs]): Case => ({
      what: "decoder",
      encoding: "utf8",
      input: joined(chunks),
      expected: joined(outputs.map(units)),
    }),
  );
  const utf8Encoding = vectors<Rows<readonly [string | readonly string[], string | readonly string[]]>>(
    "utf8-encode",
  ).cases.map(([text, bytes]): Case =>
    typeof text === "string"
      ? { what: "encode", encoding: "utf8", input: units(text), expected: String(bytes) }
      : {
          what: "encoder",
          encoding: "utf8",
          input: joined(text.map(units)),
          expected: typeof bytes === "string" ? bytes : joined(bytes),
        },
  );

  const utf16 = vectors<Rows<readonly [Case["what"], string, string | string[], string | string[]]>>(
    "utf16",
  ).cases.map(([what, encoding, input, output]): Case => {
    const side = (value: string | string[], text: boolean): string =>
      joined((typeof value === "string" ? [value] : value).map((one) => (text ? units(one) : one)));
    const encodes = what === "encode" || what === "encoder";
    return { what, encoding, input: side(input, encodes), expected: side(output, !encodes) };
  });

  it("CS-24: the vectors of UTF-8, whole, in parts, and back", async () => {
    for (const cases of [utf8Decoding, utf8Streams, utf8Encoding])
      expect(await differing(cases)).to.deep.equal([]);
  });

  it("CS-24: UTF-8 that throws names the bytes and the index that .NET Framework has", async () => {
    expect(await differing(utf8Strict)).to.deep.equal([]);
  });

  it("CS-24: the vectors of UTF-16, whole, in parts, and back", async () => {
    expect(await differing(utf16)).to.deep.equal([]);
  });

  it("CS-24: the vectors of code pages", async () => {
    const { pages } = vectors<{ pages: Record<string, { bytes: Record<string, string>; pairs?: string }> }>(
      "codepage-decode",
    );
    const cases = Object.entries(pages).flatMap(([encoding, { bytes, pairs = "" }]): Case[] => [
      ...Object.entries(bytes).map(([input, text]): Case => ({
        what: "decode",
        encoding,
        input,
        expected: units(text),
      })),
      ...(pairs.match(/.{8}/g) ?? []).map((one): Case => ({
        what: "decode",
        encoding,
        input: one.slice(0, 4),
        expected: one.slice(4),
      })),
    ]);
    const texts = vectors<Rows<readonly [number, string, string]>>("codepage-encode").cases.map(
      ([page, text, bytes]): Case => ({
        what: "encode",
        encoding: String(page),
        input: units(text),
        expected: bytes,
      }),
    );
    expect(await differing([...cases, ...texts])).to.deep.equal([]);
  });

  it("CS-01: the lines of the documentation's page on WebSockets, byte for byte", async () => {
    // ConnectionsWebSocketsImplementation, "Unicode protocols".
    const snippet = `object[] bytestream = websocketResponse as object[];
byte[] response = new byte[bytestream.Length];
for (int i = 0; i < response.Length; i++)
{
   response[i] = (byte)bytestream[i];
}

string data = System.Text.Encoding.UTF8.GetString(response);
processData(data);
`;
    const qaction = {
      id: 1,
      attributes: 'triggers="11" inputParameters="11" options="binary"',
      code: qactionClass(`private static SLProtocol current;
private static void processData(string data) { current.SetParameter(21, data); }
public static void Run(SLProtocol protocol, object websocketResponse)
{
current = protocol;
${snippet}}`),
    };
    await using decoder = await TestElement.start(csharpConnector([qaction]), { csharp: { host } });
    await decoder.receive("Zoë: 21,5 °C 😀");
    expect(decoder.get(21)).to.equal("Zoë: 21,5 °C 😀");
  });
});
