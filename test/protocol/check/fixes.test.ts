/** What the fixes of rules write, each as the text of a protocol before and after. */
import { expect } from "chai";
import { applyFixes } from "../../../src/check/fix/apply-fixes.ts";
import { expectFixesHold } from "../../support/check/fixes-hold.ts";

/** What is fixed, `before` inside of Protocol, `after` inside of it. */
type FixCase = readonly [what: string, before: string, after: string];

const socket = (options: string): string =>
  `<Connections><Connection id="0" name="A"><Http><CommunicationOptions>${options}</CommunicationOptions></Http></Connection></Connections>`;
const made = "<MakeCommandByProtocol>true</MakeCommandByProtocol>";
const param = (more: string, type = "<Type>read</Type>"): string =>
  `<Params><Param id="1"><Name>P</Name>${type}${more}</Param></Params>`;
const unicode = "<Options><Encoding>unicode</Encoding></Options>";
const group = (type: string): string =>
  `<Groups><Group id="1">${type}<Content><Action>1</Action></Content></Group></Groups><Actions><Action id="1"><On>protocol</On><Type>sleep</Type></Action></Actions>`;
const command = (attribute: string): string =>
  `${param("<Interprete><RawType>other</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete>")}<Commands><Command id="1"${attribute}><Name>C</Name><Content><Param>1</Param></Content></Command></Commands>`;

const pushed = (content: string): string =>
  `${socket("<WebSocket>true</WebSocket>" + made)}<Responses><Response id="1"/><Response id="2"/><Response id="3"/></Responses><Commands><Command id="1"/></Commands><Pairs><Pair id="1"><Content>${content}</Content></Pair></Pairs><Groups><Group id="1"><Content><Pair>1</Pair></Content></Group></Groups>`;
const unbound = (response: string): string =>
  `${socket("<WebSocket>true</WebSocket>" + made).replace('id="0"', 'id="1"')}<Responses><Response id="1" options="Connection:1"/>${response}</Responses>`;
const digits = (type: string): string =>
  `${param(`<Interprete><RawType>numeric text</RawType>${type}<LengthType>next param</LengthType></Interprete>`)}<Responses><Response id="1"><Content><Param>1</Param></Content></Response></Responses>`;

const safe: readonly FixCase[] = [
  ["a tag, at both ends", "<Optons >\n<NoTimeouts/></Optons\n>", "<Options >\n<NoTimeouts/></Options\n>"],
  ["a tag in a list", `<Params><Parm id="1"/></Params>`, `<Params><Param id="1"/></Params>`],
  [
    "an attribute in its quotes",
    `<QActions><QAction id='1' name="Q" rwo = 'false'/></QActions>`,
    `<QActions><QAction id='1' name="Q" row = 'false'/></QActions>`,
  ],
  [
    "an option with the number behind it",
    param("", '<Type options="dynamic pi 1">read</Type>'),
    param("", '<Type options="dynamic ip 1">read</Type>'),
  ],
  ["a word", group("<Type> pol action </Type>"), group("<Type> poll action </Type>")],
  [
    "an entity of HTML",
    "<Name>a&nbsp;b&hellip;</Name>",
    `<Name>a&#160;b&#${String("…".codePointAt(0))};</Name>`,
  ],
  [
    "the separator of column options",
    `<Params><Param id="1"><Name>P</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="2" options="save"/></ArrayOptions></Param><Param id="2"><Name>Q</Name><Type>read</Type></Param></Params>`,
    `<Params><Param id="1"><Name>P</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="2" options=";save"/></ArrayOptions></Param><Param id="2"><Name>Q</Name><Type>read</Type></Param></Params>`,
  ],
  [
    "what WebSockets ignore",
    socket(`<WebSocket>true</WebSocket>${made}<RedundantPolling>true</RedundantPolling>`),
    socket(`<WebSocket>true</WebSocket>${made}`),
  ],
  [
    "an id on the type of an action that has no effect there",
    '<Actions><Action id="1"><On id="2">group</On><Type id="3">execute</Type></Action></Actions><Groups><Group id="2"/></Groups>',
    '<Actions><Action id="1"><On id="2">group</On><Type>execute</Type></Action></Actions><Groups><Group id="2"/></Groups>',
  ],
  ["ascii without effect", command(' ascii="true"'), command("")],
  [
    "an id in ascii that is not in the content",
    unicode + command(' ascii="1; 7"'),
    unicode + command(' ascii="1"'),
  ],
  [
    "damaged text that people read",
    param("<Description>\n  TempÃ©rature extÃ©rieure &lt;1&gt;\n</Description>"),
    param("<Description>\n  Température extérieure &lt;1&gt;\n</Description>"),
  ],
];

const suggested: readonly FixCase[] = [
  ["the type of a group", group("<Type>poll</Type>"), group("<Type>poll action</Type>")],
  ["the type of a group without one", group(""), group("<Type>poll action</Type>")],
  [
    "a WebSocket that is not declared",
    socket(
      "\n    <NotifyConnectionPIDs>\n      <Connections>1</Connections>\n    </NotifyConnectionPIDs>\n  ",
    ) + param(""),
    socket(
      `\n    <NotifyConnectionPIDs>\n      <Connections>1</Connections>\n    </NotifyConnectionPIDs>\n    <WebSocket>true</WebSocket>\n    ${made}\n  `,
    ) + param(""),
  ],
  [
    "a damaged name, wherever it stands",
    `<Params><Param id="1"><Name>GerÃ¤t prÃ¼fen</Name><Type>read</Type></Param></Params><QActions><QAction id="1" name="GerÃ¤t prÃ¼fen"/></QActions>`,
    `<Params><Param id="1"><Name>Gerät prüfen</Name><Type>read</Type></Param></Params><QActions><QAction id="1" name="Gerät prüfen"/></QActions>`,
  ],
  [
    "the responses of a pair beside which messages come",
    pushed("<Command>1</Command>\n<Response>1</Response>\n<ResponseOnBadCommand>2</ResponseOnBadCommand>\n"),
    pushed("<Command>1</Command>\n"),
  ],
  [
    "the connection of a response that never matches",
    unbound('<Response id="2"/>'),
    unbound('<Response id="2" options="Connection:1"/>'),
  ],
  [
    "an encoding that Type contradicts",
    '<Type options="unicode">virtual</Type><Options><Encoding> ascii </Encoding></Options>',
    '<Type options="unicode">virtual</Type><Options><Encoding> unicode </Encoding></Options>',
  ],
  [
    "options that the encoding contradicts",
    '<Type options="exportProtocol:A:100">virtual</Type><Options><Encoding>unicode</Encoding></Options>',
    '<Type options="exportProtocol:A:100;unicode">virtual</Type><Options><Encoding>unicode</Encoding></Options>',
  ],
  [
    "row without a row",
    `${param("")}<QActions><QAction id="1" triggers="1" row="true" name="Q"/></QActions>`,
    `${param("")}<QActions><QAction id="1" triggers="1" name="Q"/></QActions>`,
  ],
  [
    "digits in a Unicode protocol",
    unicode + digits("<Type> string </Type>"),
    unicode + digits("<Type> double </Type>"),
  ],
  [
    "the length of text in a Unicode protocol",
    unicode +
      param(
        "<Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>2</Length><Value>OK</Value></Interprete>",
        "<Type>fixed</Type>",
      ),
    unicode +
      param(
        "<Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>4</Length><Value>OK</Value></Interprete>",
        "<Type>fixed</Type>",
      ),
  ],
];

/** Texts that have a finding and no fix: two would write the same, or only the author can know. */
const without: readonly FixCase[] = [
  ["two attributes for one", `<QActions><QAction id="1" name="Q" rwo="true" rw="false"/></QActions>`, ""],
  [
    "an attribute that is there",
    `<QActions><QAction id="1" name="Q" rwo="true" row="false"/></QActions>`,
    "",
  ],
  ["a tag to which two come near", "<Triggers><Trigger id='1'><Tyme/></Trigger></Triggers>", ""],
  ["a tag that is there", "<Optons/><Options/>", ""],
  [
    "an id on Type where On names nothing: it may have been meant for that",
    '<Actions><Action id="1"><On>group</On><Type id="2">execute</Type></Action></Actions><Groups><Group id="2"/></Groups>',
    "",
  ],
  ["an entity that HTML does not have", "<Name>&foo;</Name>", ""],
  [
    "a name in CDATA",
    "<Params><Param id='1'><Name><![CDATA[TempÃ©rature extÃ©rieure]]></Name><Type>read</Type></Param></Params>",
    "",
  ],
];

const fixed = async (source: string | Uint8Array, suggestions: boolean): Promise<string | undefined> =>
  (await applyFixes(Buffer.from(source), { suggestions })).files[0]?.after.text;
const inProtocol = (inside: string): string => `<Protocol>${inside}</Protocol>`;

describe("protocol/check: fixes", () => {
  for (const [what, before, after] of safe) {
    it(`safe: ${what}`, async () => {
      expect(await fixed(inProtocol(before), false)).to.equal(inProtocol(after));
      await expectFixesHold(inProtocol(before));
    });
  }

  for (const [what, before, after] of suggested) {
    it(`suggested: ${what}`, async () => {
      expect(await fixed(inProtocol(before), true)).to.equal(inProtocol(after));
      expect(await fixed(inProtocol(before), false), "not without being asked").to.equal(undefined);
      await expectFixesHold(inProtocol(before));
    });
  }

  for (const [what, before] of without) {
    it(`left as it is: ${what}`, async () => {
      expect(await fixed(inProtocol(before), true)).to.equal(undefined);
    });
  }

  it("a declaration gets the encoding that the bytes prove", async () => {
    const text = (encoding: string): string =>
      `<?xml version="1.0" encoding='${encoding}' ?>\r\n<Protocol><Name>é</Name></Protocol>`;
    const cases: readonly (readonly [bytes: Buffer, safe: string | undefined, suggested?: string])[] = [
      [Buffer.from(text("iso-8859-1")), text("utf-8")],
      [Buffer.from(`\ufeff${text("utf-8")}`, "utf16le"), text("utf-16")],
      [Buffer.from(text("utf-8"), "latin1"), undefined, text("windows-1252")],
      // It may be that page.
      [Buffer.from(text("windows-1250"), "latin1"), undefined],
    ];
    for (const [bytes, safely, suggestedly = safely] of cases) {
      expect(await fixed(bytes, false)).to.equal(safely);
      expect(await fixed(bytes, true)).to.equal(suggestedly);
    }
  });

  it("a second byte order mark goes, the first stays", async () => {
    const bytes = Buffer.from("\ufeff\ufeff<Protocol/>");
    const { files } = await applyFixes(bytes, {});
    expect(Buffer.from(files[0]?.after.bytes ?? [])).to.deep.equal(Buffer.from("\ufeff<Protocol/>"));
  });

  it("a file in windows-1252 gets references for what it cannot hold", async () => {
    const bytes = Buffer.concat([
      Buffer.from(
        '<Protocol><!-- \xe9 --><Params><Param id="1"><Name>P</Name><Description>Ð¢ÐµÐ¼Ð¿ÐµÑ',
        "latin1",
      ),
      Buffer.from([0x80]),
      Buffer.from("</Description><Type>read</Type></Param></Params></Protocol>"),
    ]);
    expect(await fixed(bytes, false)).to.contain(
      `<Description>${Array.from("Темпер", (one) => `&#${String(one.codePointAt(0))};`).join("")}</Description>`,
    );
  });
});
