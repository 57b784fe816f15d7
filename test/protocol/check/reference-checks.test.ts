/** References: what leads somewhere is silent, what leads nowhere is told. */
import { expect } from "chai";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { codesOf, completeText, findings } from "../../support/protocol/parsed.ts";

const one = (section: string, object: string): string => `<${section}>${object}</${section}>`;
const param = (inside: string): string => one("Params", `<Param id="1"><Type>read</Type>${inside}</Param>`);
const action = (inside: string): string => one("Actions", `<Action id="1">${inside}</Action>`);
const group = (content: string, attributes = "", type = "poll"): string =>
  one("Groups", `<Group id="1" ${attributes}><Type>${type}</Type><Content>${content}</Content></Group>`);
const session = (attributes: string, request: string, response = ""): string =>
  one(
    "HTTP",
    `<Session id="1" ${attributes}><Connection id="1">${request}${response}</Connection></Session>`,
  );
const connection = (options: string): string =>
  one(
    "Connections",
    `<Connection id="0" name="A"><Http><CommunicationOptions>${options}</CommunicationOptions></Http></Connection>`,
  );

describe("protocol/check/reference-checks", () => {
  it("a protocol whose references all lead somewhere has no finding", () => {
    expect(parseProtocol(completeText).diagnostics).to.deep.equal([]);
  });

  /** Each text names one object 9 that does not exist. */
  const dangling: readonly (readonly [what: string, target: string, inside: string])[] = [
    ["WebSocketHandshake", "session", connection("<WebSocketHandshake>9</WebSocketHandshake>")],
    [
      "status parameter",
      "parameter",
      connection("<NotifyConnectionPIDs><Connections>9</Connections></NotifyConnectionPIDs>"),
    ],
    [
      "disconnection parameter",
      "parameter",
      connection("<NotifyConnectionPIDs><Disconnections>9</Disconnections></NotifyConnectionPIDs>"),
    ],
    ["loadSequence", "parameter", '<Params loadSequence="9"/>'],
    ["Relation", "parameter", '<Relations><Relation path="9"/></Relations>'],
    [
      "LengthType@id",
      "parameter",
      param('<Interprete><LengthType id="9">other param</LengthType></Interprete>'),
    ],
    ["OffSet@id", "parameter", param('<Interprete><OffSet id="9">1</OffSet></Interprete>')],
    ["Sequence", "parameter", param("<Interprete><Sequence>div:id:9;*:7</Sequence></Interprete>")],
    [
      "Others",
      "parameter",
      param('<Interprete><Others><Other id="9"><Value>1</Value></Other></Others></Interprete>'),
    ],
    [
      "Type@id of a response",
      "response",
      one("Params", '<Param id="1"><Type id="9">response</Type></Param>'),
    ],
    ["Type@id of a bit", "parameter", one("Params", '<Param id="1"><Type id="9">read bit</Type></Param>')],
    ["column", "parameter", param('<ArrayOptions index="0"><ColumnOption idx="0" pid="9"/></ArrayOptions>')],
    [
      "On of a trigger, parameter",
      "parameter",
      one("Triggers", '<Trigger id="1"><On id="9">parameter</On><Time>change</Time></Trigger>'),
    ],
    [
      "On of a trigger, command",
      "command",
      one("Triggers", '<Trigger id="1"><On id="9">command</On><Time>before</Time></Trigger>'),
    ],
    [
      "On of a trigger, response",
      "response",
      one("Triggers", '<Trigger id="1"><On id="9">response</On><Time>after</Time></Trigger>'),
    ],
    [
      "On of a trigger, pair",
      "pair",
      one("Triggers", '<Trigger id="1"><On id="9">pair</On><Time>timeout</Time></Trigger>'),
    ],
    [
      "On of a trigger, group",
      "group",
      one("Triggers", '<Trigger id="1"><On id="9">group</On><Time>after</Time></Trigger>'),
    ],
    [
      "On of a trigger, session",
      "session",
      one("Triggers", '<Trigger id="1"><On id="9">session</On><Time>timeout</Time></Trigger>'),
    ],
    [
      "On of a trigger, timer",
      "timer",
      one("Triggers", '<Trigger id="1"><On id="9">timer</On><Time>before</Time></Trigger>'),
    ],
    [
      "Time@id",
      "parameter",
      one("Triggers", '<Trigger id="1"><Time id="9" case="equal" value="1"/></Trigger>'),
    ],
    [
      "Time@value",
      "parameter",
      one("Triggers", '<Trigger id="1"><Time case="equal" value="9" nr="true"/></Trigger>'),
    ],
    [
      "Content of a trigger, action",
      "action",
      one("Triggers", '<Trigger id="1"><Content><Id>9</Id></Content></Trigger>'),
    ],
    [
      "Content of a trigger, trigger",
      "trigger",
      one("Triggers", '<Trigger id="1"><Type>trigger</Type><Content><Id>9</Id></Content></Trigger>'),
    ],
    ["On of an action, parameter", "parameter", action('<On id="9">parameter</On><Type>clear</Type>')],
    ["On of an action, group", "group", action('<On id="9">group</On><Type>execute</Type>')],
    ["On of an action, timer", "timer", action('<On id="9">timer</On><Type>start</Type>')],
    ["On of an action, command", "command", action('<On id="9">command</On><Type>make</Type>')],
    ["On of an action, response", "response", action('<On id="9">response</On><Type>read</Type>')],
    ["On of an action, pair", "pair", action('<On id="9">pair</On><Type>timeout</Type>')],
    ["Type@id of an action", "parameter", action('<On>parameter</On><Type id="9">copy</Type>')],
    ["Type@returnValue", "parameter", action('<On>protocol</On><Type returnValue="9">read file</Type>')],
    ["connectionPID", "parameter", group("", 'connectionPID="9"')],
    ["threadId", "thread", group("", 'threadId="9"')],
    ["Content of a group, param", "parameter", group("<Param>9</Param>")],
    ["Content of a group, pair", "pair", group("<Pair>9</Pair>")],
    ["Content of a group, session", "session", group("<Session>9</Session>")],
    ["Content of a group, action", "action", group("<Action>9</Action>", "", "poll action")],
    ["Content of a group, trigger", "trigger", group("<Trigger>9</Trigger>", "", "poll trigger")],
    [
      "Content of a timer",
      "group",
      one("Timers", '<Timer id="1"><Time>1000</Time><Content><Group>9</Group></Content></Timer>'),
    ],
    [
      "Content of a command",
      "parameter",
      one("Commands", '<Command id="1"><Content><Param>9</Param></Content></Command>'),
    ],
    ["ascii", "parameter", one("Commands", '<Command id="1" ascii="9"/>')],
    [
      "Content of a response",
      "parameter",
      one("Responses", '<Response id="1"><Content><Param>9</Param></Content></Response>'),
    ],
    [
      "Command of a pair",
      "command",
      one("Pairs", '<Pair id="1"><Content><Command>9</Command></Content></Pair>'),
    ],
    [
      "Response of a pair",
      "response",
      one("Pairs", '<Pair id="1"><Content><Response>9</Response></Content></Pair>'),
    ],
    [
      "ResponseOnBadCommand",
      "response",
      one("Pairs", '<Pair id="1"><Content><ResponseOnBadCommand>9</ResponseOnBadCommand></Content></Pair>'),
    ],
    ["userName", "parameter", session('userName="9"', "")],
    ["proxyPassword", "parameter", session('proxyPassword="9"', "")],
    ["Request@pid", "parameter", session("", '<Request pid="9"/>')],
    [
      "Header@pid",
      "parameter",
      session("", '<Request><Headers><Header key="a" pid="9"/></Headers></Request>'),
    ],
    [
      "Parameter@pid",
      "parameter",
      session("", '<Request><Parameters><Parameter key="a" pid="9"/></Parameters></Request>'),
    ],
    ["Data@pid", "parameter", session("", '<Request><Data pid="9"/></Request>')],
    ["Response@statusCode", "parameter", session("", "", '<Response statusCode="9"/>')],
    ["Content@pid", "parameter", session("", "", '<Response><Content pid="9"/></Response>')],
    [
      "response Header@pid",
      "parameter",
      session("", "", '<Response><Headers><Header key="a" pid="9"/></Headers></Response>'),
    ],
    [
      "url of a handshake",
      "parameter",
      connection("<WebSocketHandshake>1</WebSocketHandshake>") + session("", '<Request url="9"/>'),
    ],
    ["triggers of a QAction", "parameter", one("QActions", '<QAction id="1" triggers="9"/>')],
    [
      "triggers of a group QAction",
      "group",
      one("QActions", '<QAction id="1" triggers="9" options="group"/>'),
    ],
    ["inputParameters", "parameter", one("QActions", '<QAction id="1" inputParameters="9"/>')],
    [
      "Condition",
      "parameter",
      one("QActions", '<QAction id="1"><Condition>id:9 == id:9</Condition></QAction>'),
    ],
    [
      "Condition of a trigger",
      "parameter",
      one("Triggers", '<Trigger id="1"><Condition>id:9 == 1</Condition></Trigger>'),
    ],
    [
      "Condition of an action",
      "parameter",
      action("<On>protocol</On><Type>sleep</Type><Condition>id:9 == 1</Condition>"),
    ],
    [
      "Condition of a group",
      "parameter",
      one("Groups", '<Group id="1"><Condition>id:9 == 1</Condition></Group>'),
    ],
    [
      "Condition of a timer",
      "parameter",
      one("Timers", '<Timer id="1"><Time>1</Time><Condition>id:9 == 1</Condition></Timer>'),
    ],
    [
      "Condition of a pair",
      "parameter",
      one("Pairs", '<Pair id="1"><Condition>id:9 == 1</Condition></Pair>'),
    ],
  ];
  for (const [what, target, inside] of dangling) {
    it(what, () => {
      const found = findings(inside, "REFERENCE_DANGLING");
      expect(found.map(({ message }) => message)).to.have.length(1);
      expect(found[0]?.message).to.contain(`names ${target} 9, which does not exist`);
    });
  }

  /** Each text names connection 9, beside connection 0. */
  const unknownConnections: readonly (readonly [what: string, inside: string])[] = [
    ["dynamic ip", one("Params", '<Param id="1"><Type options="dynamic ip 9">read</Type></Param>')],
    [
      "connection of a header",
      one("Params", '<Param id="1"><Type options="connection=9">header</Type></Param>'),
    ],
    ["group", group("", 'connection="9"')],
    ["response", one("Responses", '<Response id="1" options="Connection:9"/>')],
    ["pair", one("Pairs", '<Pair id="1" options="connection:9"/>')],
    ["thread", one("Threads", '<Thread connection="9"/>')],
    ["close", action('<On>protocol</On><Type nr="9">close</Type>')],
  ];
  for (const [what, inside] of unknownConnections) {
    it(`connection of ${what}`, () => {
      expect(codesOf(`<Type>http</Type>${inside}`)).to.deep.equal(["CONNECTION_UNKNOWN"]);
      expect(codesOf(inside), "no connections at all").to.deep.equal([]);
    });
  }

  it("connection -1 and virtual ones are no references", () => {
    expect(codesOf(`<Type>http</Type>${group("", 'connection="-1"')}`)).to.deep.equal([]);
    expect(codesOf(`<Type>http</Type>${group("", 'connection="1001"')}`)).to.deep.equal([]);
  });

  it("parameters of the platform exist in every element", () => {
    expect(
      codesOf(one("Groups", '<Group id="1"><Condition>id:65008 == 1</Condition></Group>')),
    ).to.deep.equal([]);
  });
});
