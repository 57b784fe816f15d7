/** Shapes of the values that come with a notify call. */
import { expect } from "chai";
import { idOf, idsOf, listOf, textsOf } from "../../../src/qaction/notify/notify-shapes.ts";
import { dataMinerNotifies, protocolNotifies } from "../../../src/qaction/notify/notify-registry.ts";
import { inScript } from "../../support/qaction/script-element.ts";
import { notify, notifyDataMiner, params } from "../../support/qaction/notify-element.ts";

/** Calls that fail for another reason than their shape, with the code of the members behind them. */
const failing: readonly (readonly [type: number, value1: unknown, value2: unknown, code: number])[] = [
  [60, "parameter", 999, 0x80040239],
  [73, 999, null, 0x80040239],
  [77, 999, null, 0x80040239],
  [84, "nobody", 1, 0x80040239],
  [85, "nobody", null, 0x80040239],
  [86, "gone", 1, 0x80040239],
  [87, "gone", null, 0x80040239],
  [88, "nobody", null, 0x80040239],
  [89, "nobody", "x", 0x80040239],
  [121, [999, "a", 1], "x", 0x80040221],
  [121, [100, "nobody", 2], "x", 0x80040221],
  [121, [100, 1, 9], "x", 0x80040244],
  [122, [999, 1, 1], null, 0x80040221],
  [122, [100, 9, 1], null, 0x80040244],
  [122, [100, "nobody", 1], null, 0x80040221],
  [131, 999, "x", 0x80040239],
  [134, 999, null, 0x80040239],
  [149, 999, "k", 0x80040221],
  [156, 999, "k", 0x80040221],
  [163, 999, "k", 0x80040221],
  [168, 999, null, 0x80040221],
  [177, 999, [1], 0x80040239],
  [193, 999, [["a"]], 0x80040221],
  [193, 100, "x", 0x80040221],
  [194, 999, [["a"]], 0x80040221],
  [195, 999, null, 0x80040221],
  [196, 103, "x", 0x80040221],
  [215, [999, "a"], null, 0x80040239],
  [215, [100, "nobody"], null, 0x80040239],
  [220, [999, 102], [["a"], ["x"]], 0x80040221],
  [220, [100, 102], [["a"], "x"], 0x80040221],
  [221, 999, null, 0x800402a3],
  [225, [999, "a"], ["a"], 0x80040221],
  [225, [100, "nobody"], ["nobody"], 0x80040221],
  [225, [100, "a"], ["a", "b", 1, 2], 0x80040222],
  [240, 999, null, 0x80040221],
  [240, 100, null, 0x80040222],
  [265, 999, "a", 0x80040221],
  [293, [999, "a"], [null, null, 1], 0x80040221],
  [321, 999, [0], 0x80040221],
  [321, 100, [9], 0x80040244],
  [336, [999, 102], [["a"], ["x"]], 0x80040221],
  [342, "nobody", 1, 0x80040239],
  [343, "one", 1, 0x80040239],
  [393, 1, null, 0x80040221],
  [394, 999, null, 0x80040221],
  [397, 999, null, 0x80040221],
  [411, 103, "x", 0x80040221],
  [474, 101, null, 0x80040239],
];

const hex = (code: number): string => `0x${code.toString(16).toUpperCase()}`;

describe("notify call", () => {
  it("ids are whole numbers, also as text", () => {
    expect([5, "5", " 5 ", 5.5, "x", "", null, undefined, true].map(idOf)).to.deep.equal([
      5,
      5,
      5,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("lists are arrays and typed arrays", () => {
    expect(listOf([1, "a"])).to.deep.equal([1, "a"]);
    expect(listOf(Uint32Array.of(1, 2))).to.deep.equal([1, 2]);
    expect(listOf(new DataView(new ArrayBuffer(2)))).to.equal(undefined);
    expect(listOf("text")).to.equal(undefined);
    expect(idsOf(["1", 2])).to.deep.equal([1, 2]);
    expect(idsOf([1, "x"])).to.equal(undefined);
    expect(textsOf(["a"])).to.deep.equal(["a"]);
    expect(textsOf(["a", 1])).to.equal(undefined);
  });

  it("a NotifyProtocol call that fails writes one line with its number and code, and the values from 10.5.12 on (RN 43967)", async () => {
    const calls = failing.map(([type, value1, value2]) => [type, value1, value2] as const);
    const before = await notify(calls, { dataMinerVersion: "10.5.11" });
    const lines = failing.map(
      ([type, , , code]) => `NotifyProtocol with ${String(type)} failed. ${hex(code)}`,
    );
    expect(before.memory.messages).to.deep.equal(lines);
    const since = await notify(calls, { dataMinerVersion: "10.5.12" });
    expect(since.memory.messages.map((line) => line.replace(/ \(.*/s, ""))).to.deep.equal(lines);
    expect(since.memory.messages[0]).to.equal("NotifyProtocol with 60 failed. 0x80040239 ('parameter', 999)");
    expect(since.memory.messages.every((line) => / \(.*\)$/s.test(line))).to.equal(true);
  });

  it("the main releases got the values by cumulative updates", async () => {
    const withValues = async (dataMinerVersion: string): Promise<boolean> => {
      const { memory } = await notify([[85, "nobody"]], { dataMinerVersion });
      return memory.messages[0] === "NotifyProtocol with 85 failed. 0x80040239 ('nobody', null)";
    };
    const versions = ["10.4.0 CU20", "10.4.0 CU21", "10.4.1", "10.5.0 CU8", "10.5.0 CU9", "10.5.1", "10.6.0"];
    const answers: boolean[] = [];
    for (const version of versions) answers.push(await withValues(version));
    expect(answers).to.deep.equal([false, true, false, false, true, false, true]);
  });

  it("every number that takes values of some shape fails on others, with the same line and a notice that names its page", async () => {
    const odd = { odd: 1 };
    const shapeless = new Set([62, 106, 128, 327]);
    for (const [member, entries, call] of [
      ["NotifyProtocol", protocolNotifies, notify],
      ["NotifyDataMiner", dataMinerNotifies, notifyDataMiner],
    ] as const) {
      const numbers = [...entries.keys()].filter((number) => !shapeless.has(number));
      const made = await call(numbers.map((number) => [number, odd, odd] as const));
      expect(made.result).to.deep.equal(numbers.map(() => null));
      expect(made.memory.messages).to.deep.equal(
        numbers.map(
          (number) => `${member} with ${String(number)} failed. 0x80040221 ({ odd: 1 }, { odd: 1 })`,
        ),
      );
      for (const number of numbers) {
        const name = entries.get(number)?.name ?? "";
        const told = made
          .noticed("SCRIPT_ARGUMENT")
          .filter((line) => line.includes(`with ${String(number)} `));
        expect(told, name).to.have.length(1);
        expect(told[0]).to.contain(`The page ${name} of the documentation`);
      }
    }
  });

  it("values that no JSON can show are shown, and nothing of them is run", async () => {
    const circle: unknown[] = [Number.NEGATIVE_INFINITY, new Date(0), 5n];
    circle.push(circle);
    const trap = {
      get danger(): never {
        throw new Error("a getter was run");
      },
      toJSON(): never {
        throw new Error("toJSON was run");
      },
    };
    const { memory } = await notify([[73, circle, trap]]);
    expect(memory.messages[0]).to.contain("NotifyProtocol with 73 failed. 0x80040221 (");
    expect(memory.messages[0]).to.contain("-Infinity, 1970-01-01T00:00:00.000Z, 5n");
  });

  it("a call after the stop of the element fails with 0x800402E0, and without values", async () => {
    const { memory, result: protocol, host } = await inScript(params, (given) => given);
    host.active = false;
    expect([
      protocol?.NotifyProtocol(85, "one", null),
      protocol?.NotifyProtocol(195, 100, null),
    ]).to.deep.equal([null, -1]);
    expect(protocol?.NotifyDataMiner(215, [7, 42, 100, "a"], null)).to.equal(null);
    expect(memory.messages).to.deep.equal([
      "NotifyProtocol with 85 failed. 0x800402E0",
      "NotifyProtocol with 195 failed. 0x800402E0",
      "NotifyDataMiner with 215 failed. 0x800402E0",
    ]);
  });
});
