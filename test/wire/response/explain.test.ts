/** The text about a message that nothing matches. */
import { expect } from "chai";
import fc from "fast-check";
import { checkCrcs } from "../../../src/wire/crc-action.ts";
import { explainMismatch } from "../../../src/wire/response/explain.ts";
import { afterFailedCheck, matchResponse } from "../../../src/wire/response/match-response.ts";
import type { MatchResult } from "../../../src/wire/response/match-model.ts";
import {
  afterRead,
  fixed,
  hex,
  latin,
  next,
  protocolOf,
  response,
  sized,
} from "../../support/wire/wire-protocols.ts";

const { protocol, bytesOf } = protocolOf([
  next(301, { name: "Data 1" }),
  fixed(302, latin(":"), { name: "Colon" }),
  fixed(303, latin("?"), { name: "Question mark" }),
  next(304, { name: "Data 2" }),
  fixed(305, latin(";"), { name: "Semicolon" }),
  fixed(306, latin("!"), { name: "Exclamation mark" }),
  sized(307, 4, { name: "Four" }),
  fixed(308, latin("<"), { name: "Header", type: "header" }),
]);
const candidate = (content: number[], data: Uint8Array, id = 1, optional = ""): MatchResult =>
  matchResponse(
    response(content, optional, { id, name: `R${String(id)}` }),
    data,
    protocol,
    bytesOf,
    afterRead,
  );
const whole = [301, 302, 303, 304, 305, 306];

describe("explanation of a mismatch", () => {
  it("RSP-09 shows the message, what each parameter took, where it fails, expected and found in hex", () => {
    const text = explainMismatch([candidate(whole, latin("data1:data2;!"), 300)], protocol);
    expect(text.split("\n")).to.deep.equal([
      "No response matches this message of 13 bytes:",
      "  000000  64 61 74 61 31 3A 64 61 74 61 32 3B 21           data1:data2;!",
      "",
      "Response 300 (R300) fails at byte 6, parameter 303 (Question mark), content position 2:",
      '     0  301 (Data 1)         bytes 0-4: 64 61 74 61 31  "data1"',
      '     1  302 (Colon)          byte 5: 3A  ":"',
      '  >  2  303 (Question mark)  expected 3F  "?", found 64  "d"',
      "     3  to 5 not reached",
      "  -> The value occurs nowhere in the message.",
    ]);
  });

  it("RSP-08 shows the end mark that was searched for, and in what", () => {
    const text = explainMismatch([candidate(whole, latin("?MyData;!"))], protocol);
    expect(text).to.include("fails at byte 0, parameter 301 (Data 1), content position 0:");
    expect(text).to.include(
      'its end was not found: expected 3A  ":" (parameter 302 (Colon)), found 3F 4D 79 44 61 74 61 3B 21  "?MyData;!"',
    );
  });

  it("RSP-27 shows every candidate, and which one came furthest", () => {
    const data = latin("data1:?data2;");
    const text = explainMismatch(
      [candidate([307, 302], data, 1), candidate(whole, data, 2), candidate([301], data, 3)],
      protocol,
    );
    expect(text.match(/^Response \d+ \(R\d+\) fails/gm)).to.deep.equal([
      "Response 1 (R1) fails",
      "Response 2 (R2) fails",
    ]);
    expect(text).to.match(/Response 2 \(R2\) came furthest: 5 parameters of 6\.$/);
    expect(text).to.include('expected 21  "!", found nothing');
  });

  it("says what is left behind, what was passed over and what was missing", () => {
    const text = explainMismatch([candidate([308, 302, 307], latin("..<abcd\r\n"), 1, "1")], protocol);
    expect(text).to.include("passed over 2 bytes in front of the header");
    expect(text).to.include("302 (Colon)   missing (optional)");
    expect(text).to.include('behind it  expected the end of the message, found 0D 0A  "\\r\\n"');
  });

  it("shows the surroundings in a long message", () => {
    const data = Buffer.concat([latin("x".repeat(500)), latin(":"), latin("y".repeat(500))]);
    const text = explainMismatch([candidate([301, 302, 303], data)], protocol);
    expect(text).to.include("message of 1001 bytes:");
    expect(text).to.include("...");
    expect(text).to.include("around byte 501 (0x1F5):");
    // 501 - 16 is 0x1E5: the line before the one at fault, that line, and what follows it.
    const around = text.split("\n").flatMap((line) => /^ {4}(0[0-9A-F]{5}) {2}/.exec(line)?.[1] ?? []);
    expect(around).to.deep.equal(["0001E0", "0001F0", "000200", "000210"]);
    expect(text.split("\n").length).to.be.lessThan(25);
  });

  it("shows data that was changed before matching, and a checksum in hex", () => {
    const crc = { type: "sum", options: [], groupBytesBinary: false, positions: [] };
    const given = protocolOf([
      sized(1, 2),
      sized(2, 1, { type: "crc", crc, interprete: { rawType: "unsigned number" } }),
    ]);
    const numberOf = (_pid: number, bytes?: Uint8Array): number | undefined => bytes?.[0];
    const result = matchResponse(response([1, 2]), hex("01 02 09"), given.protocol, given.bytesOf, {
      ...afterRead,
      numberOf,
    });
    const failure = checkCrcs(result, given.protocol, numberOf);
    if (failure === undefined) throw new Error("the checksum should fail");
    const shorter = matchResponse(response([1, 2]), hex("01 02"), given.protocol, given.bytesOf, {
      ...afterRead,
      numberOf,
    });
    const text = explainMismatch([shorter, afterFailedCheck(result, failure, true)], given.protocol);
    expect(text).to.include("its data was changed before matching:");
    expect(text).to.include("checksum: expected 0x3, found 0x9 (09");
  });

  it("has something to say about every mismatch, and never throws", () => {
    const contents = fc.array(fc.constantFrom(...whole, 307, 308, 99), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(contents, fc.uint8Array({ maxLength: 400 }), fc.boolean(), (content, data, read) => {
        const result = matchResponse(response(content), data, protocol, bytesOf, { ...afterRead, read });
        const text = explainMismatch([result], protocol);
        if (!result.matched) expect(text).to.match(/Response 1 \(Response\) fails at byte/);
      }),
    );
  });
});
