import { expect } from "chai";
import { readBytes } from "../../../src/encoding/index.ts";
import {
  bytea,
  hex,
  hexCall,
  loggedHex,
  nodeBuffer,
  sqlHex,
} from "../../../src/encoding/read-bytes/hex-shapes.ts";
import { expectOutcomes, expectSure } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/hex-shapes", () => {
  it("hex behind the direction in a log, with a time or without", () => {
    expectOutcomes(loggedHex, [
      ["RX: 5A C3", "hex:5ac3"],
      ["RX 02 31 03", "hex:023103"],
      ["2024-01-02 12:00:00.123 [TX] > 02 31 03", "hex:023103"],
      ["[12:00:01] recv: 5ac3bc", "hex:5ac3bc"],
      ["RX: 5A C3\nRX: BC\n", "hex:5ac3bc"],
      ["RX: 5A C3\nTX: BC", "nothing"],
      ["Sent 20", "nothing"],
      ["RX: hello", "nothing"],
      ["received: be a friend", "nothing"],
    ]);
    expectSure(loggedHex, ["RX: 5A C3"], ["RX: 20"]);
    expect(readBytes("RX: 5A C3 BC")).to.deep.include({
      shape: "logged-hex",
      bytes: Uint8Array.of(0x5a, 0xc3, 0xbc),
      description: "hex digits in lines of a log, 1 line",
    });
  });

  it("hex: every spelling of the same bytes", () => {
    const spellings = [
      "5a c3 bc",
      "5AC3BC",
      "0x5AC3BC",
      "0x5A 0xC3 0xBC",
      "\\x5a\\xc3\\xbc",
      "5A-C3-BC",
      "5a:c3:bc",
      "5A_C3_BC",
      "5a|c3|bc",
      "5a.c3.bc",
      "5A;C3;BC",
      "'5ac3bc'",
      "<5ac3bc>",
      " 5A\tC3\r\nBC\n",
      "5ac3 bc",
    ];
    expectOutcomes(
      hex,
      spellings.map((text) => [text, "hex:5ac3bc"]),
    );
    expectOutcomes(hex, [
      ["001b.8c11.3ab7", "hex:001b8c113ab7"],
      ["2024-01-02", "nothing"],
      ["10.42.20.80", "nothing"],
      ["", "nothing"],
      ["5a c3 b", "miss 6"],
      ["5a c3 zz", "miss 6"],
      ["5ac3bc7g", "miss 7"],
      ["hello", "miss 0"],
    ]);
  });

  it("hex: is sure of digits and letters mixed, not of numbers and words", () => {
    expectSure(
      hex,
      ["5ac3bc72", "5a c3 bc 72", "0x31 0x32", "54 65 73 74 20 54 65 73 74"],
      ["1234", "20240101", "cafe", "12 34 56"],
    );
  });

  it("sql-hex, hex-call and Buffers that Node printed", () => {
    expectOutcomes(sqlHex, [
      ["X'5AC3'", "hex:5ac3"],
      ["x'5ac3';", "hex:5ac3"],
      ["X'5AC'", "miss 2"],
      ["X'5AC3", "nothing"],
      ["'5AC3'", "nothing"],
    ]);
    expectOutcomes(hexCall, [
      ["bytes.fromhex('5a c3')", "hex:5ac3"],
      ['Buffer.from("5ac3", "hex")', "hex:5ac3"],
      ['Convert.FromHexString("5AC3");', "hex:5ac3"],
      ["HEXTORAW('5AC3')", "hex:5ac3"],
      ["UNHEX('5AC3')", "hex:5ac3"],
      ["unhex('5AC')", "miss 7"],
      ["print('5AC3')", "nothing"],
    ]);
    expectOutcomes(nodeBuffer, [
      ["<Buffer 5a c3>", "hex:5ac3"],
      ["<Buffer 5a c3 ... 12 more bytes>", "hex:5ac3"],
      ["<Buffer >", "nothing"],
      ["<5a c3>", "nothing"],
    ]);
  });

  it("bytea: the hex form of PostgreSQL", () => {
    expectOutcomes(bytea, [
      ["\\x5ac3", "hex:5ac3"],
      ["'\\x5ac3'", "hex:5ac3"],
      ["E'\\\\x5ac3'::bytea", "hex:5ac3"],
      ["\\x5a", "nothing"],
      ["\\x5ac", "nothing"],
      ["\\x5ac3c", "miss 2"],
      ["\\x5a\\xc3", "nothing"],
    ]);
  });
});
