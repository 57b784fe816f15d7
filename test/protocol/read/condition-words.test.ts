/** A condition is split by blanks outside quotes. */
import { expect } from "chai";
import { InvalidCondition, splitCondition } from "../../../src/protocol/read/condition-words.ts";

function split(text: string): { words: string[]; warnings: number[] } {
  const warnings: number[] = [];
  const words = splitCondition(text, (_message, index) => warnings.push(index));
  return { words: words.map(({ kind, text: word }) => (kind === "text" ? `"${word}"` : word)), warnings };
}

describe("protocol/read/condition-words", () => {
  it("words, texts and brackets", () => {
    expect(split('id:1 == "a b" AND ( id:2 > 3 )')).to.deep.equal({
      words: ["id:1", "==", '"a b"', "AND", "(", "id:2", ">", "3", ")"],
      warnings: [],
    });
  });

  it("brackets and operators inside quotes are text", () => {
    expect(split('id:1 == ") AND (#$"').words).to.deep.equal(["id:1", "==", '") AND (#$"']);
  });

  it("each word knows where it begins", () => {
    const words = splitCondition('( id:1 == "x" )', () => undefined);
    expect(words.map(({ index }) => index)).to.deep.equal([0, 2, 7, 10, 14]);
  });

  it("warns of brackets that touch, other blanks than spaces, and odd characters in quotes", () => {
    expect(split("((id:1 == 1))").warnings).to.deep.equal([1, 12]);
    expect(split("id:1\n==\t1").warnings).to.deep.equal([4, 7]);
    expect(split('id:1 == "a\\b"').warnings).to.deep.equal([10]);
    expect(split('id:1 == "it\'s"').warnings).to.deep.equal([11]);
    expect(split("\r\n  id:1 == 1").warnings).to.deep.equal([]);
  });

  for (const [what, text, index] of [
    ["a quote that is not closed", 'id:1 == "a', 8],
    ["# outside quotes", "id:1 == #1", 8],
    ["$ outside quotes", "id:1 == a$", 9],
    ["a word that runs into a quote", 'id:1=="a"', 6],
    ["a word that runs into a bracket", "id:1 AND(id:2 == 1)", 8],
    ["a bracket that runs into a word", "(id:1 == 1)AND id:2 == 1", 11],
    ["a quoted text that runs into a word", '"a"== id:1', 3],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => split(text))
        .to.throw(InvalidCondition)
        .with.property("index", index);
    });
  }
});
