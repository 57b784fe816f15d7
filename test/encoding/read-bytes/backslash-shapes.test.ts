import {
  byteEscapes,
  characterEscapes,
  codePoints,
} from "../../../src/encoding/read-bytes/backslash-shapes.ts";
import { expectOutcomes, expectSure } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/backslash-shapes", () => {
  it("byte-escapes: \\x and three octal digits are bytes", () => {
    expectOutcomes(byteEscapes, [
      ["b'Z\\xc3\\xbcrich'", "hex:5ac3bc72696368"],
      ["b'plain'", "hex:706c61696e"],
      ["Z\\xC3\\xBCrich", "hex:5ac3bc72696368"],
      ["Z\\303\\274rich\\n", "hex:5ac3bc726963680a"],
      ['"\\x5a\\xc3" \\\n"\\xbc"', "hex:5ac3bc"],
      ["caf\\xe9", "hex:636166e9"],
      ["caf\\u00e9", "nothing"],
      ["\\xc3 ü", "nothing"],
      ["C:\\temp\\new", "nothing"],
      ["C:\\xylophone", "nothing"],
      ["plain", "nothing"],
    ]);
  });

  it("character-escapes: \\u is a character, \\x one where it is no UTF-8", () => {
    expectOutcomes(characterEscapes, [
      ["caf\\u00c3\\u00a9", "text:cafÃ©"],
      ['"caf\\u00e9\\n"', "text:café\n"],
      ['@"caf\\u00e9"', "text:café"],
      ["\\u{1F600}", "text:😀"],
      ["\\U0001F600", "text:😀"],
      ["\\ud83d\\ude00", "text:😀"],
      ["Zü\\u00fc", "text:Züü"],
      ["caf\\xe9", "text:café"],
      ["Z\\xc3\\xbcrich", "nothing"],
      ["\\xc3", "nothing"],
      ["b'caf\\xe9'", "nothing"],
      ["C:\\users", "nothing"],
      ["\\u{110000}", "nothing"],
    ]);
  });

  it("code-points", () => {
    expectOutcomes(codePoints, [
      ["U+00C3 U+00A9", "text:Ã©"],
      ["u+1F600", "text:😀"],
      ["U+110000", "nothing"],
      ["U+00C3 is", "nothing"],
    ]);
  });

  it("is sure of one line and of literals, not of a program with escapes in it", () => {
    expectSure(characterEscapes, ["caf\\u00e9"], ["const a = 1;\nconst b = '\\u00e9' + a;\n"]);
    expectSure(byteEscapes, ['"\\x5a" \\\n"\\xc3"'], ["if (a)\n  b('\\xc3');"]);
  });
});
