/** Wrong and right cases of the rules on numbers, ids, references, connections, and what does not go together. */
import {
  http,
  param,
  params,
  socket,
  testCases,
  unicode,
  type RuleCases,
} from "../../support/protocol/rule-cases.ts";

const wrap =
  (tag: string) =>
  (...all: readonly string[]): string =>
    `<${tag}>${all.join("")}</${tag}>`;
const groups = wrap("Groups");
const triggers = wrap("Triggers");
const actions = wrap("Actions");
const timers = wrap("Timers");
const pairs = wrap("Pairs");
const qactions = wrap("QActions");
const group = (inside: string, more = 'id="1"', mark = ""): string =>
  `${mark}<Group ${more}>${inside}</Group>`;
const content = (inside: string): string => `<Content>${inside}</Content>`;
const trigger = (on: string, time: string, mark = ""): string =>
  `${mark}<Trigger id="1"><Name>T</Name>${on}<Time>${time}</Time><Type>action</Type></Trigger>`;
const action = (on: string, type: string): string => `<Action id="1"><On${on}</On>${type}</Action>`;
const timer = (time: string, inside = "", name = "T", id = 1): string =>
  `<Timer id="${String(id)}"><Name>${name}</Name><Time>${time}</Time>${inside}</Timer>`;
const two = (first: string, second: string): string =>
  `<Connections><Connection id="0" name="A">${first}</Connection><Connection id="1" name="B">${second}</Connection></Connections>`;
const polling = "<CommunicationOptions><RedundantPolling>true</RedundantPolling></CommunicationOptions>";
const read = (id: number): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>read</Type></Param>`;
const waiting = groups(group(`<Condition>MARKED</Condition>`));
const columns = (attribute: string): string =>
  params(
    `<Param id="1"><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="2" ${attribute}/></ArrayOptions></Param>`,
    read(2),
  );
const condition = (text: string): string => waiting.replace("MARKED", text);
const webSocket = (options: string): string => http(`<WebSocket>true</WebSocket>${options}`);
const made = "<MakeCommandByProtocol>true</MakeCommandByProtocol>";
const session = (connections: string): string => `<HTTP><Session id="9">${connections}</Session></HTTP>`;
const response = (inside: string, mark = ""): string =>
  `<Responses>${mark}<Response id="1"><Name>R</Name>${content(inside)}</Response></Responses>`;
const readAction = `${triggers(
  '<Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>',
)}${actions('<Action id="1"><On>response</On><Type>read</Type></Action>')}`;

const cases: RuleCases = {
  XML_MALFORMED: {
    wrong: ["<Name>x¦</Params>", "<Params>¦</Param></Params>", "<Groups><Group id='1'>¦</Groups>"],
    right: ["<Name>x</Name>", "<Params/>", "<Name><![CDATA[a < b & c]]></Name>"],
  },
  XML_ENTITY: {
    wrong: [
      "<Name>a¦&nbsp;b</Name>",
      "<Name>¦&hellip;</Name>",
      '<Pairs><Pair id="1" options="¦&euro;"/></Pairs>',
    ],
    right: ["<Name>a &amp; b</Name>", "<Name>&#160;&#x20AC;</Name>", "<Name><![CDATA[&nbsp;]]></Name>"],
  },
  TAG_REPEATED: {
    wrong: [
      "<Params/>¦<Params/>",
      groups(group("<Type>poll</Type>¦<Type>poll</Type>")),
      timers(`<Timer id="1"><Name>T</Name><Time>1</Time>¦<Time>2</Time></Timer>`),
    ],
    right: [
      "<Params/><Groups/>",
      groups(group(content("<Pair>1</Pair><Pair>2</Pair>"))),
      params(read(1), read(2)),
    ],
  },
  TAG_MISSING: {
    wrong: [
      actions('¦<Action id="1"/>'),
      actions('¦<Action id="1"><On>group</On></Action>'),
      params('¦<Param id="1"><Name>P</Name></Param>'),
    ],
    right: [actions(action(">protocol", "<Type>sleep</Type>")), params(read(1)), timers(timer("1000"))],
  },
  NUMBER_INVALID: {
    wrong: [
      pairs('<Pair id="1" ¦timeout="soon"/>'),
      groups(group("", 'id="1" ¦connection="first"')),
      params('<Param id="1"><Type>read</Type><Interprete><Length>¦two</Length></Interprete></Param>'),
    ],
    right: [
      pairs('<Pair id="1" timeout=" 500 "/>'),
      groups(group("", 'id="1" connection="0"')),
      params('<Param id="1"><Type>read</Type><Interprete><Length>2</Length></Interprete></Param>'),
    ],
  },
  NUMBER_RANGE: {
    wrong: [
      "<Type>http</Type><PortSettings><Retries><DefaultValue>¦11</DefaultValue></Retries></PortSettings>",
      "<Type>http</Type><PortSettings><TimeoutTime><DefaultValue>¦9</DefaultValue></TimeoutTime></PortSettings>",
      "<Type>http</Type><PortSettings><TimeoutTime><DefaultValue>¦120001</DefaultValue></TimeoutTime></PortSettings>",
    ],
    right: [
      "<Type>http</Type><PortSettings><Retries><DefaultValue>10</DefaultValue></Retries></PortSettings>",
      "<Type>http</Type><PortSettings><TimeoutTime><DefaultValue>10</DefaultValue></TimeoutTime></PortSettings>",
      "<Type>http</Type><PortSettings><TimeoutTime><DefaultValue>120000</DefaultValue></TimeoutTime></PortSettings>",
    ],
  },
  VALUE_UNKNOWN: {
    wrong: [
      groups(group("<Type> ¦polling</Type>")),
      "<Options><Encoding>¦utf8</Encoding></Options>",
      params('<Param id="1"><Type>read</Type><Interprete><RawType>¦texts</RawType></Interprete></Param>'),
    ],
    right: [
      groups(group("<Type> Poll Action </Type>")),
      "<Options><Encoding>Unicode</Encoding></Options>",
      params(
        '<Param id="1"><Type>read</Type><Interprete><RawType>numeric text</RawType></Interprete></Param>',
      ),
    ],
  },
  ID_MISSING: {
    wrong: [
      groups("¦<Group/>"),
      params("¦<Param><Name>P</Name></Param>"),
      timers("¦<Timer><Time>1</Time></Timer>"),
    ],
    right: [groups(group("")), params(read(1)), timers(timer("1"))],
  },
  ID_DUPLICATE: {
    wrong: [
      groups('<Group id="1"/><Group ¦id="1"/>'),
      params(read(1), read(1).replace('id="1"', '¦id="1"')),
      timers(timer("1"), timer("1", "", "U").replace('id="1"', '¦id="01"')),
    ],
    right: [
      groups('<Group id="1"/><Group id="2"/>'),
      params(read(1), read(2)),
      params(read(1)) + groups(group("")),
    ],
  },
  ID_OUT_OF_RANGE: {
    wrong: [
      groups('<Group ¦id="65000"/>'),
      params(read(64300).replace("id=", "¦id=")),
      timers(timer("1").replace('id="1"', '¦id="0"')),
    ],
    right: [groups('<Group id="-1"/>'), params(read(0), read(64299)), params(read(1_000_000))],
  },
  ID_RESERVED: {
    wrong: [64_000, 79_999, 9_990_000].map((id) => params(read(id).replace("id=", "¦id="))),
    right: [params(read(63_999)), params(read(1_000_000)), groups('<Group id="64001"/>')],
  },
  NAME_DUPLICATE: {
    wrong: [
      timers(timer("1"), `¦${timer("1", "", "t", 2)}`),
      params(read(1), `¦${read(2).replace("P2", "P1")}`),
      qactions('<QAction id="1" name="Q"/>¦<QAction id="2" name="Q"/>'),
    ],
    right: [
      timers(timer("1"), timer("1", "", "U", 2)),
      params(read(1), read(2).replace("P2", "P1").replace("<Type>read", "<Type>write")),
      groups('<Group id="1"><Name>G</Name></Group><Group id="2"><Name>G</Name></Group>'),
    ],
  },
  REFERENCE_DANGLING: {
    wrong: [
      groups(group(content("¦<Pair>1</Pair>"))),
      timers(`¦${timer("1", content("<Group>1</Group>"))}`),
      `<Commands>¦<Command id="1"><Name>C</Name>${content("<Param>1</Param>")}</Command></Commands>`,
    ],
    right: [
      groups(group(content("<Pair>1</Pair>"))) + pairs('<Pair id="1"/>'),
      timers(timer("1", content("<Group>1</Group>"))) + groups(group("")),
      params(read(1)) +
        `<Commands><Command id="1"><Name>C</Name>${content("<Param>1</Param>")}</Command></Commands>`,
    ],
  },
  CONNECTION_SPELLINGS: {
    wrong: [
      "¦<Type>http</Type><Connections/>",
      `¦<Type>serial</Type>${http("")}`,
      `${http("")}¦<Type>virtual</Type>`,
    ],
    right: ["<Type>http</Type>", http(""), `<Type options="unicode"/>${http("")}`],
  },
  CONNECTION_MIXED: {
    wrong: [
      `¦${two("<Type>http</Type>", "<Http/>")}`,
      `¦${two("<Serial/>", "<Type>serial</Type>")}`,
      `¦${two("<Http/>", "<Type>snmp</Type>")}`,
    ],
    right: [two("<Http/>", "<Http/>"), two("<Type>http</Type>", "<Type>http</Type>"), http("")],
  },
  CONNECTION_UNKNOWN: {
    wrong: [
      "<Type>http</Type>" + groups(group("", 'id="1" connection="1"', "¦")),
      http("") + groups(group("", 'id="1" connection="2"', "¦")),
      two("<Http/>", "<Http/>") + groups(group("", 'id="1" connection="7"', "¦")),
    ],
    right: [
      "<Type>http</Type>" + groups(group("", 'id="1" connection="0"')),
      two("<Http/>", "<Http/>") + groups(group("", 'id="1" connection="1"')),
      http("") + groups(group("")),
    ],
  },
  WEBSOCKET_MAKE: {
    wrong: [
      "",
      "<CustomRedirect>true</CustomRedirect>",
      "<MakeCommandByProtocol>false</MakeCommandByProtocol>",
    ].map((options) => webSocket(options).replace("<Connection ", "¦<Connection ")),
    right: [webSocket(made), http(""), socket()],
  },
  WEBSOCKET_REDUNDANT: {
    wrong: [made, "", "<CustomRedirect>true</CustomRedirect>"].map((options) =>
      webSocket(`${options}<RedundantPolling>true</RedundantPolling>`).replace(
        "<Connection ",
        "¦<Connection ",
      ),
    ),
    right: [
      webSocket(made),
      webSocket("<RedundantPolling>false</RedundantPolling>"),
      two(`<Http>${polling}</Http>`, "<Http/>"),
    ],
  },
  WEBSOCKET_KIND: {
    wrong: ["Serial", "SmartSerial", "Snmp"].map((kind) =>
      http("<WebSocket>true</WebSocket>")
        .replace("<Http>", `<${kind}>`)
        .replace("</Http>", `</${kind}>`)
        .replace("<Connection ", "¦<Connection "),
    ),
    right: [
      http("<WebSocket>true</WebSocket>"),
      http("<WebSocket>false</WebSocket>").replaceAll("Http", "Serial"),
      http("").replaceAll("Http", "Serial"),
    ],
  },
  HANDSHAKE_CONNECTIONS: {
    wrong: [
      session('<Connection id="1"/>¦<Connection id="2"/>'),
      session('<Connection id="1"/>¦<Connection id="2"/><Connection id="3"/>'),
      session("").replace("<Session", "¦<Session"),
    ].map((one) => webSocket("<WebSocketHandshake>9</WebSocketHandshake>") + one),
    right: [
      webSocket("<WebSocketHandshake>9</WebSocketHandshake>") + session('<Connection id="1"/>'),
      http("") + session('<Connection id="1"/><Connection id="2"/>'),
      webSocket("") + session('<Connection id="1"/><Connection id="2"/>'),
    ],
  },
  PAIR_CONNECTION: {
    wrong: [0, 2, 3].map(
      (connection) =>
        groups(group(content("¦<Pair>1</Pair>"), `id="1" connection="${String(connection)}"`)) +
        pairs('<Pair id="1" options="connection:1"/>'),
    ),
    right: [
      groups(group(content("<Pair>1</Pair>"), 'id="1" connection="1"')) +
        pairs('<Pair id="1" options="connection:1"/>'),
      groups(group(content("<Pair>1</Pair>"))) + pairs('<Pair id="1" options="connection:1"/>'),
      groups(group(content("<Pair>1</Pair>"), 'id="1" connection="1"')) + pairs('<Pair id="1"/>'),
    ],
  },
  THREAD_IDS: {
    wrong: [
      '<Threads><Thread id="1" connection="1"/>¦<Thread connection="2"/></Threads>',
      '<Threads>¦<Thread connection="1"/><Thread id="2" connection="2"/></Threads>',
      '<Threads><Thread id="1" connection="1"/><Thread id="2" connection="2"/>¦<Thread connection="3"/></Threads>',
    ],
    right: [
      '<Threads><Thread id="1" connection="1"/><Thread id="2" connection="2"/></Threads>',
      '<Threads><Thread connection="1"/><Thread connection="2"/></Threads>',
      "<Threads/>",
    ],
  },
  UNICODE_CONFLICT: {
    wrong: [
      '<Type options="unicode">http</Type><Options><Encoding>¦ascii</Encoding></Options>',
      '<Type options="exportProtocol:A:100;unicode">http</Type><Options><Encoding>¦ASCII</Encoding></Options>',
      '<Type options="exportProtocol:A:100">http</Type><Options><Encoding>¦unicode</Encoding></Options>',
    ],
    right: [
      '<Type options="unicode">http</Type><Options><Encoding>unicode</Encoding></Options>',
      '<Type options="unicode">http</Type>',
      `<Type>http</Type>${unicode}`,
    ],
  },
  DYNAMIC_IP: {
    wrong: ["write", "array", "dummy"].map((type) =>
      params(`¦${param(1, "", type, ' options="dynamic ip"')}`),
    ),
    right: [
      params(param(1, "", "read", ' options="dynamic ip"')),
      params(param(1, "", "write")),
      params(read(1)),
    ],
  },
  TRIGGER_TIME: {
    wrong: [
      triggers(trigger('<On id="each">timer</On>', "¦after")),
      triggers(trigger('<On id="1">parameter</On>', "¦before")),
      triggers(trigger('<On id="1">response</On>', "¦change")),
    ],
    right: [
      triggers(trigger('<On id="1">parameter</On>', "change")),
      triggers(trigger('<On id="each">response</On>', "before")),
      triggers(trigger("<On>protocol</On>", "after startup")),
    ],
  },
  ACTION_TYPE_ID: {
    wrong: ["execute", "execute next", "add to execute"].map((type) =>
      actions(action(' id="1">group', `<Type ¦id="1">${type}</Type>`)),
    ),
    right: [
      actions(action(' id="1">group', "<Type>execute</Type>")),
      actions(action(' id="1">parameter', '<Type id="2">copy</Type>')),
      actions(action(' id="1">parameter', '<Type id="2">append</Type>')),
    ],
  },
  ACTION_TYPE: {
    wrong: [
      actions(action(">timer", "¦<Type>copy</Type>")),
      actions(action(' id="1">group', "¦<Type>clear</Type>")),
      actions(action(">response", "¦<Type>make</Type>")),
    ],
    right: [
      actions(action(' id="1">timer', "<Type>start</Type>")),
      actions(action(' id="1">group', "<Type>execute</Type>")),
      actions(action(">response", "<Type>read</Type>")),
    ],
  },
  GROUP_CONTENT: {
    wrong: [
      groups(group(content("¦<Action>1</Action>"))),
      groups(group(`<Type>action</Type>${content("¦<Trigger>1</Trigger>")}`)),
      groups(group(`<Type>poll</Type>${content("<Pair>1</Pair>¦<Param>1</Param>")}`)),
    ],
    right: [
      groups(group(content("<Pair>1</Pair>"))),
      groups(group(`<Type>poll action</Type>${content("<Action>1</Action>")}`)),
      groups(group(`<Type>trigger</Type>${content("<Trigger>1</Trigger>")}`)),
    ],
  },
  TIMER_LAST_GROUP: {
    wrong: ["action", "trigger", "Action"].map(
      (type) => groups(group(`<Type>${type}</Type>`)) + timers(`¦${timer("1", content("<Group>1</Group>"))}`),
    ),
    right: ["poll", "poll action", "poll trigger"].map(
      (type) => groups(group(`<Type>${type}</Type>`)) + timers(timer("1", content("<Group>1</Group>"))),
    ),
  },
  STARTUP_GROUP: {
    wrong: [
      triggers(trigger("<On>protocol</On>", "after startup", "¦")),
      triggers(trigger("<On>Protocol</On>", "After Startup", "¦")),
      groups() + triggers(trigger("<On>protocol</On>", "after startup", "¦")),
    ],
    right: [
      groups(group("")) + triggers(trigger("<On>protocol</On>", "after startup")),
      triggers(trigger('<On id="1">parameter</On>', "change")),
      groups(group("")),
    ],
  },
  RESPONSE_READ: {
    wrong: [
      params(param(1)) + response("<Param>1</Param>", "¦"),
      params(param(1)) + response("<Param>1</Param>", "¦") + readAction.replace(">before<", ">after<"),
      params(param(1)) + response("<Param>1</Param>", "¦") + readAction.replace(">read<", ">clear<"),
    ],
    right: [
      params(param(1)) + response("<Param>1</Param>") + readAction,
      params(param(1)) + response("<Param>1</Param>") + readAction.replace('id="each"', 'id="1"'),
      response(""),
    ],
  },
  ENTRY_POINTS: {
    wrong: [
      'triggers="1" ¦entryPoint="A;B"',
      'triggers="1;2" ¦entryPoint="A"',
      'triggers="1;2" ¦entryPoint="A;B;C"',
    ].map((attributes) => params(read(1), read(2)) + qactions(`<QAction id="1" name="Q" ${attributes}/>`)),
    right: ['triggers="1" entryPoint="A"', 'triggers="1;2" entryPoint="A;B"', 'triggers="1;2"'].map(
      (attributes) => params(read(1), read(2)) + qactions(`<QAction id="1" name="Q" ${attributes}/>`),
    ),
  },
  CONDITION_INVALID: {
    wrong: ["¦id:65008==1", "id:65008 ==¦ ", "¦(id:65008 == 1"].map(condition),
    right: ["id:65008 == 1", "(id:65008 == 1) AND (id:65008 != 2)", 'id:65008 == "a b"'].map(condition),
  },
  CONDITION_STYLE: {
    wrong: ["(¦(id:65008 == 1) )", "( (id:65008 == 1)¦)", "(¦(id:65008 == 1) OR (id:65008 == 2) )"].map(
      condition,
    ),
    right: ["id:65008 == 1", "( (id:65008 == 1) )", "(id:65008 == 1) OR (id:65008 == 2)"].map(condition),
  },
  NUMBER_LIMIT: {
    wrong: ["99999999999999999999", "1000000000000000000000", "88888888888888888888888"].map((length) =>
      params(`<Param id="1"><Type>read</Type><Interprete><Length>¦${length}</Length></Interprete></Param>`),
    ),
    right: ["1", "10", "65535"].map((length) =>
      params(`<Param id="1"><Type>read</Type><Interprete><Length>${length}</Length></Interprete></Param>`),
    ),
  },
  REDUNDANT_PAIR: {
    wrong: ["serial", "http", "snmp"].map(
      (kind) => `¦<Type communicationOptions="redundantPolling">${kind}</Type>`,
    ),
    right: ["<Type>serial</Type>", two(`<Http>${polling}</Http>`, "<Http/>"), two("<Http/>", "<Serial/>")],
  },
  RESPONSE_CONNECTION: {
    wrong: ["", ' options="Connection:0"', ' options="Connection:2"'].map(
      (options) =>
        `${socket("", 1).replace("<Connection ", "¦<Connection ")}<Responses><Response id="1"/><Response id="2"${options}/></Responses>`,
    ),
    right: [
      `${socket("", 1)}<Responses><Response id="1"/><Response id="2" options="Connection:1"/></Responses>`,
      `${socket()}<Responses><Response id="1"/></Responses>`,
      socket("", 1),
    ],
  },
  COLUMN_OPTIONS: {
    wrong: ["save", "Save", "save;"].map((options) => columns(`¦options="${options}"`)),
    right: [";save", "", ";foreignKey=5"].map((options) => columns(`options="${options}"`)),
  },
  PLATFORM_REPLICATION: {
    wrong: [1, 2, 3].map((id) => params(`¦${param(id, "<Replication/>")}`)),
    right: [params(read(1)), params(read(1), read(2)), params(param(1, "", "write"))],
  },
};

describe("protocol/check: wrong and right cases of rules on what is read", () => {
  testCases(cases);
});
