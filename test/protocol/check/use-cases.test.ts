/** Wrong and right cases of the rule on items that nothing uses. */
import { testCases, type RuleCases } from "../../support/protocol/rule-cases.ts";

const serial = '<Connections><Connection id="0" name="A"><Serial/></Connection></Connections>';
const webSocket =
  '<Connections><Connection id="0" name="A"><Http><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Http></Connection></Connections>';
const timer = (attributes = "", time = ""): string =>
  `<Timers><Timer id="1"${attributes}><Time${time}>1000</Time><Content><Group>1</Group></Content></Timer></Timers>`;
const group = (content = "", mark = "", more = ""): string =>
  `<Groups>${mark}<Group id="1"${more}><Content>${content}</Content></Group></Groups>`;
const polled = (content: string): string => group(content) + timer();
const script = (code: string): string =>
  `<QActions><QAction id="1" triggers="1">${code}</QAction></QActions>`;
const trigger =
  '<Triggers>¦<Trigger id="5"><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>';
const action = '<Actions>¦<Action id="1"><On id="1">parameter</On><Type>save</Type></Action></Actions>';
const unmarked = (text: string): string => text.replace("¦", "");
const param = '<Params><Param id="1"><Type>read</Type></Param></Params>';
const startup =
  '<Triggers><Trigger id="1"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>2</Id></Content></Trigger></Triggers>';
const onTimer = (type: string): string =>
  `${startup}<Actions><Action id="2"><On id="1">timer</On><Type>${type}</Type></Action></Actions>`;

const cases: RuleCases = {
  ITEM_UNUSED: {
    wrong: [
      group("", "¦"),
      polled("") + '<Pairs>¦<Pair id="1"/></Pairs>',
      polled("") + '<HTTP>¦<Session id="1" name="S"/></HTTP>',
      '<Commands>¦<Command id="1"/></Commands>',
      serial + '<Responses>¦<Response id="1"/></Responses>',
      param + action,
      param + unmarked(action) + trigger,
      // The script names other triggers.
      param + unmarked(action) + trigger + script("protocol.CheckTrigger(6); protocol.CheckTrigger( 7 );"),
      param + action + script("protocol.CheckTrigger(5);"),
      group() + timer("", ' initial="false"').replace("<Timer ", "¦<Timer "),
      '<QActions>¦<QAction id="1" name="Q"/></QActions>',
    ],
    right: [
      polled("") + timer(),
      group() + onTimer("start") + timer("", ' initial="false"'),
      group("", "", ' ping="true"'),
      group().replace('id="1"', 'id="-1"'),
      "<Type>snmp</Type>" + group(),
      // A timer that goes through the rows of a table picks the group by itself.
      group() + timer(' options="ip:1000,1;each:1000"').replace("<Group>1</Group>", ""),
      polled("<Pair>1</Pair>") + '<Pairs><Pair id="1"/></Pairs>',
      // The pings of a slow poll.
      '<Pairs><Pair id="1" ping="true"/></Pairs>',
      '<Responses><Response id="1"/></Responses><Pairs><Pair id="1"><Content><Response>1</Response></Content></Pair></Pairs>',
      // A message of the device needs no pair.
      webSocket + '<Responses><Response id="1"/></Responses>',
      webSocket.replace("</WebSocket>", "</WebSocket><WebSocketHandshake>1</WebSocketHandshake>") +
        '<HTTP><Session id="1" name="S"><Connection id="1"/></Session></HTTP>',
      polled("<Session>1</Session>") + '<HTTP><Session id="1" name="S"/></HTTP>',
      polled("<Action>1</Action>") + param + unmarked(action),
      // Scripts: one that is not in the file, the id itself, one that is calculated, the number of the call.
      param + unmarked(action + trigger) + script(""),
      ...[
        "protocol.CheckTrigger(5);",
        "protocol.CheckTrigger(4 + i);",
        "protocol.NotifyProtocol(134, 5, null);",
      ].map((code) => param + unmarked(action) + unmarked(trigger) + script(code)),
      param + unmarked(action) + script("protocol.NotifyProtocol((int)NotifyType.NT_RUN_ACTION, 1, null);"),
      '<QActions><QAction id="1" name="Q" options="precompile"/><QAction id="2" name="L" options="dllName=A.dll"/></QActions>',
      param +
        '<QActions><QAction id="2" name="L"/><QAction id="1" triggers="1" dllImport="[ProtocolName].[ProtocolVersion].QAction.2.dll"/></QActions>',
    ],
  },
};

describe("protocol/check: wrong and right cases of the rule on unused items", () => {
  testCases(cases);
});
