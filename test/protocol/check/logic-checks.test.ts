/** Objects that exist and do not work together. */
import { expect } from "chai";
import { codesOf, findings } from "../../support/protocol/parsed.ts";

const group = (id: number, type: string): string => `<Group id="${String(id)}"><Type>${type}</Type></Group>`;
const timer = (...groups: number[]): string =>
  `<Timers><Timer id="1"><Time>1000</Time><Content>${groups.map((id) => `<Group>${String(id)}</Group>`).join("")}</Content></Timer></Timers>`;

/** A parameter with which a WebSocket can be opened again. */
const address = (number: string): string =>
  `<Param id="5${number.trim()}"><Type options="dynamic ip${number}">read</Type></Param>`;

describe("protocol/check/logic-checks", () => {
  it("dynamic ip works only on read parameters", () => {
    const param = (type: string): string =>
      `<Params><Param id="1"><Type options="dynamic ip">${type}</Type></Param></Params>`;
    expect(codesOf(param("read"))).to.deep.equal([]);
    expect(codesOf(param("write"))).to.deep.equal(["DYNAMIC_IP"]);
  });

  it("the last group of a timer must be of a poll type", () => {
    const groups = `<Groups>${group(1, "poll")}${group(2, "action")}${group(3, "trigger")}${group(4, "poll action")}</Groups>`;
    expect(codesOf(groups + timer(2, 1))).to.deep.equal([]);
    expect(codesOf(groups + timer(2, 4))).to.deep.equal([]);
    expect(codesOf(groups + timer(1, 2))).to.deep.equal(["TIMER_LAST_GROUP"]);
    expect(codesOf(groups + timer(3))).to.deep.equal(["TIMER_LAST_GROUP"]);
    expect(codesOf(groups + timer())).to.deep.equal([]);
  });

  it("after startup needs a group", () => {
    const trigger =
      '<Triggers><Trigger id="1"><On>protocol</On><Time>after startup</Time></Trigger></Triggers>';
    expect(codesOf(trigger)).to.deep.equal(["STARTUP_GROUP"]);
    expect(codesOf(`${trigger}<Groups>${group(1, "poll")}</Groups>`)).to.deep.equal([]);
  });

  it("a pair and its group that name different connections", () => {
    const inside = (ofGroup: string, ofPair: string): string =>
      `<Groups><Group id="1" ${ofGroup}><Content><Pair>1</Pair></Content></Group></Groups><Pairs><Pair id="1" ${ofPair}/></Pairs>`;
    expect(codesOf(inside('connection="0"', 'options="connection:1"'))).to.deep.equal(["PAIR_CONNECTION"]);
    expect(codesOf(inside('connection="1"', 'options="connection:1"'))).to.deep.equal([]);
    expect(codesOf(inside("", 'options="connection:1"'))).to.deep.equal([]);
    expect(codesOf(inside('connection="1"', ""))).to.deep.equal([]);
  });

  describe("responses", () => {
    const params =
      '<Params><Param id="1"><Type>read</Type></Param><Param id="2"><Type>read</Type><Interprete><LengthType>fixed</LengthType><Length>1</Length></Interprete></Param></Params>';
    const response = (pid: number, options = ""): string =>
      `<Responses><Response id="1" ${options}><Content><Param>${String(pid)}</Param></Content></Response></Responses>`;
    const actions =
      '<Actions><Action id="1"><On>response</On><Type>read</Type></Action><Action id="2"><On>response</On><Type>length</Type></Action></Actions>';
    const trigger = (id: number, on: string, content: number, type = "action"): string =>
      `<Trigger id="${String(id)}"><On id="${on}">response</On><Time>before</Time><Type>${type}</Type><Content><Id>${String(content)}</Id></Content></Trigger>`;

    it("variable length without a read action", () => {
      expect(codesOf(params + response(1))).to.deep.equal(["RESPONSE_READ"]);
      expect(codesOf(params + response(2))).to.deep.equal([]);
    });

    it("a read action before each or before this response, also through another trigger", () => {
      for (const triggers of [
        trigger(1, "each", 1),
        trigger(1, "1", 1),
        trigger(1, "1", 2, "trigger") + '<Trigger id="2"><Content><Id>1</Id></Content></Trigger>',
      ]) {
        expect(
          codesOf(`${params}${actions}${response(1)}<Triggers>${triggers}</Triggers>`),
          triggers,
        ).to.deep.equal([]);
      }
    });

    it("a trigger for this response silences the one for each", () => {
      const triggers = trigger(1, "each", 1) + trigger(2, "1", 2);
      expect(codesOf(`${params}${actions}${response(1)}<Triggers>${triggers}</Triggers>`)).to.deep.equal([
        "RESPONSE_READ",
      ]);
    });

    it("triggers that fire each other do not hang the check", () => {
      const triggers = trigger(1, "1", 1, "trigger");
      expect(codesOf(`${params}${actions}${response(1)}<Triggers>${triggers}</Triggers>`)).to.deep.equal([
        "RESPONSE_READ",
        "LOGIC_CIRCLE",
      ]);
    });

    it("no response is bound to a second WebSocket", () => {
      const sockets = [0, 1]
        .map(
          (id) =>
            `<Connection id="${String(id)}" name="${String(id)}"><Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection>`,
        )
        .join("");
      const inside = (options: string): string =>
        `<Connections>${sockets}</Connections>${params.replace("</Params>", `${address("")}${address(" 1")}</Params>`)}${response(2, options)}`;
      expect(codesOf(inside(""))).to.deep.equal(["RESPONSE_CONNECTION"]);
      expect(codesOf(inside('options="Connection:1"'))).to.deep.equal([]);
      expect(codesOf(inside('options="Connection:0"'))).to.deep.equal([]);
    });
  });

  it("the session of a handshake has exactly one Connection", () => {
    const inside = (connections: string): string =>
      `<Params>${address("")}</Params><Connections><Connection id="0" name="A"><Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol><WebSocketHandshake>1</WebSocketHandshake></CommunicationOptions></Http></Connection></Connections><HTTP><Session id="1">${connections}</Session></HTTP>`;
    expect(codesOf(inside('<Connection id="1"/>'))).to.deep.equal([]);
    const two = inside('<Connection id="1"/><Connection id="2"/>');
    expect(findings(two, "HANDSHAKE_CONNECTIONS").map(({ position }) => position.offset)).to.deep.equal([
      "<Protocol>".length + two.indexOf('<Connection id="2"'),
    ]);
    expect(codesOf(inside(""))).to.deep.equal(["HANDSHAKE_CONNECTIONS"]);
  });
});
