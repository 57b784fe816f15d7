/** Right connectors of many shapes: nothing in them is a mistake, and nothing may be found. */
import {
  button,
  connection,
  connections,
  fixed,
  group,
  httpPoll,
  makeAndRead,
  named,
  number,
  protocolOf,
  push,
  qaction,
  readAll,
  serialPoll,
  settings,
  snmpPoll,
  startup,
  table,
  text,
  timer,
  trigger,
  typed,
  webSocket,
  type Part,
} from "./connector-parts.ts";

const http = connections(connection(0, "Http"));
const socket = connections(connection(0, "Http", webSocket(101)));
const serial = typed("serial");
const handshake: Part = {
  Params: [text(80, "Path"), text(81, "Token")],
  HTTP: [
    '<Session id="9" name="Handshake"><Connection id="1"><Request verb="GET" pid="80"><Headers><Header key="Authorization" pid="81"/><Header key="Sec-WebSocket-Protocol" pid="81"/></Headers></Request></Connection></Session>',
  ],
};
const heartbeat: Part = {
  Params: [fixed(90, "Ping", "0x7B7D")],
  Commands: [
    named(
      "Command",
      90,
      "<WebSocketMessageType>text</WebSocketMessageType><Content><Param>90</Param></Content>",
    ),
  ],
  Pairs: [named("Pair", 90, "<Content><Command>90</Command></Content>")],
  Groups: [group(90, "Pair", [90], ' connection="0"', "<Condition><![CDATA[id:101 == 1]]></Condition>")],
  Timers: [timer(90, [90], 1000)],
};
const login: Part = {
  Params: [text(70, "User", "read", "", ' save="true"'), text(71, "Password", "read", "", ' save="true"')],
};
/** Copies a value between two states, which is no trap: an equal value changes nothing. */
const states: Part = {
  Params: [number(60, "State"), number(61, "State Before")],
  Triggers: [
    trigger(
      60,
      '<On id="60">parameter</On>',
      "change",
      [60],
      "<Condition><![CDATA[id:60 > 0 AND id:60 < 9]]></Condition>",
    ),
  ],
  Actions: [named("Action", 60, '<On id="61">parameter</On><Type id="60">copy</Type>')],
  QActions: [qaction(60, 'triggers="61"')],
};
/** A second kind of message on connection 1: those that begin with `[`, beside those with `{`. */
const arrays: Part = {
  Params: [fixed(110, "Object", "0x7B"), fixed(111, "Array", "0x5B")],
  Responses: [
    named(
      "Response",
      101,
      "<Content><Param>111</Param><Param>103</Param></Content>",
      ' options="Connection:1"',
    ),
  ],
};
const menu: Part = {
  Params: [
    text(3001, "Sources_ContextMenu", "write").replace("<Measurement><Type>string</Type></Measurement>", ""),
  ],
  QActions: [qaction(3001, 'triggers="3001"')],
};

/** Protocols by name. The last ten have more than 300 lines. */
export const rightShapes: Readonly<Record<string, string>> = {
  "HTTP, polled": protocolOf({ connections: http }, [httpPoll(10, 0)]),
  "HTTP, polled, Unicode": protocolOf({ connections: http, unicode: true }, [httpPoll(10, 0)]),
  "HTTP, two sessions": protocolOf({ connections: http }, [httpPoll(10, 0), httpPoll(20, 0)]),
  "HTTP, old spelling": protocolOf({ connections: typed("http") }, [httpPoll(10, 0)]),
  "HTTP, two connections": protocolOf(
    { connections: connections(connection(0, "Http"), connection(1, "Http")) },
    [httpPoll(10, 0), httpPoll(20, 1)],
  ),
  "HTTP, posted with a login": protocolOf({ connections: http }, [
    httpPoll(10, 0, 'verb="POST" url="/api" '),
    login,
  ]),
  "HTTP, with settings": protocolOf({ connections: http }, [httpPoll(10, 0), settings(200, 3), button(40)]),
  "WebSocket, pushed text": protocolOf({ connections: socket }, [makeAndRead, push(100, 0)]),
  "WebSocket, pushed text, Unicode": protocolOf({ connections: socket, unicode: true }, [
    makeAndRead,
    push(100, 0),
  ]),
  "WebSocket, binary frames": protocolOf({ connections: socket, unicode: true }, [
    makeAndRead,
    push(100, 0, "0x0102"),
  ]),
  "WebSocket, a handshake of its own": protocolOf(
    {
      connections: connections(
        connection(0, "Http", webSocket(101, "<WebSocketHandshake>9</WebSocketHandshake>")),
      ),
    },
    [makeAndRead, push(100, 0), handshake],
  ),
  "WebSocket, a heartbeat while it is open": protocolOf({ connections: socket }, [
    makeAndRead,
    push(100, 0),
    heartbeat,
  ]),
  "WebSocket, two of them": protocolOf(
    {
      connections: connections(connection(0, "Http", webSocket(101)), connection(1, "Http", webSocket(201))),
      unicode: true,
    },
    [makeAndRead, push(100, 0), push(200, 1)],
  ),
  "WebSocket beside HTTP": protocolOf(
    { connections: connections(connection(0, "Http"), connection(1, "Http", webSocket(101))) },
    [makeAndRead, push(100, 1), httpPoll(10, 0)],
  ),
  "WebSocket beside HTTP, two kinds of messages": protocolOf(
    { connections: connections(connection(0, "Http"), connection(1, "Http", webSocket(101))) },
    [makeAndRead, push(100, 1), httpPoll(10, 0), arrays],
  ).replace("<Param>102</Param>", "<Param>110</Param><Param>102</Param>"),
  "WebSocket with a table": protocolOf({ connections: socket, unicode: true }, [
    makeAndRead,
    push(100, 0),
    table(1000, 3),
  ]),
  "WebSocket with states": protocolOf({ connections: socket }, [makeAndRead, push(100, 0), states]),
  "serial, one command": protocolOf({ connections: serial }, [readAll, serialPoll(10)]),
  "serial, text in the code page": protocolOf({ connections: serial }, [
    readAll,
    serialPoll(10, "STATUS?", ";"),
  ]),
  "serial, bytes in a Unicode protocol": protocolOf({ connections: serial, unicode: true }, [
    readAll,
    serialPoll(10),
  ]),
  "serial, three commands": protocolOf({ connections: serial }, [
    readAll,
    serialPoll(10),
    serialPoll(20, "0x3F55"),
    serialPoll(30, "0x3F56"),
  ]),
  "serial, two connections": protocolOf(
    { connections: connections(connection(0, "Serial"), connection(1, "Serial")) },
    [
      readAll,
      serialPoll(10, "0x41", "0x0D", ' connection="0"'),
      serialPoll(20, "0x42", "0x0D", ' connection="1"'),
    ],
  ),
  "serial with a table": protocolOf({ connections: serial }, [readAll, serialPoll(10), table(1000, 2)]),
  "smart-serial": protocolOf({ connections: typed("smart-serial") }, [readAll, serialPoll(10)]),
  "smart-serial, packets": protocolOf(
    { connections: typed("smart-serial single", ' communicationOptions="packetInfo:2,1,false"') },
    [readAll, serialPoll(10)],
  ),
  "SNMP, one parameter": protocolOf({ connections: typed("snmp") }, [snmpPoll(10, 1)]),
  "SNMP, several at once": protocolOf({ connections: typed("snmpv2") }, [snmpPoll(10, 4)]),
  "virtual, a button": protocolOf({ connections: typed("virtual") }, [button(40)]),
  "virtual, after startup": protocolOf({ connections: typed("virtual") }, [startup(50)]),
  "virtual, a table with a menu": protocolOf({ connections: typed("virtual") }, [table(1000, 3), menu]),
  "accepted findings": protocolOf({ connections: typed("virtual") }, [button(40)])
    .replace(
      "<Params>",
      "<!-- SuppressValidator TAG_UNKNOWN read by our own tool --><Deployment>lab</Deployment><!-- /SuppressValidator TAG_UNKNOWN --><!-- SuppressValidator 2.1.5 official --><Params>",
    )
    .replace("</Params>", "</Params><!-- /SuppressValidator 2.1.5 -->"),
  "large: HTTP, many sessions": protocolOf(
    { connections: http },
    Array.from({ length: 8 }, (_, index) => httpPoll(10 + 10 * index, 0)),
  ),
  "large: WebSocket with a wide table": protocolOf({ connections: socket, unicode: true }, [
    makeAndRead,
    push(100, 0),
    table(1000, 20),
    heartbeat,
  ]),
  "large: three WebSockets": protocolOf(
    {
      connections: connections(
        ...[0, 1, 2].map((own) => connection(own, "Http", webSocket(101 + 100 * own))),
      ),
      unicode: true,
    },
    [makeAndRead, push(100, 0), push(200, 1), push(300, 2), settings(2000, 6)],
  ),
  "large: serial, many commands": protocolOf({ connections: serial }, [
    readAll,
    ...Array.from({ length: 9 }, (_, index) => serialPoll(10 + 10 * index, `0x3F${String(10 + index)}`)),
  ]),
  "large: settings": protocolOf({ connections: typed("virtual") }, [settings(200, 20), button(40)]),
  "large: two tables": protocolOf({ connections: typed("virtual") }, [
    table(1000, 12),
    table(2000, 12),
    menu,
  ]),
  "large: SNMP": protocolOf({ connections: typed("snmp") }, [snmpPoll(10, 25)]),
  "large: HTTP and WebSocket and tables": protocolOf(
    { connections: connections(connection(0, "Http"), connection(1, "Http", webSocket(101))), unicode: true },
    [makeAndRead, push(100, 1), httpPoll(10, 0), httpPoll(20, 0), table(1000, 10), states],
  ),
  "large: serial with everything": protocolOf({ connections: serial, unicode: true }, [
    readAll,
    serialPoll(10),
    serialPoll(20, "0x42"),
    table(1000, 10),
    settings(200, 5),
    button(40),
    startup(50),
    states,
  ]),
  "large: smart-serial with a table": protocolOf({ connections: typed("smart-serial") }, [
    readAll,
    serialPoll(10),
    table(1000, 16),
    settings(200, 4),
  ]),
};
