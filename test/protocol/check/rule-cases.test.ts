/** Wrong and right cases of the rules on WebSockets, text and names. */
import {
  asciiCommand,
  bytes,
  command,
  eachCommand,
  fixed,
  group,
  handshake,
  handshaken,
  http,
  interprete,
  json,
  makeAction,
  marking,
  pair,
  param,
  params,
  qaction,
  response,
  responses,
  runs,
  sending,
  sized,
  socket,
  status,
  subprotocol,
  table,
  testCases,
  trigger,
  type RuleCases,
  unicode,
} from "../../support/protocol/rule-cases.ts";

const cases: RuleCases = {
  TAG_UNKNOWN: {
    wrong: [
      http("¦<WebSockets>true</WebSockets>"),
      "<Options>¦<Encodings>unicode</Encodings></Options>",
      "<Params>¦<Parm/></Params>",
    ],
    right: [
      http("<WebSocket>false</WebSocket><CustomRedirect>true</CustomRedirect>"),
      "<Options><Encoding>unicode</Encoding><NoTimeouts/></Options>",
      "<Display><Pages><Anything/></Pages></Display>",
    ],
  },
  ATTRIBUTE_UNKNOWN: {
    wrong: [
      ['<QActions><QAction id="1" name="Q" ¦inputParameter="1"/></QActions>', 'inputParameter="1"'],
      ['<QActions><QAction id="1" name="Q" ¦rows="true"/></QActions>', 'rows="true"'],
      [
        `<Params><Param id="1" ¦trendding = 'true'><Name>P</Name><Type>read</Type></Param></Params>`,
        "trendding = 'true'",
      ],
    ],
    right: [
      qaction('inputParameters="1" row="true" encoding="csharp"'),
      '<Params><Param id="1" trending="true" x:mark="1"><Name>P</Name><Type>read</Type></Param></Params>',
      qaction('INPUTPARAMETERS="1"'),
      '<VersionHistory><Anything a="1"/></VersionHistory>',
    ],
  },
  OPTION_UNKNOWN: {
    wrong: [
      [qaction('options="binary;¦precomple"'), "precomple"],
      ['<Type options="unicode;¦wibble">virtual</Type>', "wibble"],
      [params(param(1, interprete(), "read", ' options="¦dynamic-ip 1"')), "dynamic-ip 1"],
      [table(";save;¦foreignkeys=3"), "foreignkeys"],
      ['<Type ¦options="wib&amp;ble">virtual</Type>', 'options="wib&amp;ble"'],
    ],
    right: [
      qaction('options="Binary; queued;dllName=My.dll"'),
      '<Type options=";unicode;exportProtocol:A:100" communicationOptions="packetInfo:2,1,false">virtual</Type>',
      params(param(1, interprete(), "read", ' options="DYNAMIC IP 1"')),
      table(";save;somethingOfNoPage=3"),
      `<Pairs><Pair id="1" options="connection:1;retries:0"/></Pairs>`,
    ],
  },
  COMMAND_MAKE: {
    wrong: [
      socket() + bytes + command("", "¦") + pair() + group(),
      // The trigger of the command itself silences the one for each.
      socket() +
        bytes +
        command("", "¦") +
        pair() +
        group() +
        makeAction() +
        `<Triggers>${trigger(1, eachCommand, runs(1))}${trigger(2, '<On id="1">command</On>', runs(9))}</Triggers>`,
      socket() +
        bytes +
        command("", "¦") +
        pair() +
        group() +
        makeAction() +
        `<Triggers>${trigger(1, eachCommand, runs(1), "after")}</Triggers>`,
    ],
    right: [
      socket() +
        bytes +
        command() +
        pair() +
        group() +
        makeAction() +
        `<Triggers>${trigger(1, eachCommand, runs(1))}</Triggers>`,
      socket() +
        bytes +
        command() +
        pair() +
        group() +
        makeAction() +
        `<Triggers>${trigger(1, eachCommand, runs(2, "trigger"))}${trigger(2, "", runs(1), "")}</Triggers>`,
      socket() + bytes + command() + pair() + group() + makeAction('<On id="1">command</On>'),
      // Made when the pair is executed.
      http("<WebSocket>true</WebSocket>") + bytes + command() + pair() + group(),
      socket() + bytes + command() + pair(),
      socket() + bytes + command() + pair() + group(' connection="1"'),
    ],
  },
  WEBSOCKET_FORGOTTEN: {
    wrong: [
      marking(http("<WebSocketHandshake>9</WebSocketHandshake>")) + handshake(' pid="1">'),
      marking(http("<NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs>")) +
        params(status),
      marking(http("")) +
        params(
          param(1, interprete("<DefaultValue>wss://a/b</DefaultValue>"), "read", ' options="dynamic ip"'),
        ),
    ],
    right: [
      socket() + params(status),
      http("") +
        params(
          param(1, interprete("<DefaultValue>10.0.0.1:80</DefaultValue>"), "read", ' options="dynamic ip"'),
        ),
      http("") + params(param(1, interprete("<DefaultValue>ws://a</DefaultValue>"))),
    ],
  },
  WEBSOCKET_STATUS: {
    wrong: [
      marking(http("<WebSocket>true</WebSocket>")) + bytes + command() + pair() + group(),
      socket() + params(fixed(1, "0x01"), `¦${param(7)}`) + command() + pair() + group(),
      marking(http("<WebSocket>true</WebSocket>", 1)) +
        bytes +
        command() +
        pair(' options="connection:1"') +
        group(),
    ],
    right: [
      socket() + bytes + command() + pair() + group(),
      http("<WebSocket>true</WebSocket>") + params(param(1)),
      http("<WebSocket>true</WebSocket>", 1) + bytes + command() + pair() + group(' connection="0"'),
    ],
  },
  STATUS_UNUSED: {
    wrong: [
      sending(params(fixed(1, "0x01"), `¦${status}`)),
      // A condition on another parameter, and a script that names neither the number nor the name.
      sending(params(fixed(1, "0x01"), `¦${status}`, param(8))).replace(
        "<Content><Pair>",
        "<Condition>id:8 == 1</Condition><Content><Pair>",
      ) + '<QActions><QAction id="1" name="Q">protocol.GetParameter(17);</QAction></QActions>',
      sending(params(fixed(1, "0x01"), `¦${status}`)) +
        `<Triggers>${trigger(1, '<On id="1">parameter</On>', runs(1), "change")}</Triggers>`,
    ],
    right: [
      sending(params(fixed(1, "0x01"), status)).replace(
        "<Content><Pair>",
        "<Condition>id:7 == 1</Condition><Content><Pair>",
      ),
      sending(params(fixed(1, "0x01"), status)) +
        `<Triggers>${trigger(1, '<On id="7">parameter</On>', runs(1), "change")}</Triggers>`,
      // A script that is not in the file may look at it; so does one that names it.
      sending(params(fixed(1, "0x01"), status)) + qaction('triggers="1"'),
      ...["7", "Parameter.p7"].map(
        (name) =>
          sending(params(fixed(1, "0x01"), status)) +
          `<QActions><QAction id="1" name="Q">protocol.GetParameter(${name});</QAction></QActions>`,
      ),
      socket() + params(status),
    ],
  },
  DYNAMIC_IP_MISSING: {
    wrong: [
      marking(socket()) + params(status),
      marking(socket("", 1)) + params(status, param(1, interprete(), "read", ' options="dynamic ip 2"')),
      marking(socket("<WebSocketHandshake>9</WebSocketHandshake>")) + params(status) + handshake(' pid="7">'),
    ],
    right: [
      socket() + params(status, param(1, interprete(), "read", ' options="dynamic ip"')),
      socket("", 1) + params(status, param(1, interprete(), "read", ' options="Dynamic IP 1"')),
      // DYNAMIC_IP_CONNECTION says what is wrong here.
      socket("", 1) + params(status, param(1, interprete(), "read", ' options="dynamic ip"')),
      http("") + params(status),
    ],
  },
  DYNAMIC_IP_CONNECTION: {
    wrong: ["dynamic ip", "Dynamic  IP", "dynamic ip; loadOID"]
      .map(
        (option) =>
          socket("", 1) + params(status, `¦${param(1, interprete(), "read", ` options="${option}"`)}`),
      )
      .concat(
        // It may be meant for connection 0, and then the WebSocket has none.
        socket("", 1).replace(
          "<Connections>",
          '<Connections><Connection id="0" name="B"><Http/></Connection>',
        ) + params(status, `¦${param(1, interprete(), "read", ' options="dynamic ip"')}`),
      ),
    right: [
      socket("", 1) + params(status, param(1, interprete(), "read", ' options="dynamic ip 1"')),
      socket("", 0) + params(status, param(1, interprete(), "read", ' options="dynamic ip"')),
      socket("", 1).replace(
        "<Connections>",
        '<Connections><Connection id="0" name="B"><Http/></Connection>',
      ) +
        params(
          status,
          param(1, interprete(), "read", ' options="dynamic ip"'),
          param(2, interprete(), "read", ' options="dynamic ip 1"'),
        ),
    ],
  },
  HANDSHAKE_LITERAL: {
    wrong: [
      handshaken + params(status) + handshake(' url="/chat">', "¦"),
      handshaken + params(status) + handshake(' url="chat/1">', "¦"),
      handshaken +
        params(status) +
        handshake(' pid="7"><Headers>¦<Header key="Origin">here</Header></Headers>'),
    ],
    right: [
      handshaken + params(status) + handshake(' url="/">'),
      handshaken + params(status) + handshake(' url="7"><Headers><Header key="Origin" pid="7"/></Headers>'),
      handshaken + params(status) + handshake(' pid="7"><Headers><Header key="Origin">7</Header></Headers>'),
      http("") + handshake(' url="/chat">'),
    ],
  },
  HANDSHAKE_HEADER: {
    wrong: ["Upgrade", "sec-websocket-key", "HOST"].map(
      (key) =>
        handshaken +
        params(status) +
        handshake(` pid="7"><Headers>¦<Header key="${key}" pid="7"/></Headers>`),
    ),
    right: ["Origin", "Sec-WebSocket-Protocol", "Cookie"].map(
      (key) =>
        handshaken + params(status) + handshake(` pid="7"><Headers><Header key="${key}" pid="7"/></Headers>`),
    ),
  },
  HANDSHAKE_SUBPROTOCOL: {
    wrong: [
      handshaken + params(status) + subprotocol("¦", "/>"),
      handshaken + params(status, param(8)) + subprotocol("¦", ' pid="8"/>'),
      handshaken + params(status, param(8)) + subprotocol("¦", ">8</Header>"),
      handshaken + params(status, fixed(8, "")) + subprotocol("¦", ' pid="8"/>'),
    ],
    right: [
      handshaken +
        params(status, param(8, interprete("<DefaultValue>chat</DefaultValue>"))) +
        subprotocol("", ' pid="8"/>'),
      handshaken + params(status, fixed(8, "chat")) + subprotocol("", ">8</Header>"),
      handshaken +
        params(status, param(8).replace("<Param ", '<Param save="true" ')) +
        subprotocol("", ' pid="8"/>'),
      // A write parameter, an action or a script may fill it.
      handshaken +
        params(status, param(8), param(9, interprete(), "write").replace("P9", "P8")) +
        subprotocol("", ' pid="8"/>'),
      handshaken + params(status, param(8)) + subprotocol("", ' pid="8"/>') + qaction('triggers="7"'),
      handshaken +
        params(status, param(8)) +
        subprotocol("", ' pid="8"/>') +
        '<Actions><Action id="1"><On id="8">parameter</On><Type id="7">copy</Type></Action></Actions>',
      handshaken + params(status) + handshake(' pid="7"><Headers><Header key="Origin"/></Headers>'),
    ],
  },
  COMMAND_FRAME: {
    wrong: [
      socket() + json + command("", "¦") + pair() + group(),
      socket() + params(fixed(1, "SUBSCRIBE all"), status) + command("", "¦") + pair() + group(),
      socket("", 1) + json + command("", "¦") + pair(' options="connection:1"') + group(),
    ],
    right: [
      socket() + json + command("<WebSocketMessageType>text</WebSocketMessageType>") + pair() + group(),
      socket() + json + command("<WebSocketMessageType>binary</WebSocketMessageType>") + pair() + group(),
      socket() + bytes + command() + pair() + group(),
      http("") + json + command() + pair() + group(),
    ],
  },
  RESPONSE_AMBIGUOUS: {
    wrong: [
      socket() + params(status, param(1), param(2)) + responses(response(1, 1), response(2, 2, "", "¦")),
      socket() +
        params(status, param(1)) +
        responses(response(1, 1, ' options="Connection:0"'), response(2, 1, "", "¦")),
      socket("", 1) +
        params(status, param(1), param(2)) +
        responses(response(1, 1, ' options="Connection:1"'), response(2, 2, ' options="connection:1"', "¦")),
    ],
    right: [
      socket() + params(status, param(1)) + responses(response(1, 1)),
      socket() +
        params(status, param(1), param(2)) +
        responses(response(1, 1), response(2, 2, ' options="Connection:1"')),
      socket() +
        params(status, param(1), param(2, interprete("<Length>4</Length>", "string", "fixed"))) +
        responses(response(1, 2), response(2, 1)),
    ],
  },
  BINARY_INPUTS: {
    wrong: ['options="binary"', 'triggers="1" options="binary"', 'options="Queued;BINARY"'].map(
      (attributes) => `<QActions>¦<QAction id="1" name="Q" ${attributes}/></QActions>` + params(param(1)),
    ),
    right: ['options="queued"', 'inputParameters="1" options="binary"', 'inputParameters="1"'].map(
      (attributes) => qaction(attributes) + params(param(1)),
    ),
  },
  COMMAND_ASCII: {
    wrong: [
      params(fixed(1, "A")) + asciiCommand("true", "¦"),
      unicode + params(param(1, interprete("", "double"))) + asciiCommand("1", "¦"),
      unicode + params(fixed(1, "0x41")) + asciiCommand("1", "¦"),
      unicode + params(fixed(1, "A"), param(2)) + asciiCommand("2", "¦"),
    ],
    right: [
      unicode + params(fixed(1, "A")) + asciiCommand("true"),
      unicode + params(fixed(1, "A")) + asciiCommand("1"),
      unicode + params(fixed(1, "0x41")) + asciiCommand("true"),
      params(fixed(1, "A")) + command(),
    ],
  },
  FIXED_LENGTH: {
    wrong: [
      unicode + params(`¦${sized(1, "AB", 2)}`),
      unicode + params(`¦${sized(1, "AB", 5)}`),
      unicode + params(`¦${sized(1, "\u{1f600}", 2)}`),
    ],
    right: [
      unicode + params(sized(1, "AB", 4)),
      unicode + params(sized(1, "AB", 8)),
      unicode + params(sized(1, "0x4142", 2)),
      params(sized(1, "AB", 2)),
    ],
  },
  TEXT_SEPARATOR: {
    wrong: [
      unicode + params(`¦${fixed(1, ":")}`) + responses(response(1, 1)),
      unicode +
        params(`¦${fixed(1, "OK").replace(">fixed</Type>", ">trailer</Type>")}`) +
        responses(response(1, 1)),
      unicode +
        params(`¦${fixed(1, ";")}`, param(2).replace("<LengthType>", '<LengthType id="1">')) +
        responses(response(1, 2)),
    ],
    right: [
      unicode + params(fixed(1, "0x3A")) + responses(response(1, 1)),
      params(fixed(1, ":")) + responses(response(1, 1)),
      unicode + params(fixed(1, ":")) + command(),
      unicode + params(param(1)) + responses(response(1, 1)),
    ],
  },
  TEXT_MOJIBAKE: {
    wrong: [
      params('<Param id="1">¦<Name>TempÃ©rature extÃ©rieure</Name><Type>read</Type></Param>'),
      params(
        '<Param id="1"><Name>A</Name>¦<Description>Temperatur in â‚¬ und Â°C, ZÃ¼rich</Description><Type>read</Type></Param>',
      ),
      ['<QActions><QAction id="1" ¦name="GerÃ¤t prÃ¼fen"/></QActions>', 'name="GerÃ¤t prÃ¼fen"'],
    ],
    right: [
      params('<Param id="1"><Name>Température extérieure</Name><Type>read</Type></Param>'),
      params(
        '<Param id="1"><Name>AMANHÃ</Name><Description>Жук 温度 °C €</Description><Type>read</Type></Param>',
      ),
      "<VersionHistory><Name>TempÃ©rature extÃ©rieure</Name></VersionHistory>",
    ],
  },
  SUPPRESSION_UNPAIRED: {
    wrong: [
      ["¦<!-- SuppressValidator ID_RESERVED ours -->", "<!-- SuppressValidator ID_RESERVED ours -->"],
      ["¦<!-- /SuppressValidator ID_RESERVED -->", "<!-- /SuppressValidator ID_RESERVED -->"],
      ["¦<!--SuppressValidator A b--><!--/SuppressValidator C-->", "<!--SuppressValidator A b-->"],
    ],
    right: [
      "<!-- SuppressValidator ID_RESERVED ours --><!-- /SuppressValidator ID_RESERVED -->",
      "<!-- SuppressValidator 1.2.3 of the official validator -->",
      '<QActions><QAction id="1" name="Q"><![CDATA[<!-- SuppressValidator A b -->]]></QAction></QActions>',
    ],
  },
};

describe("protocol/check: wrong and right cases of rules", () => {
  testCases(cases);
});
