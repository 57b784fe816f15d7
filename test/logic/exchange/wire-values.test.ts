import { expect } from "chai";
import { Bench, param } from "../../support/logic/chain-bench.ts";

const binary =
  "<RawType>unsigned number</RawType><Type>double</Type><LengthType>fixed</LengthType><Length>2</Length><Endian>big</Endian>";

describe("numbers in the form of a parameter", () => {
  const bench = new Bench({ params: [param(1, { interprete: binary }), param(2, { number: true })] });

  it("reads bytes, or the value of the parameter", () => {
    bench.set(1, 7);
    const { numberOf } = bench.engine.values;
    expect(numberOf(1, Uint8Array.of(1, 2))).equals(0x0102);
    expect(numberOf(1)).equals(7);
    expect(numberOf(2, Buffer.from("12"))).equals(12);
    expect(numberOf(2, new Uint8Array())).equals(undefined);
    expect(numberOf(99, Uint8Array.of(1))).equals(undefined);
  });

  it("writes numbers in the fixed length, or in as many bytes as they need", () => {
    const encode = bench.engine.values.encodeNumber;
    expect(encode(1, 258)).deep.equals(Uint8Array.of(1, 2));
    expect(encode(1, 65536)).equals(undefined);
    expect(Buffer.from(encode(2, 123) ?? []).toString()).equals("123");
  });
});
