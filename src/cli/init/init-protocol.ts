/** The `protocol.xml` of a new connector, by the kind of its connection. */

/** Kinds of connection that `qaction init` knows. */
export const connectorKinds = ["websocket", "http", "virtual"] as const;

/** One of {@link connectorKinds}. */
export type ConnectorKind = (typeof connectorKinds)[number];

/** The lines of a block, one step further in. */
function indented(text: string, by = "    "): string {
  return text.replaceAll(/^(?=.)/gm, by);
}

interface ParameterText {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly number?: boolean;
  readonly write?: boolean;
  /** A message of the device: not shown to users. */
  readonly hidden?: boolean;
}

function parameter({ id, name, description, number, write, hidden }: ParameterText): string {
  return `<Param id="${String(id)}"${write === true ? ' setter="true"' : ""}>
  <Name>${name}</Name>
  <Description>${description}</Description>
  <Type>${write === true ? "write" : "read"}</Type>
  <Interprete>
    <RawType>${number === true ? "numeric text" : "other"}</RawType>
    <Type>${number === true ? "double" : "string"}</Type>
    <LengthType>next param</LengthType>
  </Interprete>
  <Display>
    <RTDisplay>${String(hidden !== true)}</RTDisplay>
  </Display>
  <Measurement>
    <Type>${number === true ? "number" : "string"}</Type>
  </Measurement>
</Param>`;
}

const message = { id: 10, name: "Message", description: "Last message, as its bytes came", hidden: true };
const body = { id: 10, name: "Answer", description: "Body of the last answer", hidden: true };
const source = { id: 20, name: "Source", description: "Source" };
const value = { id: 21, name: "Value", description: "Value", number: true };
const decode =
  '<QAction id="1" name="Decode" encoding="csharp" triggers="10" inputParameters="10" options="binary" />';

interface KindText {
  /** Inside the connection. */
  readonly connection: string;
  readonly params: readonly ParameterText[];
  /** Between parameters and QActions. */
  readonly logic: string;
  readonly qaction: string;
}

const kinds: Readonly<Record<ConnectorKind, KindText>> = {
  websocket: {
    connection: `<Http>
  <CommunicationOptions>
    <WebSocket>true</WebSocket>
    <MakeCommandByProtocol>true</MakeCommandByProtocol>
  </CommunicationOptions>
</Http>`,
    params: [message, source, value],
    logic: `<Responses>
  <Response id="1" options="Connection:0">
    <Name>Any message</Name>
    <Content>
      <Param>10</Param>
    </Content>
  </Response>
</Responses>
<Triggers>
  <Trigger id="1">
    <Name>Read every response</Name>
    <On id="each">response</On>
    <Time>before</Time>
    <Type>action</Type>
    <Content>
      <Id>1</Id>
    </Content>
  </Trigger>
</Triggers>
<Actions>
  <Action id="1">
    <Name>Read response</Name>
    <On>response</On>
    <Type>read</Type>
  </Action>
</Actions>`,
    qaction: decode,
  },
  http: {
    connection: "<Http />",
    params: [body, source, value],
    logic: `<HTTP>
  <Session id="1" name="Status">
    <Connection id="1">
      <Request verb="GET" url="/api/status" />
      <Response>
        <Content pid="10" />
      </Response>
    </Connection>
  </Session>
</HTTP>
<Groups>
  <Group id="1" connection="0">
    <Name>Poll the status</Name>
    <Type>poll</Type>
    <Content>
      <Session>1</Session>
    </Content>
  </Group>
</Groups>
<Timers>
  <Timer id="1">
    <Name>Poll</Name>
    <Time initial="true">10000</Time>
    <Interval>75</Interval>
    <Content>
      <Group>1</Group>
    </Content>
  </Timer>
</Timers>`,
    qaction: '<QAction id="1" name="Read the status" encoding="csharp" triggers="10" />',
  },
  virtual: {
    connection: "<Virtual />",
    params: [
      { id: 1, name: "Text", description: "Text" },
      { id: 2, name: "Length", description: "Bytes of the text in UTF-8", number: true },
      { id: 101, name: "Text", description: "Text", write: true },
    ],
    logic: "",
    qaction: '<QAction id="1" name="Measure" encoding="csharp" triggers="101" />',
  },
};

/** The text of the file. */
export function initialProtocol(name: string, kind: ConnectorKind): string {
  const { connection, params, logic, qaction } = kinds[kind];
  return `<?xml version="1.0" encoding="utf-8"?>
<Protocol xmlns="http://www.skyline.be/protocol">
  <Name>${name}</Name>
  <Description>${name}</Description>
  <Version>1.0.0.1</Version>
  <Options>
    <Encoding>unicode</Encoding>
  </Options>
  <Connections>
    <Connection id="0" name="Main connection">
${indented(connection, "      ")}
    </Connection>
  </Connections>
  <Params>
${indented(params.map(parameter).join("\n"))}
  </Params>
${logic === "" ? "" : `${indented(logic, "  ")}\n`}  <QActions>
    ${qaction}
  </QActions>
</Protocol>
`;
}
