import { expect } from "chai";
import type { AttemptOutcome } from "../../../src/logic/exchange/responses.ts";
import { action, Bench, fresh, param, trigger } from "../../support/logic/chain-bench.ts";

const fixedByte = (value: string): string =>
  `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>1</Length><Value>${value}</Value>`;
const number =
  "<RawType>unsigned number</RawType><Type>double</Type><LengthType>fixed</LengthType><Length>1</Length>";

/** Response 31 is 02, length 2, text 3, crc 4, trailer 5; the actions run before it. */
function received(
  actions: readonly string[],
  hex: string,
  given: Readonly<Record<number, string | number>> = {},
): { bench: Bench; outcome: AttemptOutcome | undefined } {
  const bench = new Bench({
    params: [
      param(1, { type: "header", interprete: fixedByte("0x02") }),
      param(2, {
        type: "length",
        interprete: number,
        extra: "<Length><Content><Param>2</Param></Content></Length>",
      }),
      param(3),
      param(4, {
        type: "crc",
        interprete: number,
        extra: "<CRC><Type>exor</Type><Content><Param>1</Param></Content></CRC>",
      }),
      param(5, { type: "trailer", interprete: fixedByte("0x03") }),
      param(6),
      param(7, { number: true }),
    ],
    triggers: [
      trigger(
        1,
        "response#each",
        "before",
        actions.map((_text, i) => i + 1),
      ),
    ],
    actions,
    more: `<Responses><Response id="31"><Name>R</Name><Content>${[1, 2, 3, 5, 4].map((id) => `<Param>${String(id)}</Param>`).join("")}</Content></Response></Responses>`,
  });
  for (const [pid, value] of Object.entries(given)) bench.set(Number(pid), value);
  const response = bench.protocol.responses.get(31);
  const place = { connection: 0, context: fresh, equal: "skipParams", leavesTraces: true } as const;
  const outcome = response && bench.engine.responses.attempt(response, Buffer.from(hex, "hex"), place);
  return { bench, outcome: outcome instanceof Promise ? undefined : outcome };
}

const read = action(1, "response", "read");

describe("actions on responses", () => {
  it("LOG-14 read fills the parameters of variable length", () => {
    const { bench, outcome } = received([read], "020261620302");
    expect(outcome?.matched).equals(true);
    expect(bench.parameters.get(3)).equals("ab");
  });

  it("length accepts the counted number and refuses another one", () => {
    const actions = [read, action(2, "response", "length")];
    expect(received(actions, "020261620302").outcome?.matched).equals(true);
    const wrong = received(actions, "020361620302");
    expect(wrong.outcome?.matched).equals(false);
    expect(wrong.outcome?.result?.failure?.kind).equals("length check");
    expect(wrong.bench.notices[0]?.message).contains("3 came, 2 is calculated");
  });

  it("LOG-16 a failed length that is the last action updates only the length, an earlier one all up to it", () => {
    const last = received([read, action(2, "response", "length")], "020361620302");
    expect([last.bench.parameters.get(2), last.bench.parameters.get(3)]).deep.equals([3, null]);
    const earlier = received(
      [read, action(2, "response", "length"), action(3, "parameter#6", "save")],
      "020361620302",
    );
    expect(earlier.outcome?.matched).equals(false);
    expect(earlier.bench.parameters.get(2)).equals(3);
  });

  it("crc accepts the calculated checksum and refuses another one", () => {
    const actions = [read, action(2, "response", "crc")];
    // exor over position 1, the length, is the length itself
    expect(received(actions, "020261620302").outcome?.matched).equals(true);
    const wrong = received(actions, "020261620307");
    expect(wrong.outcome?.result?.failure?.kind).equals("crc check");
  });

  it("read stuffing removes, and stuffing adds, before the response is read", () => {
    const remove = action(1, "response", "read stuffing", 'value="0x10" startoffset="2" endoffset="1"');
    expect(
      received([remove, action(2, "response", "read")], "0202611010" + "0302").bench.parameters.get(3),
    ).equals("a\u0010");
    const add = action(1, "response", "stuffing", 'value="0x61"');
    expect(received([add, action(2, "response", "read")], "020261620302").bench.parameters.get(3)).equals(
      "aab",
    );
  });

  it("replace data replaces bytes of what came", () => {
    const data = action(
      1,
      "response",
      "replace data",
      'options="1BC3-1BC2;78-79" startoffset="1" endoffset="1"',
    );
    const { bench } = received([data, action(2, "response", "read")], "02021bc31bc20302");
    expect(bench.parameters.get(3)).equals("xy");
  });

  it("replace puts another parameter in the place", () => {
    const replace = action(1, "response", "replace", 'id="7" nr="2"');
    const { bench } = received([replace, action(2, "response", "read")], "020261620302", { 7: 6 });
    expect([bench.parameters.get(3), bench.parameters.get(6)]).deep.equals([null, "ab"]);
  });

  it("replace needs a position that exists", () => {
    expect(
      received([action(1, "response", "replace", 'id="7" nr="9"')], "02", { 7: 6 }).bench.codes,
    ).deep.equals(["ACTION_FAILED"]);
    expect(received([action(1, "response", "replace", 'nr="1"')], "02").bench.codes).deep.equals([
      "ACTION_FAILED",
    ]);
  });

  it("replace data and stuffing need attributes that can be read", () => {
    for (const type of ["replace data", "stuffing", "read stuffing"]) {
      expect(received([action(1, "response", type)], "02").bench.codes, type).deep.equals(["ACTION_FAILED"]);
    }
  });

  it("clear and clear length info are for responses that exist", () => {
    for (const type of ["clear", "clear length info"]) {
      const { bench } = received([action(1, "response", type), action(2, "response#99", type)], "0200");
      expect(bench.codes, type).deep.equals(["ACTION_FAILED"]);
    }
  });

  it("a header that was changed counts with its new content after clear length info", () => {
    const info = action(1, "response", "clear length info");
    const { outcome } = received([info, action(2, "response", "read")], "050261620302", { 1: "\u0005" });
    expect(outcome?.matched).equals(true);
  });

  it("need a response that is being processed", () => {
    for (const type of ["read", "length", "crc", "replace", "replace data", "stuffing", "read stuffing"]) {
      const bench = new Bench({ actions: [action(1, "response#31", type)] });
      expect(bench.engine.actions.runById(1, fresh).code, type).equals(0x800402a4);
      expect(bench.codes, type).deep.equals(["ACTION_FAILED"]);
    }
  });
});
