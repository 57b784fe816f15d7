/** What `qaction init` writes for each kind of connection: its part of the protocol, its script, its test. */

/** Kinds of connection that `qaction init` knows. */
export const connectorKinds = ["websocket", "http", "virtual"] as const;

/** One of {@link connectorKinds}. */
export type ConnectorKind = (typeof connectorKinds)[number];

/** A parameter of a new connector. */
export interface ParameterText {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly number?: boolean;
  readonly write?: boolean;
  /** A message of the device: not shown to users. */
  readonly hidden?: boolean;
  /** Its value is the address of the device: saved, and a set connects again. */
  readonly address?: boolean;
}

const message = { id: 10, name: "Message", description: "Last message, as its bytes came", hidden: true };
const body = { id: 10, name: "Answer", description: "Body of the last answer", hidden: true };
const address = {
  ...{ id: 1, name: "Address", description: "Another address of the device; set it again to reconnect" },
  ...{ address: true, hidden: true },
};
const source = { id: 20, name: "Source", description: "Source" };
const value = { id: 21, name: "Value", description: "Value", number: true };
const decode =
  '<QAction id="1" name="Decode" encoding="csharp" triggers="10" inputParameters="10" options="binary" />';

const decodeScript = `/** QAction 1: the bytes of the message, as they came, to the parameters of its content. */
export function Run(protocol: SLProtocol, message: ByteStream): void {
  const text = Encoding.UTF8.GetString(message);
  const { source, value } = JSON.parse(text) as { source: string; value: number };
  protocol.SetParameter(20, source);
  protocol.SetParameter(21, value);
  // An equal message would change nothing, and this would not run.
  protocol.ClearParameter(10);
}
`;

const readScript = `/** QAction 1: the body of the answer, which is text already, to the parameters of its content. */
export function Run(protocol: SLProtocol): void {
  const text = String(protocol.GetParameter(10));
  const { source, value } = JSON.parse(text) as { source: string; value: number };
  protocol.SetParameter(20, source);
  protocol.SetParameter(21, value);
}
`;

const measureScript = `/** QAction 1: how many bytes the text has in UTF-8. */
export function Run(protocol: SLProtocol): void {
  const text = String(protocol.GetParameter(101));
  protocol.SetParameter(2, Encoding.UTF8.GetBytes(text).length);
}
`;

const imports = `import * as chai from "chai";
import qactionChai from "qaction-kit/chai";
import { TestElement } from "qaction-kit/testing";

chai.use(qactionChai);
`;

/** What differs by kind. */
export interface InitialKind {
  /** Inside the connection. */
  readonly connection: string;
  readonly params: readonly ParameterText[];
  /** Between parameters and QActions. */
  readonly logic: string;
  readonly qaction: string;
  /** `QAction_1.ts`. */
  readonly script: string;
  /** `test/QAction_1.test.ts`. */
  readonly test: string;
}

/** All of them. */
export const initialKinds: Readonly<Record<ConnectorKind, InitialKind>> = {
  websocket: {
    connection: `<Http>
  <CommunicationOptions>
    <WebSocket>true</WebSocket>
    <MakeCommandByProtocol>true</MakeCommandByProtocol>
  </CommunicationOptions>
</Http>`,
    params: [address, message, source, value],
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
    script: decodeScript,
    test: `${imports}
it("decodes what the device sends", async () => {
  await using element = await TestElement.start("protocol.xml", { scripts: "." });
  await element.receive('{"source":"Café","value":21.5}');
  chai.expect(element).to.have.parameter(20, "Café");
  chai.expect(element).to.have.parameter(21, 21.5);
});
`,
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
    script: readScript,
    test: `${imports}
it("polls and decodes the status", async () => {
  const answer = () => ({ body: '{"source":"Café","value":21.5}' });
  await using element = await TestElement.start("protocol.xml", { scripts: ".", host: "10.0.0.1", answer });
  await element.advance(10_000);
  chai.expect(element).to.have.parameter(20, "Café");
  chai.expect(element).to.have.parameter(21, 21.5);
});
`,
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
    script: measureScript,
    test: `${imports}
it("measures the text that a user fills in", async () => {
  await using element = await TestElement.start("protocol.xml", { scripts: "." });
  await element.set(101, "Café");
  chai.expect(element).to.have.parameter(1, "Café");
  chai.expect(element).to.have.parameter(2, 5);
});
`,
  },
};
