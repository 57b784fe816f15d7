import { expect } from "chai";
import { dumpLines } from "../../../src/encoding/read-bytes/dump-lines.ts";

const offset = /^\s*([0-9a-f]{4})(?=\s|$)/;

describe("encoding/read-bytes/dump-lines", () => {
  it("finds rows, their offsets, and where they go on", () => {
    const { blocks, others } = dumpLines("0000  5a\r\n0001  c3\r\n", offset);
    expect(blocks).to.deep.equal([
      [
        { line: "0000  5a", index: 0, digits: "0000", from: 4, repeated: false },
        { line: "0001  c3", index: 10, digits: "0001", from: 4, repeated: false },
      ],
    ]);
    expect(others).to.equal(0);
  });

  it("ends a block at a line of another kind, not at an empty one, a ruler or *", () => {
    const { blocks, others } = dumpLines(
      "first\n0000  5a\n\n0001  c3\n*\n0010\n----\nsecond\n0000  5a",
      offset,
    );
    expect(
      blocks.map((rows) => rows.map(({ digits, repeated }) => `${digits}${repeated ? "*" : ""}`)),
    ).to.deep.equal([["0000", "0001*", "0010"], ["0000"]]);
    expect(others).to.equal(2);
  });
});
