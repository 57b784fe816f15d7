import { decimalArray, hexArray } from "../../../src/encoding/read-bytes/array-shapes.ts";
import { expectOutcomes, expectSure } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/array-shapes", () => {
  it("hex-array: marked numbers, in brackets or not", () => {
    expectOutcomes(hexArray, [
      ["{0x5A, 0xC3}", "hex:5ac3"],
      ["0x5A,0xC3", "hex:5ac3"],
      ["&H5A, &HC3", "hex:5ac3"],
      ["5Ah C3h", "hex:5ac3"],
      ["$5A $C3", "hex:5ac3"],
      ["new byte[] { 0x5A, (byte)0xC3 }", "hex:5ac3"],
      ["unsigned char x[] = {\n  0x5a, /* Z */\n  0xc3\n};\nunsigned int x_len = 2;", "hex:5ac3"],
      ["{ 'Z', 0xC3 }", "hex:5ac3"],
      ["{0x5A, 0x1C3}", "miss 7"],
      ["{0x5A, C3}", "miss 7"],
      ["[90, 195]", "nothing"],
      ["0x5A", "nothing"],
      ["text", "miss 0"],
    ]);
  });

  it("dec-array: plain, signed and mixed numbers", () => {
    expectOutcomes(decimalArray, [
      ["[90,195]", "hex:5ac3"],
      ["[90, -61, -68]", "hex:5ac3bc"],
      ["new byte[] { 90, 195 }", "hex:5ac3"],
      ["(byte)90, (byte)195", "hex:5ac3"],
      ['{"type":"Buffer","data":[90,195,188]}', "hex:5ac3bc"],
      ["Uint8Array(3) [ 90, 195, 188 ]", "hex:5ac3bc"],
      ["bytearray([90, 195])", "hex:5ac3"],
      ["{ (byte)90, (byte)0xC3 }", "hex:5ac3"],
      ["0132, 0303, 0274", "hex:5ac3bc"],
      ["[90, 300]", "miss 5"],
      ["[90, drei]", "miss 5"],
      ["90, 195", "nothing"],
      ["[0x5A]", "nothing"],
      ["See table (1, 2)", "miss 0"],
    ]);
  });

  it("is sure of arrays of code, not of numbers that may be data", () => {
    expectSure(decimalArray, ["new byte[] { 1, 2 }", "[90,195,188,114,105]"], ["[1, 2, 3]", "{ 10, 20 }"]);
    expectSure(hexArray, ["{0x01, 0x02}"], ["{0x01}"]);
  });
});
