/** Every check has a text that sets it off, at the marked place, and a section in `docs/diagnostics.md`. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { allChecks, checkGroups, type DiagnosticCode } from "../../../src/protocol/check/all-checks.ts";
import { expectFixesHold } from "../../support/check/fixes-hold.ts";
import type { Check } from "../../../src/protocol/check/check.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";

const inProtocol = (inside: string): string => `<Protocol>${inside}</Protocol>`;
const webSocket = (options: string, id = "0"): string =>
  `¦<Connection id="${id}" name="A"><Http><CommunicationOptions><WebSocket>true</WebSocket>${options}</CommunicationOptions></Http></Connection>`;
const make = "<MakeCommandByProtocol>true</MakeCommandByProtocol>";

const handshaken = webSocket(`${make}<WebSocketHandshake>1</WebSocketHandshake>`).replace("¦", "");
/** A command of fixed text, executed on connection 0. */
const sending =
  '<Params><Param id="1"><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>{"a":1}</Value></Interprete></Param></Params><Commands><Command id="1"><Content><Param>1</Param></Content></Command></Commands><Pairs><Pair id="1"><Content><Command>1</Command></Content></Pair></Pairs><Groups><Group id="1"><Content><Pair>1</Pair></Content></Group></Groups>';
const fixedText = (value: string, more = ""): string =>
  `<Param id="1"><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType>${more}<Value>${value}</Value></Interprete></Param>`;
const nextParam = (id: number): string =>
  `<Param id="${String(id)}"><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete></Param>`;

/** A text for each code; `¦` marks where the finding is. */
const samples: Readonly<Record<DiagnosticCode, string | readonly [Uint8Array, offset: number]>> = {
  TEXT_ENCODING: [Buffer.from('<?xml version="1.0" encoding="utf-8"?><Protocol>é</Protocol>', "latin1"), 20],
  TEXT_BOM: [Buffer.from("\ufeff\ufeff<Protocol/>"), 0],
  TEXT_HALF_UNIT: [Buffer.concat([Buffer.from("\ufeff<Protocol/>", "utf16le"), Buffer.from([0x20])]), 11],
  XML_MALFORMED: inProtocol("<Name>x¦</Params>"),
  XML_ENTITY: inProtocol("<Name>a¦&nbsp;b</Name>"),
  XML_DOCTYPE: `¦<!DOCTYPE Protocol [<!ENTITY a "b">]>${inProtocol("")}`,
  XML_DEPTH: inProtocol(`${"<a>".repeat(99)}¦<a>${"</a>".repeat(100)}`),
  ROOT_TEXT: `¦<Other/>${inProtocol("")}`,
  SUPPRESSION_UNPAIRED: inProtocol("¦<!-- SuppressValidator TAG_UNKNOWN vendor tag --><Vendor>A</Vendor>"),
  TAG_UNKNOWN: inProtocol("¦<Foo/>"),
  ATTRIBUTE_UNKNOWN: inProtocol('<QActions><QAction id="1" ¦rows="true"/></QActions>'),
  OPTION_UNKNOWN: inProtocol('<QActions><QAction id="1" options="binary;¦precomple"/></QActions>'),
  TAG_REPEATED: inProtocol("<Params/>¦<Params/>"),
  TAG_MISSING: inProtocol('<Actions>¦<Action id="1"/></Actions>'),
  NUMBER_INVALID: inProtocol('<Pairs><Pair id="1" ¦timeout="soon"/></Pairs>'),
  NUMBER_RANGE: inProtocol(
    "<PortSettings><Retries><DefaultValue>¦11</DefaultValue></Retries></PortSettings><Type>http</Type>",
  ),
  NUMBER_LIMIT: inProtocol(
    '<Params><Param id="1"><Type>read</Type><Interprete><Length>¦99999999999999999999</Length></Interprete></Param></Params>',
  ),
  VALUE_UNKNOWN: inProtocol('<Groups><Group id="1"><Type> ¦polling</Type></Group></Groups>'),
  ID_MISSING: inProtocol("<Groups>¦<Group/></Groups>"),
  ID_DUPLICATE: inProtocol('<Groups><Group id="1"/><Group ¦id="1"/></Groups>'),
  ID_OUT_OF_RANGE: inProtocol('<Groups><Group ¦id="65000"/></Groups>'),
  ID_RESERVED: inProtocol('<Params><Param ¦id="64001"><Type>read</Type></Param></Params>'),
  NAME_DUPLICATE: inProtocol(
    '<Timers><Timer id="1"><Name>a</Name><Time>1</Time></Timer>¦<Timer id="2"><Name>A</Name><Time>1</Time></Timer></Timers>',
  ),
  REFERENCE_DANGLING: inProtocol('<Groups><Group id="1"><Content>¦<Pair>1</Pair></Content></Group></Groups>'),
  CONNECTION_SPELLINGS: inProtocol("¦<Type>http</Type><Connections/>"),
  CONNECTION_MIXED: inProtocol(
    '¦<Connections><Connection id="0" name="A"><Type>http</Type></Connection><Connection id="1" name="B"><Http/></Connection></Connections>',
  ),
  CONNECTION_UNSUPPORTED: inProtocol("¦<Type>snmp</Type>"),
  CONNECTION_UNKNOWN: inProtocol('<Type>http</Type><Groups>¦<Group id="1" connection="1"/></Groups>'),
  WEBSOCKET_MAKE: inProtocol(`<Connections>${webSocket("")}</Connections>`),
  COMMAND_MAKE: inProtocol(
    `<Connections>${webSocket(make).replace("¦", "")}</Connections>${sending}`.replace(
      "<Command ",
      "¦<Command ",
    ),
  ),
  WEBSOCKET_FORGOTTEN: inProtocol(
    '<Connections>¦<Connection id="0" name="A"><Http><CommunicationOptions><WebSocketHandshake>1</WebSocketHandshake></CommunicationOptions></Http></Connection></Connections><HTTP><Session id="1"><Connection id="1"/></Session></HTTP>',
  ),
  WEBSOCKET_STATUS: inProtocol(`<Connections>${webSocket("")}</Connections>${sending}`),
  STATUS_UNUSED: inProtocol(
    `<Connections>${webSocket("<NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs>").replace("¦", "")}</Connections>${sending.replace("</Params>", '¦<Param id="7"><Name>Status</Name><Type>read</Type></Param></Params>')}`,
  ),
  DYNAMIC_IP_MISSING: inProtocol(`<Connections>${webSocket(make)}</Connections>`),
  DYNAMIC_IP_CONNECTION: inProtocol(
    `<Connections>${webSocket(make, "1").replace("¦", "")}</Connections><Params>¦<Param id="1"><Type options="dynamic ip">read</Type></Param></Params>`,
  ),
  HANDSHAKE_LITERAL: inProtocol(
    `<Connections>${handshaken}</Connections><HTTP><Session id="1">¦<Connection id="1"><Request url="/chat"/></Connection></Session></HTTP>`,
  ),
  HANDSHAKE_HEADER: inProtocol(
    `<Connections>${handshaken}</Connections><HTTP><Session id="1"><Connection id="1"><Request><Headers>¦<Header key="Upgrade" pid="1"/></Headers></Request></Connection></Session></HTTP>`,
  ),
  HANDSHAKE_SUBPROTOCOL: inProtocol(
    `<Connections>${handshaken}</Connections><HTTP><Session id="1"><Connection id="1"><Request><Headers>¦<Header key="Sec-WebSocket-Protocol"/></Headers></Request></Connection></Session></HTTP>`,
  ),
  COMMAND_FRAME: inProtocol(
    `<Connections>${webSocket(make).replace("¦", "")}</Connections>${sending}`.replace(
      "<Command ",
      "¦<Command ",
    ),
  ),
  RESPONSE_AMBIGUOUS: inProtocol(
    `<Connections>${webSocket(make).replace("¦", "")}</Connections><Params>${nextParam(1)}${nextParam(2)}</Params><Responses><Response id="1"><Content><Param>1</Param></Content></Response>¦<Response id="2"><Content><Param>2</Param></Content></Response></Responses>`,
  ),
  PAIR_AND_PUSH: inProtocol(
    `<Connections>${webSocket(make).replace("¦", "")}</Connections>${sending.replace("</Command></Content></Pair>", "</Command>¦<Response>1</Response></Content></Pair>")}<Responses><Response id="1"/><Response id="2"/></Responses>`,
  ),
  RESPONSE_UNBOUND: inProtocol(
    `<Connections>${webSocket(make, "1").replace("¦", "")}</Connections><Responses><Response id="1" options="Connection:1"/>¦<Response id="2"/></Responses>`,
  ),
  CLEAR_TOO_EARLY: inProtocol(
    '<Params><Param id="1"><Type>read</Type></Param></Params><Responses><Response id="1"><Content><Param>1</Param></Content></Response></Responses><Triggers>¦<Trigger id="1"><On id="1">parameter</On><Time>change</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers><Actions><Action id="1"><On id="1">response</On><Type>clear</Type></Action></Actions>',
  ),
  BINARY_INPUTS: inProtocol('<QActions>¦<QAction id="1" options="binary"/></QActions>'),
  COMMAND_ASCII: inProtocol(
    '<Params><Param id="1"><Type>read</Type></Param></Params><Commands>¦<Command id="1" ascii="true"><Content><Param>1</Param></Content></Command></Commands>',
  ),
  FIXED_LENGTH: inProtocol(
    `<Options><Encoding>unicode</Encoding></Options><Params>¦${fixedText("OK", "<Length>2</Length>")}</Params>`,
  ),
  TEXT_SEPARATOR: inProtocol(
    `<Options><Encoding>unicode</Encoding></Options><Params>¦${fixedText("OK")}</Params><Responses><Response id="1"><Content><Param>1</Param></Content></Response></Responses>`,
  ),
  TEXT_MOJIBAKE: inProtocol(
    '<Params><Param id="1">¦<Name>TempÃ©rature extÃ©rieure</Name><Type>read</Type></Param></Params>',
  ),
  NUMERIC_STRING: inProtocol(
    '<Options><Encoding>unicode</Encoding></Options><Params><Param id="1"><Name>Level</Name><Type>read</Type><Interprete><RawType>numeric text</RawType>¦<Type>string</Type></Interprete></Param></Params><Responses><Response id="1"><Content><Param>1</Param></Content></Response></Responses>',
  ),
  RAW_BYTES_SHOWN: inProtocol(
    '<Options><Encoding>unicode</Encoding></Options><Params><Param id="1"><Name>Label</Name><Type>read</Type><Display>¦<RTDisplay>true</RTDisplay><Positions><Position/></Positions></Display></Param></Params><Responses><Response id="1"><Content><Param>1</Param></Content></Response></Responses>',
  ),
  TEXT_CODE_PAGE: inProtocol(
    '<Params><Param id="1"><Type>read</Type><Interprete><Type>string</Type><DefaultValue>On ¦😀</DefaultValue></Interprete></Param></Params>',
  ),
  CRC_UNPUBLISHED: inProtocol(
    '<Params><Param id="1"><Name>A</Name><CRC>¦<Type>CODAN</Type></CRC></Param></Params>',
  ),
  REDUNDANT_PAIR: inProtocol('¦<Type communicationOptions="redundantPolling">serial</Type>'),
  WEBSOCKET_REDUNDANT: inProtocol(
    `<Connections>${webSocket(`${make}<RedundantPolling>true</RedundantPolling>`)}</Connections>`,
  ),
  WEBSOCKET_KIND: inProtocol(
    '<Connections>¦<Connection id="0" name="A"><Serial><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Serial></Connection></Connections>',
  ),
  HANDSHAKE_CONNECTIONS: inProtocol(
    `<Connections>${webSocket(`${make}<WebSocketHandshake>1</WebSocketHandshake>`).replace("¦", "")}</Connections><HTTP><Session id="1"><Connection id="1"/>¦<Connection id="2"/></Session></HTTP>`,
  ),
  UNICODE_CONFLICT: inProtocol(
    '<Type options="unicode">http</Type><Options><Encoding>¦ascii</Encoding></Options>',
  ),
  DYNAMIC_IP: inProtocol('<Params>¦<Param id="1"><Type options="dynamic ip">write</Type></Param></Params>'),
  COLUMN_OPTIONS: inProtocol(
    `<Params><Param id="1"><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="2" ¦options="save"/></ArrayOptions></Param><Param id="2"><Type>read</Type></Param></Params>`,
  ),
  TRIGGER_TIME: inProtocol(
    '<Triggers><Trigger id="1"><On id="each">timer</On><Time>¦after</Time></Trigger></Triggers>',
  ),
  ACTION_TYPE_ID: inProtocol(
    '<Groups><Group id="1"/></Groups><Actions><Action id="1"><On id="1">group</On><Type ¦id="1">execute next</Type></Action></Actions>',
  ),
  ACTION_TYPE: inProtocol('<Actions><Action id="1"><On>timer</On>¦<Type>copy</Type></Action></Actions>'),
  GROUP_CONTENT: inProtocol(
    '<Groups><Group id="1"><Content>¦<Action>1</Action></Content></Group></Groups><Actions><Action id="1"><On>protocol</On><Type>sleep</Type></Action></Actions>',
  ),
  TIMER_LAST_GROUP: inProtocol(
    '<Groups><Group id="1"><Type>action</Type></Group></Groups><Timers>¦<Timer id="1"><Time>1</Time><Content><Group>1</Group></Content></Timer></Timers>',
  ),
  STARTUP_GROUP: inProtocol(
    '<Triggers>¦<Trigger id="1"><On>protocol</On><Time>after startup</Time></Trigger></Triggers>',
  ),
  PAIR_CONNECTION: inProtocol(
    '<Groups><Group id="1" connection="0"><Content>¦<Pair>1</Pair></Content></Group></Groups><Pairs><Pair id="1" options="connection:1"/></Pairs>',
  ),
  RESPONSE_CONNECTION: inProtocol(
    `<Connections>${webSocket(make, "1")}</Connections><Responses><Response id="1"/></Responses>`,
  ),
  THREAD_IDS: inProtocol('<Threads><Thread id="1" connection="1001"/>¦<Thread connection="1002"/></Threads>'),
  RESPONSE_READ: inProtocol(
    '<Params><Param id="1"><Type>read</Type></Param></Params><Responses>¦<Response id="1"><Content><Param>1</Param></Content></Response></Responses>',
  ),
  ENTRY_POINTS: inProtocol(
    '<Params><Param id="1"><Type>read</Type></Param></Params><QActions><QAction id="1" triggers="1" ¦entryPoint="A;B"/></QActions>',
  ),
  CONDITION_INVALID: inProtocol('<Groups><Group id="1"><Condition>¦id:65008==1</Condition></Group></Groups>'),
  CONDITION_STYLE: inProtocol(
    '<Groups><Group id="1"><Condition>(¦(id:65008 == 1) )</Condition></Group></Groups>',
  ),
  CONDITION_TABLE: inProtocol(
    '<Params><Param id="1"><Type>array</Type></Param></Params><Groups><Group id="1"><Condition>¦id:1 == 0</Condition></Group></Groups>',
  ),
  QACTION_ROW: inProtocol(
    '<Params><Param id="1"><Type>read</Type></Param></Params><QActions><QAction id="1" triggers="1" ¦row="true"/></QActions>',
  ),
  STARTUP_QUEUE: inProtocol(
    '<Params><Param id="1"><Type>dummy</Type></Param></Params><Groups><Group id="1"/></Groups><Triggers>¦<Trigger id="1"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers><Actions><Action id="1"><On id="1">parameter</On><Type>run actions</Type></Action></Actions><QActions><QAction id="1" triggers="1"/></QActions>',
  ),
  LOGIC_CIRCLE: inProtocol(
    '<Params><Param id="1"><Type>read</Type></Param></Params><Triggers>¦<Trigger id="1"><On id="1">parameter</On><Time>change</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers><Actions><Action id="1"><On id="1">parameter</On><Type>increment</Type></Action></Actions>',
  ),
  ITEM_UNUSED: inProtocol('<Groups>¦<Group id="1"><Name>Poll</Name></Group></Groups>'),
  PLATFORM_IGNORED: inProtocol('¦<ParameterGroups><Group id="1"/></ParameterGroups>'),
  PLATFORM_REPLICATION: inProtocol('<Params>¦<Param id="1"><Type>read</Type><Replication/></Param></Params>'),
};

const page = new URL("../../../docs/diagnostics.md", import.meta.url);

/** Plain text in Markdown: a tag or a reference is shown, not rendered. */
const plain = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A text with a line for each tag that begins behind another. */
function indented(xml: string): string {
  let depth = 0;
  return xml
    .split(/(?<=>)(?=<)/)
    .map((line) => {
      if (line.startsWith("</")) depth--;
      const indent = "  ".repeat(depth);
      if (/^<[^/!?]/.test(line) && !/\/>$|<\//.test(line)) depth++;
      return indent + line;
    })
    .join("\n");
}

/** Longer samples are not shown. */
const longestExample = 600;

/** One check on the page: its severity, what it means, and what its sample gives. */
function section(code: DiagnosticCode, { severity, explanation }: Check): string {
  const sample = samples[code];
  const text = typeof sample === "string" ? sample.replace("¦", "") : undefined;
  const shown =
    text === undefined || text.length > longestExample
      ? undefined
      : code.startsWith("XML")
        ? text
        : indented(text);
  const { diagnostics } = parseProtocol(typeof sample === "string" ? (shown ?? text ?? "") : sample[0]);
  const found = diagnostics.find((diagnostic) => diagnostic.code === code);
  const place = `${String(found?.position.line)}:${String(found?.position.column)}`;
  const example = shown === undefined ? "" : `\`\`\`xml\n${shown}\n\`\`\`\n\n`;
  return `### ${code}\n\n${severity[0]?.toUpperCase() ?? ""}${severity.slice(1)}. ${plain(explanation)}\n\n${example}> ${place} ${plain(found?.message ?? "")}`;
}

/** The page as the checks give it. */
function pageText(): string {
  const groups = Object.entries(checkGroups as Readonly<Record<string, Readonly<Record<string, Check>>>>);
  const text = groups.map(
    ([subject, checks]) =>
      `## ${subject}\n\n${Object.entries(checks)
        .map(([code, check]) => section(code as DiagnosticCode, check))
        .join("\n\n")}`,
  );
  return `# Diagnostics

What \`loadProtocol\` and \`parseProtocol\` report about a \`protocol.xml\`. A diagnostic has a code, a severity, a message that
says what is wrong and what to do, and a position: line and column (from 1) and offset (from 0), in UTF-16 units of the decoded
text. A diagnostic never stops the loading: as much as possible is read. Match \`diagnostic.code\`, not the message.

- **error**: the protocol behaves differently from what it says, or a part of it was not loaded.
- **warning**: it works, but probably not as intended.
- **information**: an item that has no effect here.

Each code below has the shortest file that gives it, and the message with its line and column. This page is written from the
checks in \`src/protocol/check\`.

${text.join("\n\n")}
`;
}

describe("protocol/check/all-checks", () => {
  for (const [code, sample] of Object.entries(samples)) {
    it(`${code} is found where it is`, () => {
      const [source, offset] =
        typeof sample === "string" ? [sample.replace("¦", ""), sample.indexOf("¦")] : [sample[0], sample[1]];
      const { diagnostics } = parseProtocol(source);
      expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.position.offset])).to.deep.include([
        code,
        offset,
      ]);
      const found = diagnostics.find((diagnostic) => diagnostic.code === code);
      expect(found?.severity).to.equal(allChecks[code as DiagnosticCode].severity);
      expect(found?.message, "a sentence").to.match(/^.{15,}\.$/s);
      if (typeof sample === "string") expect(found?.position).to.include({ line: 1, column: offset + 1 });
    });
  }

  for (const [code, sample] of Object.entries(samples)) {
    it(`${code}: fixes hold`, async () => {
      await expectFixesHold(typeof sample === "string" ? sample.replace("¦", "") : sample[0]);
    });
  }

  it("every explanation is a sentence", () => {
    for (const { explanation } of Object.values(allChecks)) expect(explanation).to.match(/^[A-Z].*\.$/);
  });

  it("docs/diagnostics.md is written from the checks (UPDATE_DOCS=1 writes it)", () => {
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(page, pageText());
    expect(readFileSync(page, "utf8")).to.equal(pageText());
  });
});
