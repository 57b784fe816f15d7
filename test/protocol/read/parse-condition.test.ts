/** Conditions: evaluated from left to right without precedence, so the parsed form is flat. */
import { expect } from "chai";
import fc from "fast-check";
import { parseCondition } from "../../../src/protocol/read/parse-condition.ts";
import { parametersOf, type Expression } from "../../../src/protocol/condition-model.ts";
import { findings, load, sure } from "../../support/protocol/parsed.ts";

const start = { line: 1, column: 1, offset: 0 };
const parsed = (text: string): Expression => sure(parseCondition(text, start).expression);

/** The expression as text, with a bracket around each group. */
function written({ first, rest }: Expression): string {
  const operand = (one: Expression["first"]["left"]["first"]): string =>
    one.kind === "group"
      ? `(${written(one.expression)})`
      : one.kind === "param"
        ? `p${String(one.id)}`
        : one.kind === "text"
          ? JSON.stringify(one.value)
          : one.kind === "number"
            ? String(one.value)
            : one.kind;
  const side = ({ first: head, rest: tail }: Expression["first"]["left"]): string =>
    [operand(head), ...tail.map((step) => `${step.operator}${operand(step.operand)}`)].join("");
  const member = ({ left, comparison }: Expression["first"]): string =>
    comparison === undefined ? side(left) : `${side(left)}${comparison.operator}${side(comparison.right)}`;
  return [member(first), ...rest.map((one) => ` ${one.join} ${member(one.member)}`)].join("");
}

describe("protocol/read/parse-condition", () => {
  for (const [text, expected] of [
    ['id:1 == "a b"', 'p1=="a b"'],
    ["ID:12 != Empty", "p12!=empty"],
    ["id:1 == EMPTYSTRING", "p1==emptystring"],
    ["-10 < +10.5", "-10<10.5"],
    ["1 + 2 * 3 == 9", "1+2*3==9"],
    ["id:1 < id:2 + 20 - 1", "p1<p2+20-1"],
    ["id:1 & 7 | 1 ^ 2 >= 3", "p1&7|1^2>=3"],
    ["id:1 == 1 or id:2 == 2 And id:3 == 3", "p1==1 OR p2==2 AND p3==3"],
    ["(id:1 == 1) AND (id:2 <= 2 OR id:3 > 3)", "(p1==1) AND (p2<=2 OR p3>3)"],
    ["( ( id:1 == 1 ) )", "((p1==1))"],
    ["( 1 + 2 ) * id:1 == 9", "(1+2)*p1==9"],
    ['"" == id:1', '""==p1'],
  ] as const) {
    it(`understands ${text}`, () => {
      const { expression, problems } = parseCondition(text, start);
      expect(problems).to.deep.equal([]);
      expect(written(sure(expression))).to.equal(expected);
    });
  }

  it("brackets that touch are accepted with a warning", () => {
    const { expression, problems } = parseCondition("((id:1 == 1) OR (id:2 == 2))", start);
    expect(written(sure(expression))).to.equal("((p1==1) OR (p2==2))");
    expect(problems.map(({ code }) => code)).to.deep.equal(["CONDITION_STYLE", "CONDITION_STYLE"]);
  });

  it("warns ten times at most", () => {
    expect(parseCondition("(".repeat(50), start).problems.map(({ code }) => code)).to.have.length(11);
  });

  for (const [text, index] of [
    ["id:1==1", 0],
    ["id: 1 == 1", 0],
    ["id:1 ==", 7],
    ["== 1", 0],
    ["id:1 == 1 == 1", 10],
    ["id:1 == 1 id:2", 10],
    ["id:1", 0],
    ["id:1 + 2", 0],
    ["id:1 AND id:2 == 1", 0],
    ["id:1 == 1 AND id:2", 14],
    ["id:1 == 1 AND", 13],
    ["( id:1 == 1", 0],
    ["id:1 == 1 )", 10],
    ["()", 1],
    ["( id:1 )", 0],
    ["( id:1 == 1 id:2 )", 12],
    ["id:x == 1", 0],
    ["id:1 = 1", 5],
    ["id:1 == abc", 8],
    ["id:1 == 1,5", 8],
    ["AND", 0],
    ["", 0],
    [`${"( ".repeat(101)}id:1 == 1${" )".repeat(101)}`, 200],
  ] as const) {
    it(`refuses ${text === "" ? "nothing" : text.slice(0, 40)}`, () => {
      const { expression, problems } = parseCondition(text, start);
      expect(expression).to.equal(undefined);
      expect(problems.map(({ code, position }) => [code, position.offset])).to.deep.equal([
        ["CONDITION_INVALID", index],
      ]);
      expect(problems[0]?.message).to.match(/[.]$/);
    });
  }

  it("places count lines from the place of the condition", () => {
    const { problems } = parseCondition("id:1 == 1\r\n AND id:x == 1", { line: 7, column: 20, offset: 100 });
    expect(problems.at(-1)?.position).to.deep.equal({ line: 8, column: 6, offset: 116 });
    const same = parseCondition("id:x == 1", { line: 7, column: 20, offset: 100 });
    expect(same.problems[0]?.position).to.deep.equal({ line: 7, column: 20, offset: 100 });
  });

  it("in a file, the place is that of the wrong word, through references, CDATA and line ends", () => {
    for (const text of [
      "<Condition>id:1 &lt; 5 AND ¦id:x == 1</Condition>",
      "<Condition>\r\n\t<![CDATA[ id:1 < 5 AND ¦id:x == 1 ]]>\r\n</Condition>",
    ]) {
      const inside = (condition: string): string =>
        `<Params><Param id="1"><Type>read</Type></Param></Params><Actions><Action id="1"><On id="1">parameter</On><Type>clear</Type>${condition}</Action></Actions>`;
      const [finding] = findings(inside(text.replace("¦", "")), "CONDITION_INVALID");
      expect(sure(finding).position.offset).to.equal("<Protocol>".length + inside(text).indexOf("¦"));
    }
  });

  it("an invalid condition stays in the model as text, so that it can be false and logged", () => {
    const { protocol } = load(
      "<Timers><Timer id='1'><Time>1000</Time><Condition>id:1==1</Condition></Timer></Timers>",
    );
    const condition = sure(protocol.timers.get(1)?.condition);
    expect(condition.text).to.equal("id:1==1");
    expect("expression" in condition).to.equal(false);
  });

  it("names the parameters it looks at", () => {
    expect(parametersOf(parsed('( id:1 + id:2 == 3 ) AND id:3 != "id:9" OR 1 < id:4'))).to.deep.equal([
      1, 2, 3, 4,
    ]);
  });

  it("is frozen to the last operand", () => {
    const { first } = parsed("id:1 + 2 == 3");
    for (const part of [first, first.left, first.left.first, first.left.rest, first.left.rest[0]])
      expect(part).to.be.frozen;
  });

  it("whatever the text: an expression or a problem inside it, never a throw", () => {
    const piece = fc.constantFrom(
      "id:1",
      "id:",
      "==",
      "<",
      "+",
      "&",
      " ",
      "  ",
      "(",
      ")",
      "((",
      '"',
      "'",
      "AND",
      "or",
      "empty",
      "1.5",
      "-",
      "#",
      "\n",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join("");
        const { expression, problems } = parseCondition(text, start);
        expect(expression === undefined).to.equal(problems.some(({ code }) => code === "CONDITION_INVALID"));
        for (const { position } of problems) expect(position.offset).to.be.within(0, text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
