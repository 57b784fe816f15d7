/** Pieces of source, as prettier would print them (test/codegen/helper-source.test.ts asks prettier itself). */
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import fc from "fast-check";
import * as layout from "../../src/codegen/source-layout.ts";

const long = "x".repeat(100);

describe("layout", () => {
  it("comments: one line, several, none, and none that ends early", () => {
    expect(layout.comment([])).to.deep.equal([]);
    expect(layout.comment(["a */ b\n c"])).to.deep.equal(["/** a *\\/ b c */"]);
    expect(layout.comment(["a", "", "b"])).to.deep.equal(["/**", " * a", " *", " * b", " */"]);
  });

  it("literals read back as what they were", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom('"', "'", `"'`, `""'`, '\\"\n')),
        (text) => {
          const source = layout.literal(text);
          expect(runInNewContext(source)).to.equal(text);
        },
      ),
    );
    expect(layout.literal('say "hi"')).to.equal(`'say "hi"'`);
    expect(layout.literal(-1.5)).to.equal("-1.5");
  });

  it("keys are quoted where they have to be", () => {
    expect(["a", "$1", "1", "a b", "é", ""].map(layout.key)).to.deep.equal([
      "a",
      "$1",
      '"1"',
      '"a b"',
      '"é"',
      '""',
    ]);
  });

  it("entries, groups and members break behind the colon when they are too long", () => {
    expect(layout.entry("a", '"b"', 4)).to.deep.equal(['a: "b",']);
    expect(layout.entry(long, '"bcdefgh"', 4)).to.deep.equal([`${long}:`, '  "bcdefgh",']);
    expect(layout.entry(`${long}yyyyyy`, "123", 4)).to.deep.equal([`${long}yyyyyy: 123,`]);
    expect(layout.group("a", [])).to.deep.equal(["a: {},"]);
    expect(layout.group("a", ["b: 1,"])).to.deep.equal(["a: {", "  b: 1,", "},"]);
    expect(layout.member("a", "string | null")).to.deep.equal(["a: string | null;"]);
    expect(layout.member(long, "string | null")).to.deep.equal([`${long}:`, "  string | null;"]);
    expect(layout.indented(["a", ""])).to.deep.equal(["  a", ""]);
  });

  it("types: unions and generics", () => {
    expect(layout.unionType("A", [1, "b"])).to.deep.equal(['export type A = 1 | "b";']);
    expect(layout.unionType("A", [long])).to.deep.equal(["export type A =", `  "${long}";`]);
    expect(layout.unionType("A", [long, 1])).to.deep.equal(["export type A =", `  | "${long}"`, "  | 1;"]);
    expect(layout.genericType("A", "B", "C")).to.deep.equal(["export type A = B<C>;"]);
    expect(layout.genericType("A", "B", long)).to.deep.equal(["export type A = B<", `  ${long}`, ">;"]);
  });

  it("imports say type once when there are only types", () => {
    expect(layout.importFrom("m", ["type A"])).to.deep.equal(['import type { A } from "m";']);
    expect(layout.importFrom("m", ["a", "type B"])).to.deep.equal(['import { a, type B } from "m";']);
  });
});
