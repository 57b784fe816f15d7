import { expect } from "chai";
import { inputShapes } from "../../../src/encoding/read-bytes/shapes.ts";

describe("encoding/read-bytes/shapes", () => {
  it("has each shape once, with a title that follows 'taken for'", () => {
    const names = inputShapes.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    for (const { name, title, kind } of inputShapes) {
      expect(name).to.match(/^[a-z0-9-]+$/);
      expect(title, name).to.match(/^[a-z].*[^.]$/);
      expect(["hex", "dec", "dump", "base64", "escapes"], name).to.include(kind);
    }
  });

  it("answers for any text, however long one thing is repeated in it", () => {
    const pieces = [
      " ",
      "\n",
      "0 ",
      "00 ",
      "/*",
      "(",
      "{",
      "'",
      '"',
      "\\",
      "\\x",
      "%",
      "=",
      "&#",
      "*\n",
      "0000 00\n",
      "a:",
      "é",
    ];
    for (const piece of pieces) {
      for (const end of ["", "é", '"']) {
        const input = piece.repeat(20_000 / piece.length) + end;
        for (const { read } of inputShapes) expect(() => read(input)).to.not.throw();
      }
    }
  });
});
