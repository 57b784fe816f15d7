/** Parts of protocols from which the cases of rules are made, and the test of such cases. `¦` marks what a rule must find. */
import { expect } from "chai";
import { endOfMarked } from "../../../src/check/range.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { expectFixesHold } from "../check/fixes-hold.ts";
import type { DiagnosticCode } from "../../../src/protocol/check/all-checks.ts";

/** What stands inside of Protocol, and the marked words when they are not the tag. */
export type Case = string | readonly [inside: string, marked: string];

export const http = (options: string, id = 0): string =>
  `<Connections><Connection id="${String(id)}" name="A"><Http><CommunicationOptions>${options}</CommunicationOptions></Http></Connection></Connections>`;
export const socket = (options = "", id = 0): string =>
  http(
    `<WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol><NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs>${options}`,
    id,
  );
export const marking = (text: string): string => text.replace("<Connection ", "¦<Connection ");
export const interprete = (value = "", type = "string", length = "next param"): string =>
  `<Interprete><RawType>other</RawType><Type>${type}</Type><LengthType>${length}</LengthType>${value}</Interprete>`;
export const param = (id: number, more = interprete(), type = "read", options = ""): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type${options}>${type}</Type>${more}</Param>`;
export const fixed = (id: number, value: string): string =>
  param(id, interprete(`<Value>${value}</Value>`, "string", "fixed"), "fixed");
export const params = (...all: string[]): string => `<Params>${all.join("")}</Params>`;
export const status = param(7, interprete("", "double"));
export const command = (more = "", mark = ""): string =>
  `<Commands>${mark}<Command id="1"><Name>C</Name>${more}<Content><Param>1</Param></Content></Command></Commands>`;
export const pair = (attributes = ""): string =>
  `<Pairs><Pair id="1"${attributes}><Name>P</Name><Content><Command>1</Command></Content></Pair></Pairs>`;
export const group = (attributes = ""): string =>
  `<Groups><Group id="1"${attributes}><Name>G</Name><Content><Pair>1</Pair></Content></Group></Groups>`;
export const trigger = (id: number, on: string, content: string, time = "before"): string =>
  `<Trigger id="${String(id)}">${on}${time === "" ? "" : `<Time>${time}</Time>`}${content}</Trigger>`;
export const runs = (id: number, type = "action"): string =>
  `<Type>${type}</Type><Content><Id>${String(id)}</Id></Content>`;
export const eachCommand = '<On id="each">command</On>';
export const makeAction = (on = "<On>command</On>"): string =>
  `<Actions><Action id="1">${on}<Type>make</Type></Action></Actions>`;
export const response = (id: number, pid: number, options = "", mark = ""): string =>
  `${mark}<Response id="${String(id)}"${options}><Name>R${String(id)}</Name><Content><Param>${String(pid)}</Param></Content></Response>`;
export const responses = (...all: string[]): string => `<Responses>${all.join("")}</Responses>`;
export const handshake = (request: string, mark = ""): string =>
  `<HTTP><Session id="9">${mark}<Connection id="1"><Request${request}</Request></Connection></Session></HTTP>`;
export const subprotocol = (mark: string, end: string): string =>
  handshake(` pid="7"><Headers>${mark}<Header key="Sec-WebSocket-Protocol"${end}</Headers>`);
export const handshaken = socket("<WebSocketHandshake>9</WebSocketHandshake>");
export const json = params(fixed(1, '{"a":1}'), status);
export const bytes = params(fixed(1, "0x0102"), status);
/** Parameters, and a command with parameter 1 that a group sends on a WebSocket. */
export const sending = (all: string): string => socket() + all + command() + pair() + group();
export const qaction = (attributes: string): string =>
  `<QActions><QAction id="1" name="Q" ${attributes}/></QActions>`;
export const table = (options: string, mark = ""): string =>
  params(
    param(
      1,
      `<ArrayOptions index="0"><ColumnOption idx="0" pid="2" options="${options}"/>${mark}</ArrayOptions>`,
      "array",
    ),
    param(2),
  );

export const unicode = "<Options><Encoding>unicode</Encoding></Options>";
export const asciiCommand = (ascii: string, mark = ""): string =>
  command("", mark).replace('<Command id="1">', `<Command id="1" ascii="${ascii}">`);
export const sized = (id: number, value: string, length: number): string =>
  param(
    id,
    interprete(`<Length>${String(length)}</Length><Value>${value}</Value>`, "string", "fixed"),
    "fixed",
  );

/** At least three wrong and three right cases for each rule. */
export type RuleCases = Partial<
  Readonly<Record<DiagnosticCode, { readonly wrong: readonly Case[]; readonly right: readonly string[] }>>
>;

/** What a rule finds in a text, as the marked words. */
function found(code: string, text: string): { readonly offset: number; readonly words: string }[] {
  return parseProtocol(text)
    .diagnostics.filter((diagnostic) => diagnostic.code === code)
    .map(({ position: { offset }, length }) => ({
      offset,
      words: text.slice(offset, length === undefined ? endOfMarked(text, offset) : offset + length),
    }));
}

/** Tests that each wrong case is found at its mark, and no right case at all. */
export function testCases(cases: RuleCases): void {
  for (const [code, { wrong, right }] of Object.entries(cases)) {
    it(`${code} is found, where it is`, () => {
      expect(wrong.length).to.be.at.least(3);
      for (const one of wrong) {
        const [inside, words] = typeof one === "string" ? [one, undefined] : one;
        const text = `<Protocol>${inside.replace("¦", "")}</Protocol>`;
        const [first] = found(code, text);
        expect(first?.offset, text).to.equal("<Protocol>".length + inside.indexOf("¦"));
        if (words !== undefined) expect(first?.words).to.equal(words);
      }
    });

    it(`${code}: fixes hold`, async () => {
      for (const one of wrong) {
        const inside = typeof one === "string" ? one : one[0];
        await expectFixesHold(`<Protocol>\n  ${inside.replace("¦", "")}\n</Protocol>\n`);
      }
    });

    it(`${code} does not find what is right`, () => {
      expect(right.length).to.be.at.least(3);
      for (const inside of right)
        expect(found(code, `<Protocol>${inside}</Protocol>`), inside).to.deep.equal([]);
    });
  }
}
