/** What the bytes of a mismatch give away. */
import { expect } from "chai";
import type { CrcDefinition } from "../../../src/protocol/model.ts";
import { checkCrcs } from "../../../src/wire/crc-action.ts";
import { checkLengths } from "../../../src/wire/length-action.ts";
import { afterFailedCheck, matchResponse } from "../../../src/wire/response/match-response.ts";
import type { MatchOptions } from "../../../src/wire/response/match-model.ts";
import { mismatchHints } from "../../../src/wire/response/mismatch-hints.ts";
import {
  afterRead,
  asciiNumber,
  fixed,
  hex,
  latin,
  next,
  protocolOf,
  response,
  sized,
  type Given,
} from "../../support/wire/wire-protocols.ts";

function hints(
  params: readonly Given[],
  data: string | Uint8Array,
  unicode = false,
  options: MatchOptions = afterRead,
): string {
  const { protocol, bytesOf } = protocolOf(params, unicode);
  const bytes = typeof data === "string" ? latin(data) : data;
  const result = matchResponse(response(params.map(({ id }) => id)), bytes, protocol, bytesOf, options);
  return mismatchHints(result, protocol).join("\n");
}

describe("hints about a mismatch", () => {
  const colon = fixed(2, latin(":"));

  it("RSP-25 a plain-text separator of a Unicode protocol: tells its two bytes and the 0x form to write", () => {
    const text = hints(
      [next(1), fixed(2, hex("3A 00"), { interprete: { value: ":" } }), next(3)],
      "ab:c",
      true,
    );
    expect(text).to.match(/3A 00 \(UTF-16LE\).*holds 3A at byte 2.*Write the Value as 0x3A\./);
  });

  it("a message in UTF-16 where single bytes are expected", () => {
    expect(hints([fixed(1, latin("OK"))], hex("4F 00 4B 00"))).to.match(
      /as UTF-16LE \(4F 00 4B 00\) at byte 0/,
    );
  });

  it("RSP-12 variable parameters that were not read", () => {
    expect(hints([next(1), colon], "ab:", false, { ...afterRead, read: false })).to.match(
      /No read action was run for the variable parameter 1/,
    );
  });

  it("a Value longer than its Length, which is all spaces", () => {
    expect(hints([fixed(1, latin("  "), { interprete: { value: "OK!", length: 2 } })], "OK!")).to.match(
      /longer than its Length of 2 bytes/,
    );
  });

  it("Value 1 that was meant as byte 01", () => {
    const params = [fixed(1, latin("1"), { interprete: { value: "1", rawType: "unsigned number" } })];
    expect(hints(params, hex("01"))).to.equal("Value 1 is text: byte 31. For byte 01 write 0x01.");
  });

  it("line ends, letter case and a byte order mark", () => {
    expect(hints([next(1), fixed(2, hex("0D 0A"))], "abc\n")).to.match(
      /LF \(0A\) alone at byte 3, not CR LF/,
    );
    expect(hints([fixed(1, latin("OK"))], "ok")).to.match(/upper and lower case/);
    expect(hints([fixed(1, latin("{"))], hex("EF BB BF 7B"))).to.match(/byte order mark/);
  });

  it("where the value is instead", () => {
    expect(hints([sized(1, 2), colon], "abc:")).to.match(/occurs at byte 3, 1 byte further on/);
    expect(hints([colon, next(3), fixed(4, latin(":"))], ":abc")).to.match(
      /occurs at byte 0, but parameter 3 begins behind it/,
    );
    expect(hints([next(1), colon], "abc")).to.equal("The value occurs nowhere in the message.");
  });

  it("how many bytes are missing, and whose length asks for them", () => {
    expect(hints([sized(1, 5)], "abc")).to.equal("The message is 2 bytes too short.");
    const counted = next(2, { interprete: { lengthType: "other param", lengthTypeId: 1 } });
    expect(hints([sized(1, 1), counted], "9abc")).to.match(
      /6 bytes too short, by the length that parameter 1 tells/,
    );
    expect(hints([sized(1, 1), counted], "xabc")).to.match(
      /Parameter 1 \(P1\) tells the length and holds "x", no usable number/,
    );
    expect(hints([next(2, { interprete: { lengthType: "other param" } })], "x")).to.match(/without an id/);
  });

  it("two variable parameters in a row", () => {
    expect(hints([next(1), next(2)], "x")).to.match(
      /Parameter 1 is of variable length and so is parameter 2 behind it/,
    );
  });

  it("bytes left behind: a line end, or anything else", () => {
    expect(hints([sized(1, 2)], "ab\r\n")).to.match(/ends with "\\r\\n": add a parameter with Value 0x0D0A/);
    expect(hints([sized(1, 2)], "abc")).to.match(/Add a next param/);
  });

  it("RSP-13 which position would make a length right", () => {
    const params = [
      sized(1, 2, { type: "length", lengthPositions: [1], interprete: { rawType: "numeric text" } }),
      next(2),
      fixed(3, latin("#")),
    ];
    const { protocol, bytesOf } = protocolOf(params);
    const why = (data: string): string => {
      const result = matchResponse(response([1, 2, 3]), latin(data), protocol, bytesOf, afterRead);
      const failure = checkLengths(result, protocol, asciiNumber);
      return failure === undefined
        ? ""
        : mismatchHints(afterFailedCheck(result, failure, true), protocol).join("\n");
    };
    expect(why("04abc#")).to.match(/right if position 2 \(parameter 3\) were counted as well/);
    expect(why("00abc#")).to.match(/right if position 1 \(parameter 2\) were not counted/);
    expect(why("09abc#")).to.equal("");
  });

  it("RSP-15 which algorithm or byte order would make a checksum right", () => {
    const crc: CrcDefinition = { type: "crc-ccitt", options: [], groupBytesBinary: false, positions: [] };
    const binary = sized(2, 2, {
      type: "crc",
      crc,
      interprete: { rawType: "unsigned number", type: "double" },
    });
    const { protocol, bytesOf } = protocolOf([sized(1, 9), binary]);
    const numberOf = (_pid: number, bytes?: Uint8Array): number => Buffer.from(bytes ?? []).readUInt16LE();
    const why = (checksum: string): string => {
      const result = matchResponse(
        response([1, 2]),
        Buffer.concat([latin("123456789"), hex(checksum)]),
        protocol,
        bytesOf,
        { ...afterRead, numberOf },
      );
      const failure = checkCrcs(result, protocol, numberOf);
      return failure === undefined
        ? "right"
        : mismatchHints(afterFailedCheck(result, failure, true), protocol).join("\n");
    };
    expect(why("B1 29")).to.equal("right");
    expect(why("29 B1")).to.match(/calculated checksum in the other order: see Endian of parameter 2/);
    expect(why("37 4B")).to.match(/right for CRC type 'modbus' \(CRC-16\/MODBUS\)\./);
    expect(why("4B 37")).to.match(/'modbus' \(CRC-16\/MODBUS\) with the other Endian/);
    expect(why("00 00")).to.equal("");
  });

  it("a match has none", () => {
    expect(hints([colon], ":")).to.equal("");
  });
});
