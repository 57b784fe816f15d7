import { binary, decimal, octal } from "../../../src/encoding/read-bytes/number-shapes.ts";
import { expectOutcomes, expectSure } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/number-shapes", () => {
  it("dec: numbers with one kind of separator", () => {
    expectOutcomes(decimal, [
      ["123-34-116", "hex:7b2274"],
      ["90 195 188", "hex:5ac3bc"],
      ["90,195,188", "hex:5ac3bc"],
      ["90, -61, -68", "hex:5ac3bc"],
      ["90;195;188;", "hex:5ac3bc"],
      ["90.195.188", "hex:5ac3bc"],
      ["090 195 188\n", "hex:5ac3bc"],
      ["90", "hex:5a"],
      ["90 300", "miss 3"],
      ["2024-01-02", "miss 0"],
      ["90-195 188", "miss 0"],
      ["90 195 ml", "miss 7"],
      ["3.14", "miss 0"],
      ["text", "nothing"],
    ]);
  });

  it("octal and binary: numbers of one width", () => {
    expectOutcomes(octal, [
      ["132 303 274", "hex:5ac3bc"],
      ["132,303,274", "hex:5ac3bc"],
      ["132 303 294", "nothing"],
      ["132", "nothing"],
      ["13 30", "nothing"],
    ]);
    expectOutcomes(binary, [
      ["01011010 11000011", "hex:5ac3"],
      ["01011010", "hex:5a"],
      ["0101101", "nothing"],
      ["01011012", "nothing"],
    ]);
  });

  it("is sure of text, and of octal digits that cannot be decimal", () => {
    expectSure(decimal, ["90 195 188 114 105 99 104"], ["1,2,3", "84-69-83-84", "70 72 71 75 80 69 66 70"]);
    expectSure(octal, ["132 303 274 162"], ["101 102 103 104"]);
  });
});
