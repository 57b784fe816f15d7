import { expect } from "chai";
import fc from "fast-check";
import type { Notice } from "../../../src/base/notices.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { Condition } from "../../../src/protocol/model.ts";
import { parseCondition } from "../../../src/protocol/read/parse-condition.ts";
import { ParameterStore } from "../../../src/parameter/store.ts";
import { Conditions, equalsIgnoringCase, numberOf } from "../../../src/logic/chain/condition.ts";
import { param, protocolOf } from "../../support/logic/chain-bench.ts";
import { naive, type NaiveParam } from "../../support/logic/naive-condition.ts";

const fixedZero =
  "<RawType>numeric text</RawType><Type>double</Type><LengthType>fixed</LengthType><Length>4</Length><Value>0</Value>";

/** A table of one column. */
const table = `${param(100, { type: "array", extra: '<ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/></ArrayOptions>' })}${param(101)}`;

/** Numbers 1 to 9, texts 11 to 19, a fixed number 21, and table 100. */
const params = [
  ...[1, 2, 3].map((id) => param(id, { number: true })),
  ...[11, 12, 13].map((id) => param(id)),
  param(21, { interprete: fixedZero }),
  table,
];

const protocol = protocolOf({ params });
const position = { line: 7, column: 9, offset: 100 };

/** What a condition gives, with the notices it caused. */
function look(
  text: string,
  values: Readonly<Record<number, string | number>> = {},
  options: Partial<Options> = {},
): { result: boolean; notices: Notice[] } {
  const notices: Notice[] = [];
  const parameters = new ParameterStore<undefined>(protocol);
  for (const [pid, value] of Object.entries(values)) parameters.set(Number(pid), value, "restore", undefined);
  const conditions = new Conditions(protocol, parameters, resolveOptions(options), (line) =>
    notices.push(line),
  );
  const { expression } = parseCondition(text, position);
  const condition: Condition = { text, position, ...(expression && { expression }) };
  return { result: conditions.holds(condition, "action 1"), notices };
}

/** Rows of text, values, result; a result `invalid` is false with a notice. */
type Row = readonly [
  text: string,
  values: Readonly<Record<number, string | number>>,
  result: boolean | "invalid",
];

function rowsOf(rows: readonly Row[]): void {
  for (const [text, values, expected] of rows) {
    it(`${text} with ${JSON.stringify(values)} is ${String(expected)}`, () => {
      const { result, notices } = look(text, values);
      expect(result).equals(expected === true);
      expect(notices.map(({ code }) => code)).deep.equals(
        expected === "invalid" ? ["CONDITION_INVALID"] : [],
      );
    });
  }
}

describe("conditions", () => {
  describe("samples of the documentation", () => {
    rowsOf([
      ["(id:1 == 24)", { 1: 24 }, true],
      ["(id:1 == 1 AND id:2 == 0)", { 1: 1, 2: 0 }, true],
      ["(id:1 == empty)", {}, true],
      ['id:11 == "Active"', { 11: "Active" }, true],
      ["(id:1 + id:2) == 24", { 1: 20, 2: 4 }, true],
      ["id:1 + 10 > 20", { 1: 11 }, true],
      ["id:21 == empty", {}, true],
    ]);
  });

  describe("LOG-21 order of evaluation", () => {
    rowsOf([
      // (1 OR 0) AND 0, where AND before OR would give 1
      ["id:1 == 1 OR id:1 == 2 AND id:1 == 3", { 1: 1 }, false],
      // (1 + 2) * 3, where multiplication first would give 7
      ["1 + 2 * 3 == 9", {}, true],
      ["9 == 1 + 2 * 3", {}, true],
      ["id:1 < id:2 + 20", { 1: 15, 2: 0 }, true],
      ['id:11 == "ACTIVE"', { 11: "active" }, true],
      ['id:11 != "ACTIVE"', { 11: "active" }, false],
      ["id:1 == 1 and id:1 == 1", { 1: 1 }, true],
    ]);

    it("evaluates every member, so an unknown parameter behind a decided OR still counts", () => {
      expect(look("id:1 == 1 OR id:999 == 1", { 1: 1 }).notices).lengthOf(1);
    });
  });

  describe("types", () => {
    rowsOf([
      ['id:11 + "b" == "ab"', { 11: "A" }, true],
      ['id:1 + "b" == "1b"', { 1: 1 }, "invalid"],
      ['id:11 - "b" == ""', { 11: "a" }, "invalid"],
      ["id:11 == 24", { 11: "24.0" }, true],
      ["id:11 == 24", { 11: "abc" }, "invalid"],
      ["id:11 == 24", { 11: "" }, "invalid"],
      ["id:1 & 6 == 4", { 1: 5.9 }, true],
      ["id:1 | 2 == 3", { 1: 1 }, true],
      ["id:1 ^ 3 == 2", { 1: 1 }, true],
      ['id:11 < "b"', { 11: "A" }, true],
      ['id:11 >= "É"', { 11: "é" }, true],
      ["id:1 + 1", { 1: 1 }, "invalid"],
      ["(id:1 == 1) == 1", { 1: 1 }, "invalid"],
      ["(id:1 == 1) AND id:1", { 1: 1 }, "invalid"],
      ["(id:1 + 1) AND id:1 == 1", { 1: 1 }, "invalid"],
      ["id:999 == 1", {}, "invalid"],
      ["id:101 == 1", {}, "invalid"],
      ["id:100 == 1", {}, "invalid"],
      ["id:64501 == 0", {}, true],
    ]);
  });

  describe("empty and emptystring", () => {
    rowsOf([
      ["id:11 == empty", {}, true],
      ["id:11 != empty", {}, false],
      ["id:11 == empty", { 11: "" }, false],
      ["empty == id:11", {}, true],
      ["(id:11) == empty", {}, true],
      ["id:11 == emptystring", { 11: "" }, true],
      ["id:11 == emptystring", {}, true],
      ["id:11 == emptystring", { 11: "x" }, false],
      ["id:1 == emptystring", {}, true],
      ["id:1 == emptystring", { 1: 0 }, false],
      ["id:1 != emptystring", { 1: 0 }, true],
      ["id:1 > empty", {}, true],
      ["empty == empty", {}, true],
      ["empty != empty", {}, false],
      ["empty + 1 == 1", {}, "invalid"],
      ["id:1 + 1 == empty", {}, false],
      ["id:1 == 0", {}, true],
      ["id:999 == empty", {}, "invalid"],
      ["id:100 == empty", {}, true],
      ["id:100 != empty", {}, false],
    ]);
  });

  it("is true when there is none", () => {
    const conditions = new Conditions(
      protocol,
      new ParameterStore(protocol),
      resolveOptions(),
      () => undefined,
    );
    expect(conditions.holds(undefined, "action 1")).equals(true);
  });

  it("reports an invalid condition once, with its owner and place", () => {
    const notices: Notice[] = [];
    const conditions = new Conditions(protocol, new ParameterStore(protocol), resolveOptions(), (line) =>
      notices.push(line),
    );
    const broken: Condition = { text: "id:1 ==", position };
    expect([conditions.holds(broken, "group 5"), conditions.holds(broken, "group 5")]).deep.equals([
      false,
      false,
    ]);
    expect(notices).lengthOf(1);
    expect(notices[0]?.message).contains("group 5 (7:9)");
  });

  it("follows the option for a fixed zero", () => {
    expect(look("id:21 == empty", {}, { emptyForFixedZero: false }).result).equals(false);
    expect(look("id:21 == empty", { 21: 5 }).result).equals(false);
  });

  it("follows the option for a number that was never set", () => {
    const option = { uninitialisedNumberInCondition: "invalid" } as const;
    expect(look("id:1 == 0", {}, option).notices).lengthOf(1);
    expect(look("id:1 == 0", { 1: 0 }, option).result).equals(true);
    expect(look("id:1 == empty", {}, option).result).equals(true);
  });

  it("adds to the left side before 10.1.12", () => {
    // 15 < 0 + 20 is true; (15 + 20) < 0 is not
    expect(look("id:1 < id:2 + 20", { 1: 15, 2: 0 }, { dataMinerVersion: "10.1.12" }).result).equals(true);
    expect(look("id:1 < id:2 + 20", { 1: 15, 2: 0 }, { dataMinerVersion: "10.1.11" }).result).equals(false);
  });

  it("LOG-21 agrees with a second evaluator, from left to right and without case, on random conditions", () => {
    const number = fc.constantFrom("id:1", "id:2", "id:3", "0", "1", "-2", "2.5", "7", "id:21");
    const text = fc.constantFrom("id:11", "id:12", "id:13", '"a"', '"B"', '"3"', '""', "emptystring");
    const any = fc.oneof(number, text, fc.constant("empty"), fc.constant("id:99"));
    const side = (operand: fc.Arbitrary<string>, operator: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc
        .tuple(operand, fc.array(fc.tuple(operator, operand), { maxLength: 2 }))
        .map(([first, rest]) => [first, ...rest.map((pair) => pair.join(" "))].join(" "));
    const numbers = side(number, fc.constantFrom("+", "-", "*", "/", "&", "|", "^"));
    const texts = side(text, fc.constant("+"));
    const mixed = side(any, fc.constantFrom("+", "-"));
    const relation = fc.constantFrom("==", "!=", "<", ">", "<=", ">=");
    const lone = fc.oneof(
      fc.tuple(any, relation, fc.constantFrom("empty", "emptystring")),
      fc.tuple(numbers, relation, numbers),
      fc.tuple(texts, relation, texts),
      fc.tuple(mixed, relation, mixed),
    );
    const { condition } = fc.letrec<{ condition: string; member: string }>((tie) => ({
      member: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        { weight: 6, arbitrary: lone.map((parts) => parts.join(" ")) },
        { weight: 1, arbitrary: tie("condition").map((inner) => `( ${inner} )`) },
        {
          weight: 1,
          arbitrary: fc.tuple(numbers, relation, numbers).map(([a, r, b]) => `( ${a} ) ${r} ${b}`),
        },
      ),
      condition: fc
        .tuple(
          tie("member"),
          fc.array(fc.tuple(fc.constantFrom("AND", "OR"), tie("member")), { maxLength: 3 }),
        )
        .map(([first, rest]) => [first, ...rest.map((pair) => pair.join(" "))].join(" ")),
    }));
    const value = fc.record({
      1: fc.option(fc.constantFrom(0, 1, 2.5, -2, 7), { nil: undefined }),
      2: fc.option(fc.constantFrom(0, 1, 3), { nil: undefined }),
      11: fc.option(fc.constantFrom("", "A", "b", "3"), { nil: undefined }),
      12: fc.option(fc.constantFrom("a", "ab", "2.5"), { nil: undefined }),
    });
    const seen = { true: 0, false: 0, undefined: 0 };
    fc.assert(
      fc.property(condition, value, (written, given) => {
        const values: Record<number, string | number> = {};
        const known = new Map<number, NaiveParam>();
        for (const id of [1, 2, 3]) known.set(id, { number: true });
        for (const id of [11, 12, 13]) known.set(id, { number: false });
        known.set(21, { number: true, value: 0, fixed: true });
        for (const [id, entry] of Object.entries(given)) {
          if (entry === undefined) continue;
          values[Number(id)] = entry;
          known.set(Number(id), { number: typeof entry === "number", value: entry });
        }
        const expected = naive(written, known);
        const { result, notices } = look(written, values);
        seen[String(expected) as "true" | "false" | "undefined"] += 1;
        expect(result, written).equals(expected === true);
        expect(notices.length, written).equals(expected === undefined ? 1 : 0);
      }),
      { numRuns: 600, seed: 20240607 },
    );
    expect(Math.min(seen.true, seen.false, seen.undefined)).greaterThan(60);
  });
});

describe("texts and numbers of conditions", () => {
  it("folds case unit by unit", () => {
    expect(equalsIgnoringCase("Straße", "sTRAßE")).equals(true);
    expect(equalsIgnoringCase("Straße", "STRASSE")).equals(false);
    expect(equalsIgnoringCase("ΑΣ", "ας")).equals(true);
  });

  it("reads numbers in invariant culture", () => {
    expect(["+10.5", " -10 ", "1e3", ".5", "", "1,5", "0x10", "Infinity"].map(numberOf)).deep.equals([
      10.5,
      -10,
      1000,
      0.5,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
