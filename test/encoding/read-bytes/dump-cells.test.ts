import { expect } from "chai";
import {
  bits,
  cellsOf,
  characterCells,
  decimalCells,
  hexInOrder,
  hexPairs,
  hexReversed,
  hexWords,
  octalBytes,
  octalWords,
} from "../../../src/encoding/read-bytes/dump-cells.ts";
import type { CellForm } from "../../../src/encoding/read-bytes/dump-cells.ts";

function bytesOf(line: string, form: CellForm, most = 64): string {
  return Buffer.from(cellsOf(line, 0, form, most).flatMap(({ bytes }) => [...bytes])).toString("hex");
}

describe("encoding/read-bytes/dump-cells", () => {
  it("reads the bytes of each form", () => {
    const rows: readonly (readonly [form: CellForm, line: string, hex: string])[] = [
      [hexInOrder, " 5ac3 bc72  Z..r", "5ac3bc72"],
      [hexPairs, "  5a c3  bc", "5ac3bc"],
      [hexPairs, " 5a c3-bc 72", "5ac3bc72"],
      [hexWords, " c35a 72bc", "5ac3bc72"],
      [hexReversed, " 72bcc35a   686369", "5ac3bc72696368"],
      [bits, " 01011010 11000011", "5ac3"],
      [octalBytes, " 132 303 274", "5ac3bc"],
      [octalWords, " 141532 071274", "5ac3bc72"],
      [decimalCells, "  90 195 188   7", "5ac3bc07"],
      [decimalCells, "   90  -61  -68 -128", "5ac3bc80"],
      [characterCells, "   Z 303 274      \\n  \\0", "5ac3bc200a00"],
      [characterCells, "   Z   ü  **   r", "5ac3bc72"],
    ];
    for (const [form, line, hex] of rows) expect(bytesOf(line, form), line).to.equal(hex);
  });

  it("stops where something else begins, and at the number of bytes asked for", () => {
    expect(bytesOf("5a c3 zz 5a", hexPairs)).to.equal("5ac3");
    expect(bytesOf("5ac3 bc72", hexInOrder, 3)).to.equal("5ac3");
    expect(bytesOf(" 132 400", octalBytes)).to.equal("5a");
    // od -c shows a printable character as itself: its octal digits are something else.
    expect(bytesOf("   Z 132", characterCells)).to.equal("5a");
    expect(cellsOf("  5a c3", 2, hexPairs, 64).map(({ end }) => end)).to.deep.equal([4, 7]);
  });
});
