import { expect } from "chai";
import { action, Bench, fresh, param, trigger } from "../../support/logic/chain-bench.ts";
import { commandBytes } from "../../support/wire/command-bytes.ts";

const byte = (value: string): string =>
  `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>1</Length><Value>${value}</Value>`;
const number =
  "<RawType>unsigned number</RawType><Type>double</Type><LengthType>fixed</LengthType><Length>1</Length>";

/** Command 5 is 02, length 2, text 3, crc 4; actions run in its before-command trigger. */
function composed(
  actions: readonly string[],
  given: Readonly<Record<number, string | number>> = {},
): { hex: string; bench: Bench } {
  const bench = new Bench({
    params: [
      param(1, { type: "fixed", interprete: byte("0x02") }),
      param(2, {
        type: "length",
        interprete: number,
        extra: "<Length><Content><Param>2</Param></Content></Length>",
      }),
      param(3),
      param(4, {
        type: "crc",
        interprete: number,
        extra: "<CRC><Type>exor</Type><Content><Param>1</Param><Param>2</Param></Content></CRC>",
      }),
      param(6),
      param(7, { number: true }),
    ],
    triggers: [
      trigger(
        1,
        "command#each",
        "before",
        actions.map((_text, i) => i + 1),
      ),
    ],
    actions,
    more: `<Commands><Command id="5"><Name>C</Name><Content>${[1, 2, 3, 4].map((id) => `<Param>${String(id)}</Param>`).join("")}</Content></Command></Commands>`,
  });
  const { commands } = bench.engine;
  for (const [pid, value] of Object.entries(given)) bench.set(Number(pid), value);
  commands.makeAll();
  void bench.engine.triggers.fire("command", "before", 5, fresh);
  const work = commands.work(5, fresh);
  return { hex: work === undefined ? "" : Buffer.from(commandBytes(work.made)).toString("hex"), bench };
}

const make = action(1, "command", "make");

describe("actions on commands", () => {
  it("make takes the bytes of the moment", () => {
    expect(composed([make], { 3: "ab" }).hex).equals("0200616200");
  });

  it("CMD-07 make without an id makes the command whose trigger runs it, and only that", () => {
    const { bench, hex } = composed([make], { 3: "a" });
    expect(hex).equals("02006100");
    bench.set(3, "b");
    expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
    expect(bench.codes).deep.equals(["ACTION_INVALID"]);
  });

  it("length counts the listed positions, after make", () => {
    expect(composed([make, action(2, "command", "length")], { 3: "abc" }).hex).equals("020361626300");
  });

  it("crc is calculated over the listed positions, length included", () => {
    // 02 xor 61 xor 62 = 01
    const { hex } = composed([make, action(2, "command", "length"), action(3, "command", "crc")], {
      3: "ab",
    });
    expect(hex).equals("0202616201");
  });

  it("length before make is lost", () => {
    const reordered = [action(1, "command", "length"), action(2, "command", "make")];
    expect(composed(reordered, { 3: "abc" }).hex).equals("020061626300");
  });

  it("CMD-26 replace swaps a parameter before make", () => {
    const replace = action(1, "command", "replace", 'id="7" nr="2"');
    expect(composed([replace, action(2, "command", "make")], { 3: "a", 6: "xyz", 7: 6 }).hex).equals(
      "020078797a00",
    );
  });

  it("replace without a position that exists fails", () => {
    expect(composed([action(1, "command", "replace", 'id="7" nr="9"')], { 7: 6 }).bench.codes).deep.equals([
      "ACTION_FAILED",
    ]);
    expect(composed([action(1, "command", "replace", 'id="7"')], { 7: 6 }).bench.codes).deep.equals([
      "ACTION_FAILED",
    ]);
    for (const attributes of ['id="7" nr="9"', 'id="7"']) {
      const { bench } = composed([action(1, "command#5", "replace", attributes)], { 7: 6 });
      expect(bench.engine.actions.runById(1, fresh).code, attributes).equals(0x800402a4);
    }
  });

  it("replace data treats the whole frame between its offsets", () => {
    const data = action(2, "command", "replace data", 'options="02;1BC2" startoffset="1"');
    expect(composed([make, data], { 3: "\u0002a" }).hex).equals("02001bc26100");
  });

  it("stuffing repeats the byte unless an allowed one follows", () => {
    const stuffing = action(2, "command", "stuffing", 'value="0x10" allowed="0x030x02"');
    // between 02 00 and 00: 10 02 30 10 30 10 03
    const { hex } = composed([make, stuffing], { 3: "\u0010\u00020\u00100\u0010\u0003" });
    expect(hex).equals("02001002301010301003" + "00");
  });

  it("says so when the attributes cannot be used, or there is no such command", () => {
    for (const [type, attributes] of [
      ["replace data", 'options="zz;1"'],
      ["stuffing", ""],
    ] as const) {
      expect(composed([action(1, "command", type, attributes)]).bench.codes).deep.equals(["ACTION_FAILED"]);
    }
    expect(composed([action(1, "command#99", "make")]).bench.codes).deep.equals(["ACTION_FAILED"]);
    expect(composed([action(1, "command#99", "length")]).bench.codes).deep.equals(["ACTION_FAILED"]);
  });

  it("reports a length that does not fit its parameter", () => {
    const { bench } = composed([make, action(2, "command", "length")], { 3: "x".repeat(256) });
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
    expect(bench.notices[0]?.message).contains("256");
  });
});

describe("reverse", () => {
  it("turns a parameter of the command round, at the first place or at those of On@nr", () => {
    const reverse = action(2, "parameter#3", "reverse");
    expect(composed([make, reverse], { 3: "abc" }).hex).equals("020063626100");
    expect(composed([make, reverse.replace("<On ", '<On nr="1" ')], { 3: "abc" }).hex).equals("020061626300");
  });
});
