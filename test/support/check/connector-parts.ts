/** Parts of right connectors, each complete by itself, from which whole protocols are put together. */

/** Sections of a protocol, in the order in which they are written. */
const sections = [
  "Params",
  "HTTP",
  "Commands",
  "Responses",
  "Pairs",
  "Groups",
  "Triggers",
  "Actions",
  "Timers",
  "QActions",
] as const;

/** What a part adds to each section. */
export type Part = Partial<Readonly<Record<(typeof sections)[number], readonly string[]>>>;

/** How a protocol begins: everything before its parts. */
export interface Head {
  /** `Connections`, or the tags of the old spelling. */
  readonly connections: string;
  readonly unicode?: boolean;
  readonly more?: string;
}

/** A whole protocol, one tag a line. */
export function protocolOf(
  { connections, unicode = false, more = "" }: Head,
  parts: readonly Part[],
): string {
  const inside = sections.map((name) => {
    const items = parts.flatMap((part) => part[name] ?? []);
    return items.length === 0 ? "" : `<${name}>${items.join("")}</${name}>`;
  });
  const options = unicode ? "<Options><Encoding>unicode</Encoding></Options>" : "";
  return lined(
    `<?xml version="1.0" encoding="utf-8"?><Protocol xmlns="http://www.skyline.be/protocol"><Name>Device</Name><Version>1.0.0.1</Version>${options}${connections}${more}${inside.join("")}</Protocol>`,
  );
}

/** XML with each tag that has children in lines of its own, indented. */
function lined(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  for (const [tag, text = ""] of xml.matchAll(
    /<\?[^>]*>|<[^>]*\/>|<[^/!][^>]*>([^<]*(?:<!\[CDATA\[.*?\]\]>)?<\/[^>]*>)?|<\/[^>]*>/gs,
  )) {
    if (tag.startsWith("</")) depth--;
    lines.push("  ".repeat(depth) + tag);
    if (!/^<[?/]/.test(tag) && !tag.endsWith("/>") && text === "") depth++;
  }
  return `${lines.join("\n")}\n`;
}

const id = String;

/** A parameter that holds text. `more` stands inside of Interprete. */
export const text = (pid: number, name: string, type = "read", more = "", attributes = ""): string =>
  `<Param id="${id(pid)}"${attributes}><Name>${name}</Name><Description>${name}</Description>${typeTag(type)}<Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType>${more}</Interprete><Display><RTDisplay>true</RTDisplay></Display><Measurement><Type>string</Type></Measurement></Param>`;

/** A parameter that holds a number. */
export const number = (pid: number, name: string, type = "read", more = "", attributes = ""): string =>
  `<Param id="${id(pid)}"${attributes}><Name>${name}</Name><Description>${name}</Description>${typeTag(type)}<Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType>${more}</Interprete><Display><RTDisplay>true</RTDisplay></Display><Measurement><Type>number</Type></Measurement></Param>`;

/** A parameter of fixed content, as text or `0x` bytes. */
export const fixed = (pid: number, name: string, value: string, type = "fixed"): string =>
  `<Param id="${id(pid)}"><Name>${name}</Name><Description>${name}</Description><Type>${type}</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>${id(value.startsWith("0x") ? (value.length - 2) / 2 : value.length)}</Length><Value>${value}</Value></Interprete></Param>`;

/** `read`, or `read;options`. */
function typeTag(type: string): string {
  const [word = "", options] = type.split("|");
  return options === undefined ? `<Type>${word}</Type>` : `<Type options="${options}">${word}</Type>`;
}

const content = (tag: string, ids: readonly number[]): string =>
  `<Content>${ids.map((one) => `<${tag}>${id(one)}</${tag}>`).join("")}</Content>`;
export const named = (tag: string, own: number, inside: string, attributes = ""): string =>
  `<${tag} id="${id(own)}"${attributes}><Name>${tag} ${id(own)}</Name>${inside}</${tag}>`;
export const group = (
  own: number,
  tag: string,
  ids: readonly number[],
  attributes = "",
  before = "",
): string => named("Group", own, `${before}<Type>poll</Type>${content(tag, ids)}`, attributes);
export const trigger = (
  own: number,
  on: string,
  time: string,
  actions: readonly number[],
  before = "",
): string =>
  named("Trigger", own, `${on}<Time>${time}</Time>${before}<Type>action</Type>${content("Id", actions)}`);
export const action = (own: number, on: string, type: string, ids = ""): string =>
  named("Action", own, `<On${ids === "" ? "" : ` id="${ids}"`}>${on}</On><Type>${type}</Type>`);
export const timer = (own: number, groups: readonly number[], ms = 10_000): string =>
  named(
    "Timer",
    own,
    `<Time initial="true">${id(ms)}</Time><Interval>75</Interval>${content("Group", groups)}`,
  );
export const qaction = (own: number, attributes: string): string =>
  `<QAction id="${id(own)}" name="QAction ${id(own)}" encoding="csharp" ${attributes}/>`;

/** Makes every command and reads every response: once in a protocol that has them. */
export const makeAndRead: Part = {
  Triggers: [
    trigger(901, '<On id="each">command</On>', "before", [901]),
    trigger(902, '<On id="each">response</On>', "before", [902]),
  ],
  Actions: [action(901, "command", "make"), action(902, "response", "read")],
};

/** Only the second half, for protocols in which pairs make their commands. */
export const readAll: Part = {
  Triggers: [trigger(902, '<On id="each">response</On>', "before", [902])],
  Actions: [action(902, "response", "read")],
};

/** An HTTP session that a timer polls; a QAction reads the body. Ids from `base`. */
export function httpPoll(base: number, connection: number, request = 'verb="GET" url="/api/state"'): Part {
  return {
    Params: [text(base, `Body ${id(base)}`), text(base + 1, `Status ${id(base)}`)],
    HTTP: [
      `<Session id="${id(base)}" name="Session ${id(base)}"><Connection id="1"><Request ${request}/><Response statusCode="${id(base + 1)}"><Content pid="${id(base)}"/></Response></Connection></Session>`,
    ],
    Groups: [group(base, "Session", [base], ` connection="${id(connection)}"`)],
    Timers: [timer(base, [base])],
    QActions: [qaction(base, `triggers="${id(base)}" inputParameters="${id(base)}"`)],
  };
}

/** What a WebSocket needs beside {@link makeAndRead}: address, status, a message, and a subscription when it opens. */
export function push(base: number, connection: number, subscription = '{"subscribe":"all"}'): Part {
  const dynamic = connection === 0 ? "dynamic ip" : `dynamic ip ${id(connection)}`;
  const frame = subscription.startsWith("0x") ? "binary" : "text";
  return {
    Params: [
      text(base, `Address ${id(base)}`, `read|${dynamic}`, "", ' save="true"'),
      number(base + 1, `Open ${id(base)}`),
      text(base + 2, `Message ${id(base)}`),
      text(base + 3, `Event ${id(base)}`),
      subscription.startsWith("0x")
        ? fixed(base + 4, `Subscription ${id(base)}`, subscription)
        : text(base + 4, `Subscription ${id(base)}`, "read", `<DefaultValue>${subscription}</DefaultValue>`),
    ],
    Commands: [
      named(
        "Command",
        base,
        `<WebSocketMessageType>${frame}</WebSocketMessageType>${content("Param", [base + 4])}`,
      ),
    ],
    Responses: [
      named("Response", base, content("Param", [base + 2]), ` options="Connection:${id(connection)}"`),
    ],
    Pairs: [named("Pair", base, content("Command", [base]))],
    Groups: [group(base, "Pair", [base], ` connection="${id(connection)}"`)],
    Triggers: [
      trigger(
        base,
        `<On id="${id(base + 1)}">parameter</On>`,
        "change",
        [base],
        `<Condition>id:${id(base + 1)} == 1</Condition>`,
      ),
      trigger(base + 1, `<On id="${id(base)}">response</On>`, "after", [base + 1]),
    ],
    Actions: [
      action(base, "group", "execute", id(base)),
      action(base + 1, "parameter", "clear", id(base + 2)),
    ],
    QActions: [
      qaction(base, `triggers="${id(base + 2)}" inputParameters="${id(base + 2)}" options="binary"`),
    ],
  };
}

/** A command and its answer over a serial line, polled by a timer. The bytes around the value are those of the device. */
export function serialPoll(base: number, ask = "0x3F54", end = "0x0D", attributes = ""): Part {
  return {
    Params: [
      fixed(base, `Ask ${id(base)}`, ask),
      fixed(base + 1, `End ${id(base)}`, end, "trailer"),
      text(base + 2, `Value ${id(base)}`, "read", "", "").replace(
        "<LengthType>",
        `<LengthType id="${id(base + 1)}">`,
      ),
    ],
    Commands: [named("Command", base, content("Param", [base, base + 1]))],
    Responses: [named("Response", base, content("Param", [base + 2, base + 1]))],
    Pairs: [
      named(
        "Pair",
        base,
        content("Command", [base]).replace("</Content>", `<Response>${id(base)}</Response></Content>`),
      ),
    ],
    Groups: [group(base, "Pair", [base], attributes)],
    Timers: [timer(base, [base], 5000)],
  };
}

/** A table of text columns with a key, and a write column whose QAction gets the row. */
export function table(base: number, columns: number): Part {
  const pids = Array.from({ length: columns }, (_, index) => base + 1 + index);
  const options = pids.map(
    (pid, idx) =>
      `<ColumnOption idx="${id(idx)}" pid="${id(pid)}" type="retrieved" options="${idx === 1 ? ";save" : ""}"/>`,
  );
  return {
    Params: [
      `<Param id="${id(base)}"><Name>Table ${id(base)}</Name><Description>Table</Description><Type>array</Type><ArrayOptions index="0">${options.join("")}</ArrayOptions><Display><RTDisplay>true</RTDisplay></Display><Measurement><Type options="tab=columns:${pids.map((pid, idx) => `${id(pid)}|${id(idx)}`).join("-")},width:${pids.map(() => "100").join("-")},lines:10">table</Type></Measurement></Param>`,
      ...pids.map((pid, idx) =>
        idx % 2 === 0 ? text(pid, `Column ${id(pid)}`) : number(pid, `Column ${id(pid)}`),
      ),
      text(base + 101, `Column ${id(base + 1)}`, "write", "", ' setter="true"'),
    ],
    QActions: [qaction(base, `triggers="${id(base + 101)}" row="true"`)],
  };
}

/** Settings that operators see and change. */
export function settings(base: number, count: number): Part {
  const ids = Array.from({ length: count }, (_, index) => base + index);
  return {
    Params: ids.flatMap((pid) => [
      number(pid, `Setting ${id(pid)}`, "read", "<DefaultValue>1</DefaultValue>", ' save="true"'),
      number(pid + 500, `Setting ${id(pid)}`, "write", "", ' setter="true"'),
    ]),
  };
}

/** A button whose press runs a group of actions. */
export function button(base: number): Part {
  return {
    Params: [
      number(base, `Presses ${id(base)}`, "read", "<DefaultValue>0</DefaultValue>"),
      `<Param id="${id(base + 1)}"><Name>Press ${id(base)}</Name><Description>Press</Description><Type>write</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display><Measurement><Type>button</Type><Discreets><Discreet><Display>Press</Display><Value>press</Value></Discreet></Discreets></Measurement></Param>`,
    ],
    Triggers: [trigger(base, `<On id="${id(base + 1)}">parameter</On>`, "change", [base])],
    Actions: [action(base, "parameter", "increment", id(base))],
  };
}

/** A group of a type that does not poll, which a trigger after startup puts into the queue. */
export function startup(base: number): Part {
  return {
    Params: [
      text(base, `Started ${id(base)}`),
      text(base + 1, `Text ${id(base)}`, "read", "<DefaultValue>on</DefaultValue>"),
    ],
    Groups: [named("Group", base, `<Type>poll action</Type>${content("Action", [base])}`)],
    Triggers: [trigger(base, "<On>protocol</On>", "after startup", [base + 1])],
    Actions: [
      named("Action", base, `<On id="${id(base + 1)}">parameter</On><Type id="${id(base)}">copy</Type>`),
      action(base + 1, "group", "execute next", id(base)),
    ],
  };
}

/** Parameters that SNMP polls, by one group with several of them. */
export function snmpPoll(base: number, count: number): Part {
  const ids = Array.from({ length: count }, (_, index) => base + index);
  return {
    Params: ids.map((pid) =>
      number(pid, `Counter ${id(pid)}`).replace(
        "<Interprete>",
        `<SNMP><Enabled>true</Enabled><OID type="complete">1.3.6.1.4.1.99999.1.${id(pid)}.0</OID><Type>integer</Type></SNMP><Interprete>`,
      ),
    ),
    Groups: [
      named(
        "Group",
        base,
        `<Type>poll</Type>${content("Param", ids).replace("<Content>", '<Content multipleGet="true">')}`,
      ),
    ],
    Timers: [timer(base, [base], 30_000)],
  };
}

/** One connection of the new spelling. */
export const connection = (own: number, tag: string, inside = ""): string =>
  `<Connection id="${id(own)}" name="${tag} ${id(own)}"><${tag}>${inside}</${tag}></Connection>`;
/** What stands in an Http connection that is a WebSocket, with its status parameter. */
export const webSocket = (status: number, more = ""): string =>
  `<CommunicationOptions><WebSocket>true</WebSocket><NotifyConnectionPIDs><Connections>${id(status)}</Connections></NotifyConnectionPIDs><MakeCommandByProtocol>true</MakeCommandByProtocol>${more}</CommunicationOptions>`;
export const connections = (...all: readonly string[]): string =>
  `<Connections>${all.join("")}</Connections>`;
/** The tags of the old spelling. */
export const typed = (type: string, attributes = ""): string =>
  `<Type${attributes}>${type}</Type><PortSettings><IPport><DefaultValue>5000</DefaultValue></IPport><TimeoutTime><DefaultValue>1500</DefaultValue></TimeoutTime><Retries><DefaultValue>1</DefaultValue></Retries></PortSettings>`;
