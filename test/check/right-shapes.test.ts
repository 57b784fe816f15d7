/** Right connectors are without a finding, and a mutation of each is found by the rule that is meant for it. */
import { expect } from "chai";
import fc from "fast-check";
import { allRules } from "../../src/check/all-rules.ts";
import { checkConnector } from "../../src/check/check-connector.ts";
import { applyFixes } from "../../src/check/fix/apply-fixes.ts";
import { scriptChecks } from "../../src/check/scripts/script-checks.ts";
import { allChecks } from "../../src/protocol/check/all-checks.ts";
import type { Check } from "../../src/protocol/check/check.ts";
import { expectFixesHold } from "../support/check/fixes-hold.ts";
import { rightShapes } from "../support/check/right-shapes.ts";

/** A mistake: in which shape, and what is replaced by what, in pairs. White space between tags is left out before. */
type Mutation = readonly [shape: string, ...replaced: (readonly [from: string, to: string])[]];

const push = "WebSocket, pushed text";
const pushUnicode = "WebSocket, pushed text, Unicode";
const shaken = "WebSocket, a handshake of its own";
const http = "HTTP, polled";
const serial = "serial, one command";
const startup = "virtual, after startup";
const tables = "virtual, a table with a menu";

/** Rules whose fix gives back the text before the mutation, byte for byte. */
const restored = [
  "TEXT_BOM",
  "TEXT_ENCODING",
  "SUPPRESSION_UNKNOWN",
  "TAG_UNKNOWN",
  "ATTRIBUTE_UNKNOWN",
  "OPTION_UNKNOWN",
  "COLUMN_OPTIONS",
  "WEBSOCKET_REDUNDANT",
  "COMMAND_ASCII",
];

const mutations: Readonly<Record<string, readonly Mutation[]>> = {
  TEXT_ENCODING: [[http, ['encoding="utf-8"', 'encoding="utf-16"']]],
  TEXT_BOM: [[http, ["<?xml", "\ufeff\ufeff<?xml"]]],
  XML_MALFORMED: [[http, ["</Params>", ""]]],
  XML_ENTITY: [[http, ["<Name>Device</Name>", "<Name>De&nbsp;vice</Name>"]]],
  XML_DOCTYPE: [[http, ["<Protocol", "<!DOCTYPE Protocol><Protocol"]]],
  XML_DEPTH: [[http, ["<Params>", `${"<a>".repeat(200)}${"</a>".repeat(200)}<Params>`]]],
  ROOT_TEXT: [[http, ["</Protocol>", "</Protocol><Other/>"]]],
  SUPPRESSION_UNPAIRED: [["accepted findings", ["<!-- /SuppressValidator TAG_UNKNOWN -->", ""]]],
  SUPPRESSION_UNKNOWN: [
    [
      "accepted findings",
      ["<!-- SuppressValidator TAG_UNKNOWN", "<!-- SuppressValidator TAG_UNKNWON"],
      ["/SuppressValidator TAG_UNKNOWN", "/SuppressValidator TAG_UNKNWON"],
    ],
  ],
  TAG_UNKNOWN: [
    [http, ["<HTTP>", "<HTPP>"], ["</HTTP>", "</HTPP>"]],
    [push, ["<WebSocket>", "<Websokcet>"], ["</WebSocket>", "</Websokcet>"]],
  ],
  ATTRIBUTE_UNKNOWN: [[http, ["inputParameters=", "inputParameter="]]],
  OPTION_UNKNOWN: [[pushUnicode, ['options="binary"', 'options="binry"']]],
  TAG_REPEATED: [[http, ["<HTTP>", "<HTTP/><HTTP>"]]],
  TAG_MISSING: [[push, ["<Type>make</Type>", ""]]],
  NUMBER_INVALID: [[http, ["<Session>10</Session>", "<Session>ten</Session>"]]],
  NUMBER_RANGE: [
    ["HTTP, old spelling", ["<DefaultValue>1500</DefaultValue>", "<DefaultValue>1</DefaultValue>"]],
  ],
  NUMBER_LIMIT: [
    ["serial, bytes in a Unicode protocol", ["<Length>2</Length>", "<Length>99999999999999999999</Length>"]],
  ],
  VALUE_UNKNOWN: [[http, ["<Type>poll</Type>", "<Type>polling</Type>"]]],
  ID_MISSING: [[http, ['<Group id="10"', "<Group"]]],
  ID_DUPLICATE: [["HTTP, two sessions", ['<Group id="20"', '<Group id="10"']]],
  ID_OUT_OF_RANGE: [[http, ['<Timer id="10"', '<Timer id="65000"']]],
  ID_RESERVED: [["virtual, a button", ['<Param id="40"', '<Param id="64040"']]],
  NAME_DUPLICATE: [["HTTP, two sessions", ["<Name>Timer 20</Name>", "<Name>Timer 10</Name>"]]],
  REFERENCE_DANGLING: [[http, ["<Session>10</Session>", "<Session>11</Session>"]]],
  CONNECTION_UNKNOWN: [[http, ['connection="0"', 'connection="3"']]],
  CONNECTION_SPELLINGS: [[http, ["<Connections>", "<Type>http</Type><Connections>"]]],
  CONNECTION_MIXED: [
    [
      "HTTP, two connections",
      [
        '<Connection id="1" name="Http 1"><Http></Http>',
        '<Connection id="1" name="Http 1"><Type>http</Type>',
      ],
    ],
  ],
  WEBSOCKET_MAKE: [[push, ["<MakeCommandByProtocol>true</MakeCommandByProtocol>", ""]]],
  WEBSOCKET_REDUNDANT: [
    [push, ["</CommunicationOptions>", "<RedundantPolling>true</RedundantPolling></CommunicationOptions>"]],
  ],
  WEBSOCKET_KIND: [
    [
      "serial, two connections",
      [
        "<Serial></Serial>",
        "<Serial><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Serial>",
      ],
    ],
  ],
  HANDSHAKE_CONNECTIONS: [[shaken, ["</Session>", '<Connection id="2"><Request/></Connection></Session>']]],
  REDUNDANT_PAIR: [
    [serial, ["<Type>serial</Type>", '<Type communicationOptions="redundantPolling">serial</Type>']],
  ],
  PAIR_CONNECTION: [["serial, two connections", ['<Pair id="20">', '<Pair id="20" options="connection:0">']]],
  RESPONSE_CONNECTION: [["WebSocket, two of them", ['options="Connection:1"', ""]]],
  THREAD_IDS: [
    [
      "HTTP, two connections",
      ["<Params>", '<Threads><Thread id="1" connection="0"/><Thread connection="1"/></Threads><Params>'],
    ],
  ],
  WEBSOCKET_FORGOTTEN: [[push, ["<WebSocket>true</WebSocket>", ""]]],
  WEBSOCKET_STATUS: [
    [push, ["<NotifyConnectionPIDs><Connections>101</Connections></NotifyConnectionPIDs>", ""]],
  ],
  STATUS_UNUSED: [
    [
      push,
      [
        '<On id="101">parameter</On><Time>change</Time><Condition>id:101 == 1</Condition>',
        '<On id="100">parameter</On><Time>change</Time>',
      ],
      [
        '<QActions><QAction id="100" name="QAction 100" encoding="csharp" triggers="102" inputParameters="102" options="binary"/></QActions>',
        "",
      ],
    ],
  ],
  DYNAMIC_IP: [[push, ['<Type options="dynamic ip">read</Type>', '<Type options="dynamic ip">write</Type>']]],
  DYNAMIC_IP_MISSING: [[push, ['<Type options="dynamic ip">', "<Type>"]]],
  DYNAMIC_IP_CONNECTION: [
    [
      "WebSocket beside HTTP",
      ["dynamic ip 1", "dynamic ip"],
      ["</LengthType></Interprete>", "</LengthType><DefaultValue>ws://10.0.0.1</DefaultValue></Interprete>"],
    ],
  ],
  HANDSHAKE_LITERAL: [[shaken, ['verb="GET" pid="80"', 'verb="GET" url="/chat"']]],
  HANDSHAKE_HEADER: [[shaken, ['key="Authorization"', 'key="Upgrade"']]],
  HANDSHAKE_SUBPROTOCOL: [
    [shaken, ['key="Sec-WebSocket-Protocol" pid="81"', 'key="Sec-WebSocket-Protocol"']],
  ],
  COMMAND_FRAME: [
    [
      "WebSocket, a heartbeat while it is open",
      [
        "<WebSocketMessageType>text</WebSocketMessageType><Content><Param>90</Param>",
        "<Content><Param>90</Param>",
      ],
      ["<Value>0x7B7D</Value>", "<Value>{}</Value>"],
    ],
  ],
  RESPONSE_AMBIGUOUS: [
    [
      push,
      [
        "</Responses>",
        '<Response id="7" options="Connection:0"><Name>R</Name><Content><Param>103</Param></Content></Response></Responses>',
      ],
    ],
  ],
  PAIR_AND_PUSH: [[push, ["<Command>100</Command>", "<Command>100</Command><Response>7</Response>"]]],
  RESPONSE_UNBOUND: [
    [
      "WebSocket beside HTTP",
      [
        "</Responses>",
        '<Response id="7"><Name>R</Name><Content><Param>103</Param></Content></Response></Responses>',
      ],
    ],
  ],
  RESPONSE_READ: [[push, ["<Type>read</Type></Action>", "<Type>clear</Type></Action>"]]],
  COMMAND_MAKE: [[push, ['<On id="each">command</On>', '<On id="each">response</On>']]],
  CLEAR_TOO_EARLY: [
    [
      push,
      ['<On id="100">response</On><Time>after</Time>', '<On id="102">parameter</On><Time>change</Time>'],
    ],
  ],
  BINARY_INPUTS: [[pushUnicode, ['inputParameters="102"', ""]]],
  COMMAND_ASCII: [[serial, ['<Command id="10">', '<Command id="10" ascii="true">']]],
  FIXED_LENGTH: [
    [
      "serial, bytes in a Unicode protocol",
      ["<Length>2</Length><Value>0x3F54</Value>", "<Length>2</Length><Value>?T</Value>"],
    ],
  ],
  TEXT_SEPARATOR: [
    [
      "serial, bytes in a Unicode protocol",
      ["<Length>1</Length><Value>0x0D</Value>", "<Length>2</Length><Value>;</Value>"],
    ],
  ],
  TEXT_MOJIBAKE: [
    [http, ["<Description>Body 10</Description>", "<Description>TempÃ©rature extÃ©rieure</Description>"]],
  ],
  NUMERIC_STRING: [
    [
      pushUnicode,
      [
        "<Name>Message 100</Name><Description>Message 100</Description><Type>read</Type><Interprete><RawType>other</RawType>",
        "<Name>Message 100</Name><Description>Message 100</Description><Type>read</Type><Interprete><RawType>numeric text</RawType>",
      ],
    ],
  ],
  RAW_BYTES_SHOWN: [
    [
      pushUnicode,
      [
        '<Display><RTDisplay>true</RTDisplay></Display><Measurement><Type>string</Type></Measurement></Param><Param id="103">',
        '<Display><RTDisplay>true</RTDisplay><Positions><Position><Page>A</Page></Position></Positions></Display><Measurement><Type>string</Type></Measurement></Param><Param id="103">',
      ],
    ],
  ],
  TEXT_CODE_PAGE: [[push, ['{"subscribe":"all"}', "Température → 😀"]]],
  UNICODE_CONFLICT: [
    [
      "HTTP, old spelling",
      [
        "<Type>http</Type>",
        '<Type options="unicode">http</Type><Options><Encoding>ascii</Encoding></Options>',
      ],
    ],
  ],
  COLUMN_OPTIONS: [[tables, ['options=";save"', 'options="save"']]],
  TRIGGER_TIME: [
    [
      http,
      [
        "</Protocol>",
        '<Triggers><Trigger id="1"><Name>T</Name><On id="each">timer</On><Time>after</Time><Type>action</Type></Trigger></Triggers></Protocol>',
      ],
    ],
  ],
  ACTION_TYPE_ID: [[push, ["<Type>execute</Type>", '<Type id="1">execute</Type>']]],
  ACTION_TYPE: [["virtual, a button", ["<Type>increment</Type>", "<Type>execute</Type>"]]],
  GROUP_CONTENT: [[startup, ["<Type>poll action</Type>", ""]]],
  TIMER_LAST_GROUP: [[http, ["<Type>poll</Type>", "<Type>action</Type>"]]],
  STARTUP_GROUP: [
    [
      "virtual, a button",
      ['<On id="41">parameter</On><Time>change</Time>', "<On>protocol</On><Time>after startup</Time>"],
    ],
  ],
  STARTUP_QUEUE: [
    [
      startup,
      [
        '<On id="50">group</On><Type>execute next</Type>',
        '<On id="51">parameter</On><Type>run actions</Type>',
      ],
      [
        "</Protocol>",
        '<QActions><QAction id="1" name="Q" encoding="csharp" triggers="51"/></QActions></Protocol>',
      ],
    ],
  ],
  LOGIC_CIRCLE: [["virtual, a button", ['<On id="41">parameter</On>', '<On id="40">parameter</On>']]],
  ENTRY_POINTS: [[http, ['triggers="10"', 'triggers="10" entryPoint="A.B;C.D"']]],
  CONDITION_INVALID: [[push, ["id:101 == 1", "id:101 == == 1"]]],
  CONDITION_STYLE: [[push, ["id:101 == 1", "((id:101 == 1) )"]]],
  CONDITION_TABLE: [["WebSocket with a table", ["id:101 == 1", "id:1000 == 1"]]],
  QACTION_ROW: [[http, ['triggers="10"', 'triggers="10" row="true"']]],
  PLATFORM_REPLICATION: [
    [http, ["<Interprete>", "<Replication><Element>1/1</Element></Replication><Interprete>"]],
  ],
  ITEM_UNUSED: [[http, ["<Group>10</Group>", ""]]],
};
/** A shape in one line. */
const compact = (shape: string): string => (rightShapes[shape] ?? "").replaceAll(/>\s+</g, "><");

function mutated([shape, ...replaced]: Mutation): string {
  let text = compact(shape);
  for (const [from, to] of replaced) {
    expect(text, `${shape} has ${from}`).to.contain(from);
    text = text.replace(from, to);
  }
  return text;
}

/** Names of tags with text, and of attributes, and words among options. */
const names =
  /(?<=<)([A-Za-z]{4,})(?=[^<>]*>[^<]*<\/\1>)|(?<=\s)[A-Za-z]{4,}(?==")|(?<=options=")[A-Za-z]{4,}/g;

/** A text with one name misspelt: a letter less, doubled, or swapped with the next. */
function misspelt(text: string, which: number, letter: number, how: number): string {
  const all = [...text.matchAll(names)];
  const found = all[which % all.length];
  const [name = "", tag] = found ?? [];
  const at = found?.index ?? 0;
  const place = 1 + (letter % (name.length - 2));
  const [before, one, behind] = [name.slice(0, place), name.charAt(place), name.slice(place + 1)];
  const wrong =
    [before + behind, before + one + one + behind, before + behind.charAt(0) + one + behind.slice(1)][how] ??
    name;
  const rest = text.slice(at + name.length);
  return text.slice(0, at) + wrong + (tag === undefined ? rest : rest.replace(`</${tag}>`, `</${wrong}>`));
}

describe("check: right shapes", () => {
  it("there are forty, ten of them with more than 300 lines", () => {
    const lines = Object.values(rightShapes).map((text) => text.split("\n").length);
    expect(lines.length).to.be.at.least(40);
    expect(lines.filter((count) => count > 300).length).to.be.at.least(10);
  });

  for (const [name, text] of Object.entries(rightShapes)) {
    it(`${name}: nothing is found`, async () => {
      const { findings } = await checkConnector(Buffer.from(text));
      expect(findings.map(({ ruleId, message }) => `${ruleId} ${message}`)).to.deep.equal([]);
      expect((await applyFixes(Buffer.from(text), { suggestions: true })).files).to.deep.equal([]);
    });
  }

  for (const [rule, list] of Object.entries(mutations)) {
    it(`${rule} is found in mutated shapes`, async () => {
      expect(list.length).to.be.greaterThan(0);
      for (const mutation of list) {
        const { findings } = await checkConnector(Buffer.from(mutated(mutation)));
        expect(
          findings.map(({ ruleId }) => ruleId),
          JSON.stringify(mutation),
        ).to.include(rule);
      }
    });
  }

  for (const [rule, list] of Object.entries(mutations)) {
    it(`${rule}: fixes hold in mutated shapes`, async () => {
      for (const mutation of list) {
        const text = mutated(mutation);
        await expectFixesHold(text);
        if (!restored.includes(rule)) continue;
        const { files } = await applyFixes(Buffer.from(text));
        expect(files[0]?.after.text).to.equal(compact(mutation[0]));
      }
    });
  }

  it("fixes hold in shapes with a misspelt name, wherever it stands", async () => {
    const whole = fc.nat({ max: 10_000 });
    const shape = fc.constantFrom(...Object.values(rightShapes).filter((text) => text.length < 12_000));
    await fc.assert(
      fc.asyncProperty(shape, whole, whole, fc.nat({ max: 2 }), async (text, which, letter, how) => {
        await expectFixesHold(misspelt(text, which, letter, how));
      }),
      { numRuns: 60 },
    );
  });

  it("every rule on the protocol has a mutation", () => {
    const rules = Object.entries<Omit<Check, "check">>(allRules).flatMap(([id, { runtimeOnly }]) =>
      runtimeOnly === true ||
      id === "TEXT_HALF_UNIT" ||
      (Object.hasOwn(scriptChecks, id) && !Object.hasOwn(allChecks, id))
        ? []
        : [id],
    );
    expect(Object.keys(mutations)).to.have.members(rules);
  });
});
