/** Commands, responses and pairs. */
import { expect } from "chai";
import type { Command, Pair, Response } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf, sure } from "../../support/protocol/parsed.ts";

const params = [1, 2, 3]
  .map(
    (id) => `<Param id="${String(id)}"><Type>read</Type><Interprete><Length>1</Length></Interprete></Param>`,
  )
  .join("");
const inside = (rest: string): string => `<Params>${params}</Params>${rest}`;
const command = (attributes: string, rest = ""): string =>
  inside(`<Commands><Command id="1" ${attributes}>${rest}</Command></Commands>`);
const response = (attributes: string, content = "<Content/>"): string =>
  inside(`<Responses><Response id="1" ${attributes}>${content}</Response></Responses>`);
const pair = (attributes: string, rest = ""): string =>
  inside(
    `<Commands><Command id="1"/></Commands><Responses><Response id="1"/><Response id="2"/></Responses><Pairs><Pair id="1" ${attributes}>${rest}</Pair></Pairs>`,
  );
const commandOf = (attributes: string, rest = ""): Command =>
  sure(protocolOf(command(attributes, rest)).commands.get(1));
const responseOf = (attributes: string, content?: string): Response =>
  sure(protocolOf(response(attributes, content)).responses.get(1));
const pairOf = (attributes: string, rest = ""): Pair => sure(protocolOf(pair(attributes, rest)).pairs.get(1));

describe("protocol/read/read-messages", () => {
  describe("commands", () => {
    it("content in order, one parameter as often as it stands there", () => {
      const found = commandOf(
        "",
        "<Name>c</Name><Content><Param>2</Param><Param>1</Param><Param>2</Param></Content>",
      );
      expect(found).to.include({ id: 1, name: "c", messageType: "binary" });
      expect(found.content).to.deep.equal([2, 1, 2]);
      expect(found).to.not.have.property("ascii");
    });

    it("ENC-17 ascii: true, or ids with or without an ending ;", () => {
      expect(commandOf('ascii="True"').ascii).to.equal(true);
      expect(commandOf('ascii="1;2;"').ascii).to.deep.equal([1, 2]);
      expect(commandOf('ascii="false"')).to.not.have.property("ascii");
      expect(codesOf(command('ascii="yes"'))).to.deep.equal(["NUMBER_INVALID"]);
    });

    it("WebSocketMessageType", () => {
      expect(commandOf("", "<WebSocketMessageType>Text</WebSocketMessageType>").messageType).to.equal("text");
      expect(codesOf(command("", "<WebSocketMessageType>utf8</WebSocketMessageType>"))).to.deep.equal([
        "VALUE_UNKNOWN",
      ]);
    });
  });

  describe("responses", () => {
    it("RSP-28 the connection, without case", () => {
      expect(responseOf('options="Connection:1"').connection).to.equal(1);
      expect(responseOf('options="x; CONNECTION : 2"').connection).to.equal(2);
      expect(responseOf("")).to.not.have.property("connection");
      expect(codesOf(response('options="connection:one"'))).to.deep.equal(["NUMBER_INVALID"]);
    });

    it("content and what of it is optional", () => {
      const found = responseOf(
        "",
        '<Content optional="0;1++; 2* ;3+"><Param>1</Param><Param>2</Param></Content>',
      );
      expect(found.content).to.deep.equal([1, 2]);
      expect(found.optional).to.deep.equal([
        { position: 0, skip: 0 },
        { position: 1, skip: 2 },
        { position: 2, skip: "*" },
        { position: 3, skip: 1 },
      ]);
      expect(codesOf(response("", '<Content optional="x;1+*"/>'))).to.deep.equal([
        "VALUE_UNKNOWN",
        "VALUE_UNKNOWN",
      ]);
    });
  });

  describe("pairs", () => {
    it("responses of both kinds in the order of the file", () => {
      const found = pairOf(
        "",
        "<Name>p</Name><Content><Command>1</Command><ResponseOnBadCommand>2</ResponseOnBadCommand><Response>1</Response></Content>",
      );
      expect(found).to.include({ id: 1, name: "p", command: 1, ping: false, ignoreTimeout: false });
      expect(found.responses.map(({ id, onBadCommand }) => [id, onBadCommand])).to.deep.equal([
        [2, true],
        [1, false],
      ]);
    });

    it("a pair without response", () => {
      expect(pairOf("", "<Content><Command>1</Command></Content>").responses).to.deep.equal([]);
      expect(pairOf("")).to.not.have.any.keys("command", "timeoutMs", "connection", "retries", "condition");
    });

    it("RSP-28 attributes, and options without case", () => {
      const found = pairOf(
        'timeout="500" ping="TRUE" options="Connection:2;RETRIES:0;IgnoreTimeout;commBreak:5"',
        "<Condition>id:1 == 1</Condition>",
      );
      expect(found).to.include({
        timeoutMs: 500,
        ping: true,
        connection: 2,
        retries: 0,
        ignoreTimeout: true,
      });
      expect(found.options).to.deep.equal(["connection:2", "retries:0", "ignoretimeout", "commbreak:5"]);
      expect(found.condition?.text).to.equal("id:1 == 1");
    });
  });
});
