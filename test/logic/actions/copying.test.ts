import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { action, Bench, fresh, param, trigger } from "../../support/logic/chain-bench.ts";

const binary = (length: number, value = ""): string =>
  `<RawType>unsigned number</RawType><Type>double</Type><LengthType>fixed</LengthType><Length>${String(length)}</Length>${value}`;

interface Given {
  /** XML of source 2 and target 1. */
  readonly source?: Parameters<typeof param>[1];
  readonly target?: Parameters<typeof param>[1];
  readonly value?: string | number | Uint8Array;
  readonly before?: string | number;
  readonly attributes?: string;
  readonly options?: Partial<Options>;
  readonly unicode?: boolean;
}

/** A bench on which an action with source 2 and target 1 was run. */
function ran(type: string, given: Given): Bench {
  const { attributes = 'id="2"', value, before, unicode = false } = given;
  const bench = new Bench(
    {
      params: [param(1, given.target), param(2, given.source)],
      actions: [action(1, "parameter#1", type, attributes)],
      more: unicode ? "<Options><Encoding>unicode</Encoding></Options>" : "",
    },
    given.options,
  );
  if (value instanceof Uint8Array) bench.parameters.setBytes(2, value, "device", fresh);
  else if (value !== undefined) bench.set(2, value);
  if (before !== undefined) bench.set(1, before);
  bench.engine.actions.runById(1, fresh);
  return bench;
}

const after = (type: string, given: Given): unknown => ran(type, given).parameters.get(1);

describe("copy", () => {
  it("brings text to text, number to number, and either to the other", () => {
    expect(after("copy", { value: "é" })).equals("é");
    expect(after("copy", { value: 2.5, source: { number: true }, target: { number: true } })).equals(2.5);
    expect(after("copy", { value: 2.5, source: { number: true } })).equals("2.5");
    expect(after("copy", { value: "42", target: { number: true } })).equals(42);
  });

  it("says so when the text is no number, and keeps the target", () => {
    const bench = ran("copy", { value: "abc", target: { number: true }, before: 7 });
    expect(bench.parameters.get(1)).equals(7);
    expect(bench.codes).contains("ACTION_FAILED");
  });

  it("CMD-30 LOG-20 stops at a zero byte, in Unicode at a zero unit", () => {
    expect(after("copy", { value: "ab\0cd" })).equals("ab");
    expect(after("copy", { value: "ab\0cd", unicode: true })).equals("ab");
    expect(after("copy", { value: "ab\0cd", unicode: true, options: { copyStop: "byte" } })).equals(
      "a\0".slice(0, 1),
    );
  });

  it("LOG-20 a fixed unsigned Value 1 is the character, 49, and 0x01 is one", () => {
    const target = { number: true };
    expect(
      after("copy", { source: { type: "fixed", interprete: binary(1, "<Value>1</Value>") }, target }),
    ).equals(49);
    expect(
      after("copy", { source: { type: "fixed", interprete: binary(1, "<Value>0x01</Value>") }, target }),
    ).equals(1);
  });

  it("of a source that was never set leaves the target alone", () => {
    expect(after("copy", { before: "kept" })).equals("kept");
  });

  it("without a source takes the parameter whose trigger runs it", () => {
    const bench = new Bench({
      params: [param(1), param(2)],
      triggers: [trigger(1, "parameter#2", "change", [1, 2])],
      actions: [action(1, "parameter#1", "copy"), action(2, "parameter#1", "append", 'id="2"')],
    });
    bench.set(2, "x");
    expect(bench.parameters.get(1)).equals("xx");
  });

  it("without a source and without such a trigger does nothing and says so", () => {
    const bench = ran("copy", { attributes: "", value: "x" });
    expect(bench.parameters.get(1)).equals(null);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
  });
});

describe("copy reverse", () => {
  it("turns the characters round", () => {
    expect(after("copy reverse", { value: "3-4" })).equals("4-3");
    expect(after("copy reverse", { value: "a😀b", unicode: true })).equals("b😀a");
  });

  it("turns the digits of numeric text round", () => {
    expect(after("copy reverse", { value: 120, source: { number: true } })).equals("021");
  });

  it("turns the bytes of a binary number round", () => {
    // 0x0102 little endian is 02 01; turned round 01 02, which is 0x0201
    const both = { source: { interprete: binary(2) }, target: { interprete: binary(2) } };
    expect(after("copy reverse", { ...both, value: 0x0102 })).equals(0x0201);
  });
});

describe("append", () => {
  it("adds the text of the source, or a fixed text", () => {
    expect(after("append", { before: "a", value: "b" })).equals("ab");
    expect(after("append", { before: "a", value: 7, source: { number: true } })).equals("a7");
    expect(after("append", { before: "a", attributes: 'value="; "' })).equals("a; ");
    expect(after("append", { value: "b" })).equals("b");
  });

  it("adds bytes in hexadecimal, in groups of n bytes", () => {
    const value = Buffer.from("c3a9c3a8ff", "hex");
    expect(after("append", { before: ">", value, attributes: 'id="2" options="hex"' })).equals(">C3A9C3A8FF");
    expect(after("append", { value, attributes: 'id="2" options="hex-2"' })).equals("C3A9 C3A8 FF");
  });
});

describe("append data", () => {
  it("adds stored bytes, whatever they mean", () => {
    const bench = ran("append data", { before: "A", value: 0x4243, source: { interprete: binary(2) } });
    // 0x4243 little endian is 43 42
    expect(Buffer.from(bench.parameters.bytes(1) ?? []).toString("hex")).equals("414342");
  });
});
