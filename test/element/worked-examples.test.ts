/** Texts and their bytes in whole connectors: the 35 worked examples, each through an element from end to end. */
import { expect } from "chai";
import { savedInMemory } from "../../src/parameter/saved/saved-values.ts";
import type { TestElementOptions } from "../../src/testing/test-element-options.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { Encoding } from "../../src/encoding/encoding.ts";
import {
  connectorXml,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
  type ConnectorParts,
} from "../support/element/connector.ts";

/** How text is stored: UTF-16LE, or in a Windows code page. */
type Form = "unicode" | 1250 | 1251 | 1252;

const emoji = "é€😀";
const utf8 = "C3 A9 E2 82 AC F0 9F 98 80";

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(" ", ""), "hex");
const hexOf = (bytes: Uint8Array | undefined): string =>
  Buffer.from(bytes ?? [])
    .toString("hex")
    .toUpperCase()
    .replace(/(..)(?=.)/g, "$1 ");

function start(
  form: Form,
  parts: ConnectorParts = {},
  options: TestElementOptions = {},
): Promise<TestElement> {
  const xml = connectorXml({ ...parts, unicode: form === "unicode" });
  return TestElement.start(xml, {
    ...(form === "unicode" ? {} : { options: { codePage: form } }),
    ...options,
  });
}

/** A parameter of any kind. */
const param = (id: number, type: string, raw: string, kind: string, more: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>${type}</Type><Interprete><RawType>${raw}</RawType><Type>${kind}</Type>${more}</Interprete>
   <Display><RTDisplay>true</RTDisplay></Display></Param>`;
const fixed = (id: number, value: string): string =>
  param(id, "fixed", "other", "string", `<LengthType>fixed</LengthType><Value>${value}</Value>`);
const number = (id: number, raw: string, length: number, endian = ""): string =>
  param(
    id,
    "read",
    raw,
    "double",
    `<LengthType>fixed</LengthType><Length>${String(length)}</Length>${endian === "" ? "" : `<Endian>${endian}</Endian>`}`,
  );

/** Storage bytes of a text that a script sets. */
async function stored(form: Form, text: string): Promise<string> {
  await using element = await start(form, { params: textParam(20) });
  element.slProtocol.SetParameter(20, text);
  return hexOf(element.bytes(20));
}

/** What GetParameter gives of a message of these bytes. */
async function read(form: Form, hex: string): Promise<unknown> {
  await using element = await start(form);
  await element.receive(bytesOf(hex));
  return element.get(11);
}

/** What a QAction with binary inputs makes of a message, decoding it as UTF-8; its own variable, in no storage form. */
async function decoded(form: Form, hex: string): Promise<unknown> {
  let text: string | undefined;
  const Run = (_protocol: TestElement["slProtocol"], message: number[]): void => {
    text = Encoding.UTF8.GetString(message);
  };
  const qactions =
    '<QAction id="1" name="decode" encoding="csharp" triggers="11" inputParameters="11" options="binary"/>';
  await using element = await start(form, { qactions }, { scripts: { 1: { Run } } });
  await element.receive(bytesOf(hex));
  return text;
}

/** Bytes of parameter 20 in memory, and of the command that sends it. */
async function sent(
  form: Form,
  text: string,
  { frame = false, ascii = false, around = false, codePage = 1252 } = {},
): Promise<readonly [memory: string, wire: string]> {
  const usual = sending(20, { text: frame });
  const commands = (usual.commands ?? "")
    .replace("<Command ", ascii ? '<Command ascii="true" ' : "<Command ")
    .replace(
      "<Param>20</Param>",
      around ? "<Param>30</Param><Param>20</Param><Param>31</Param>" : "<Param>20</Param>",
    );
  const parts = join(
    { params: textParam(20) + numberParam(41, "write") + fixed(30, "0x02") + fixed(31, "0x03") },
    { ...usual, commands },
    onChange(41, { id: 5, action: "execute", groups: "1" }),
  );
  await using element = await start(form, parts, form === "unicode" ? { options: { codePage } } : {});
  element.slProtocol.SetParameter(20, text);
  await element.set(41, 1);
  return [hexOf(element.bytes(20)), hexOf(element.sent[0]?.bytes)];
}

/** Bytes of a number of a fixed length. */
async function numberBytes(raw: string, length: number, value: number, endian = ""): Promise<string> {
  await using element = await start("unicode", { params: number(20, raw, length, endian) });
  element.slProtocol.SetParameter(20, value);
  return hexOf(element.bytes(20));
}

/** A value read from a message by parameter 11 of another kind. */
async function readAs(form: Form, raw: string, kind: string, hex: string): Promise<unknown> {
  const parts = {
    params: param(12, "read", raw, kind, "<LengthType>next param</LengthType>"),
    responses:
      '<Response id="31" options="Connection:0"><Name>any</Name><Content><Param>12</Param></Content></Response>',
  };
  await using element = await start(form, parts);
  await element.receive(bytesOf(hex));
  return element.get(12);
}

/** Two texts with a separator between them, from the message `a:b`. */
async function separated(separator: string): Promise<unknown> {
  const parts = {
    params: textParam(12) + fixed(13, separator) + textParam(14),
    responses:
      '<Response id="31" options="Connection:0"><Name>two</Name><Content><Param>12</Param><Param>13</Param><Param>14</Param></Content></Response>',
  };
  await using element = await start("unicode", parts, { options: { dataMinerVersion: "10.6.1" } });
  await element.receive(Buffer.from("a:b"));
  return [hexOf(element.bytes(12)), hexOf(element.bytes(14))];
}

/** The length parameter in front of a text, in the command that sends both. */
async function lengthOver(form: Form, text: string): Promise<string> {
  const length = param(
    30,
    "length",
    "unsigned number",
    "double",
    "<LengthType>fixed</LengthType><Length>1</Length>",
  ).replace("<Type>length</Type>", '<Type id="2">length</Type>');
  const usual = sending(20, { text: false });
  const commands = (usual.commands ?? "").replace("<Param>20</Param>", "<Param>30</Param><Param>20</Param>");
  const parts = join(
    { params: textParam(20) + numberParam(41, "write") + length },
    { ...usual, commands },
    onChange(41, { id: 5, action: "execute", groups: "1" }),
    {
      triggers:
        '<Trigger id="6"><On id="1">command</On><Time>before</Time><Type>action</Type><Content><Id>901</Id><Id>6</Id></Content></Trigger>',
      actions: '<Action id="6"><On id="1">command</On><Type>length</Type></Action>',
    },
  );
  await using element = await start(form, parts);
  element.slProtocol.SetParameter(20, text);
  await element.set(41, 1);
  return hexOf(element.sent[0]?.bytes.subarray(0, 1));
}

/** A value that is saved under one code page and read by an element of another; then the same text is set again. */
async function moved(text: string, from: Form, to: Form): Promise<unknown> {
  const parts = { params: textParam(20, { save: true }) };
  const savedValues = savedInMemory();
  await using first = await start(from, parts, { savedValues });
  first.slProtocol.SetParameter(20, text);
  const before = hexOf(first.bytes(20));
  await using second = await start(to, parts, { savedValues });
  const after = second.get(20);
  second.slProtocol.SetParameter(20, text);
  return [before, after, hexOf(second.bytes(20))];
}

const object = '{"t":"é€😀"}';
const objectUnicode = "7B 00 22 00 74 00 22 00 3A 00 22 00 E9 00 AC 20 3D D8 00 DE 22 00 7D 00";
const objectIn1252 = "7B 22 74 22 3A 22 E9 80 3F 3F 22 7D";

/** Number, situation, what happens, what has to come out. */
const examples: readonly (readonly [number, string, () => Promise<unknown>, unknown])[] = [
  [1, "text set, 1252", () => stored(1252, "é€"), "E9 80"],
  [2, "text set, Unicode", () => stored("unicode", "é€"), "E9 00 AC 20"],
  [3, "emoji set, 1252", () => stored(1252, emoji), "E9 80 3F 3F"],
  [4, "emoji set, 1251", () => stored(1251, emoji), "3F 88 3F 3F"],
  [5, "emoji set, Unicode", () => stored("unicode", emoji), "E9 00 AC 20 3D D8 00 DE"],
  [6, "the same text as UTF-8", () => Promise.resolve(hexOf(Encoding.UTF8.GetBytes(emoji))), utf8],
  [7, "received, Unicode", () => read("unicode", utf8), "\ua9c3\u82e2\uf0ac\u989f\u0080"],
  [8, "received, 1252", () => read(1252, utf8), "\u00c3\u00a9\u00e2\u201a\u00ac\u00f0\u0178\u02dc\u20ac"],
  [9, "received, 1251", () => read(1251, utf8), "Г©в‚¬рџ\u0098Ђ"],
  [
    10,
    "received, binary input decoded, in every protocol",
    () => Promise.all((["unicode", 1252, 1251] as const).map((form) => decoded(form, utf8))),
    [emoji, emoji, emoji],
  ],
  [11, 'JSON {"a":1}, Unicode', () => read("unicode", "7B 22 61 22 3A 31 7D"), "\u227b\u2261\u313a\u007d"],
  [12, "OK, Unicode", () => read("unicode", "4F 4B"), "\u4b4f"],
  [
    13,
    "OK in UTF-16LE",
    () => Promise.all([read("unicode", "4F 00 4B 00"), read(1252, "4F 00 4B 00")]),
    ["OK", "O\0K\0"],
  ],
  [14, "OK in UTF-16BE, Unicode", () => read("unicode", "00 4F 00 4B"), "\u4f00\u4b00"],
  [15, "a unit without its partner, Unicode", () => read("unicode", "61 D8 A8"), "\ud861\u00a8"],
  [
    16,
    "a byte order mark",
    () => Promise.all([read("unicode", "EF BB BF 4F 4B"), read(1252, "EF BB BF 4F 4B")]),
    ["\ubbef\u4fbf\u004b", "ï»¿OK"],
  ],
  [17, "Â, the machine moved from 1252 to 1251", () => moved("Â", 1252, 1251), ["C2", "В", "3F"]],
  [
    18,
    "€ in four encodings",
    () =>
      Promise.all([
        stored(1252, "€"),
        stored(1251, "€"),
        stored("unicode", "€"),
        Promise.resolve(hexOf(Encoding.UTF8.GetBytes("€"))),
      ]),
    ["80", "88", "AC 20", "E2 82 AC"],
  ],
  [
    19,
    "E2 82 AC in four readings",
    () =>
      Promise.all([
        decoded("unicode", "E2 82 AC"),
        read("unicode", "E2 82 AC"),
        read(1252, "E2 82 AC"),
        read(1251, "E2 82 AC"),
      ]),
    ["€", "\u82e2\u00ac", "â‚¬", "в‚¬"],
  ],
  [
    20,
    "binary command, Unicode",
    async () => (await sent("unicode", "A€", { around: true }))[1],
    "02 41 00 AC 20 03",
  ],
  [
    21,
    "the same with ascii",
    async () => [
      (await sent("unicode", "A€", { around: true, ascii: true }))[1],
      (await sent("unicode", "A€", { around: true, ascii: true, codePage: 1251 }))[1],
    ],
    ["02 41 80 03", "02 41 88 03"],
  ],
  [
    22,
    "text command, Unicode",
    () => sent("unicode", object, { frame: true }),
    [objectUnicode, "7B 22 74 22 3A 22 C3 A9 E2 82 AC F0 9F 98 80 22 7D"],
  ],
  [
    23,
    "text command, 1252",
    () => sent(1252, object, { frame: true }),
    [objectIn1252, "7B 22 74 22 3A 22 C3 A9 E2 82 AC 3F 3F 22 7D"],
  ],
  [
    24,
    "binary command, Unicode, without and with ascii",
    async () => [(await sent("unicode", object))[1], (await sent("unicode", object, { ascii: true }))[1]],
    [objectUnicode, objectIn1252],
  ],
  [25, "numeric text, a number", () => readAs("unicode", "numeric text", "double", "31 32 2E 35"), 12.5],
  [
    26,
    "numeric text, a text",
    async () => {
      await using element = await start("unicode", {
        params: param(20, "read", "numeric text", "string", "<LengthType>next param</LengthType>"),
      });
      element.slProtocol.SetParameter(20, 12);
      return [hexOf(element.bytes(20)), await readAs("unicode", "numeric text", "string", "31 32")];
    },
    ["31 00 32 00", "\u3231"],
  ],
  [
    27,
    "unsigned number 23133, Length 2",
    () =>
      Promise.all([
        numberBytes("unsigned number", 2, 23133),
        numberBytes("unsigned number", 2, 23133, "big"),
      ]),
    ["5D 5A", "5A 5D"],
  ],
  [
    28,
    "signed number -3 and 3, Length 4",
    () => Promise.all([numberBytes("signed number", 4, -3), numberBytes("signed number", 4, 3)]),
    ["FD FF FF FF", "03 00 00 00"],
  ],
  [
    29,
    "double 12.5, Length 4",
    () => Promise.all([numberBytes("double", 4, 12.5), numberBytes("double", 4, 12.5, "big")]),
    ["00 00 48 41", "41 48 00 00"],
  ],
  [
    30,
    "e and a combining accent set",
    () => Promise.all([stored("unicode", "e\u0301"), stored(1252, "e\u0301")]),
    ["65 00 01 03", "65 3F"],
  ],
  [31, "the same received as UTF-8, 1252", () => read(1252, "65 CC 81"), "eÌ\u0081"],
  [
    32,
    "a length parameter over é€",
    () => Promise.all([lengthOver(1252, "é€"), lengthOver("unicode", "é€")]),
    ["02", "04"],
  ],
  [
    33,
    "a separator in characters, and in hex, Unicode, 10.6.1",
    () => Promise.all([separated(":"), separated("0x3A")]),
    [
      ["", ""],
      ["61", "62"],
    ],
  ],
  [
    34,
    "Жук set",
    () => Promise.all([stored(1251, "Жук"), stored(1252, "Жук"), stored("unicode", "Жук")]),
    ["C6 F3 EA", "3F 3F 3F", "16 04 43 04 3A 04"],
  ],
  [
    35,
    "Maçã in 1252 under 1251, and in UTF-8 under 1252",
    () => Promise.all([read(1251, "4D 61 E7 E3"), read(1252, "4D 61 C3 A7 C3 A3")]),
    ["Maзг", "MaÃ§Ã£"],
  ],
];

describe("worked examples", () => {
  it("are 35, numbered without a gap", () => {
    expect(examples.map(([n]) => n)).to.deep.equal(Array.from({ length: 35 }, (_, index) => index + 1));
  });

  for (const [n, situation, happens, expected] of examples) {
    it(`#${String(n)} ${situation}`, async () => {
      expect(await happens()).to.deep.equal(expected);
    });
  }
});
