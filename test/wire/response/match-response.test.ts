/** Messages split over responses. */
import { expect } from "chai";
import fc from "fast-check";
import {
  afterFailedCheck,
  matchResponse,
  responseSegments,
} from "../../../src/wire/response/match-response.ts";
import type { MatchOptions, MatchResult } from "../../../src/wire/response/match-model.ts";
import {
  afterRead,
  fixed,
  hex,
  latin,
  next,
  protocolOf,
  response,
  sized,
  toHex,
  type Given,
} from "../../support/wire/wire-protocols.ts";

const last = (id: number, more: Partial<Given> = {}): Given =>
  next(id, { ...more, interprete: { lengthType: "last next param" } });
const text = (id: number, value: string, more: Partial<Given> = {}): Given => fixed(id, latin(value), more);
const header = (id: number, value: string, more: Partial<Given> = {}): Given =>
  text(id, value, { type: "header", ...more });
const trailer = (id: number, value: string, more: Partial<Given> = {}): Given =>
  text(id, value, { type: "trailer", ...more });

/** Splits a message over a response whose content is these parameters, in order. */
function split(
  params: readonly Given[],
  data: string | Uint8Array,
  options: Partial<MatchOptions> = {},
  optional = "",
): MatchResult {
  const { protocol, bytesOf } = protocolOf(params);
  const content = response(
    params.map(({ id }) => id),
    optional,
  );
  return matchResponse(content, typeof data === "string" ? latin(data) : data, protocol, bytesOf, {
    ...afterRead,
    ...options,
  });
}

/** What is stored, as text by parameter id. */
function stored(result: MatchResult): Record<number, string> {
  const fields = result.steps.filter(({ action }) => action === "store");
  return Object.fromEntries(fields.map(({ pid, bytes }) => [pid, Buffer.from(bytes).toString("latin1")]));
}

describe("matching responses", () => {
  /** Content A, ":", "?", B, ";", "!" of ConnectionsSerialCreatingCommandsAndResponses. */
  const documented = [next(301), text(302, ":"), text(303, "?"), next(304), text(305, ";"), text(306, "!")];

  describe("the sample of the page, row by row", () => {
    const rows: readonly [
      title: string,
      data: string,
      matched: boolean,
      kept: Record<number, string>,
      emptied: number[],
    ][] = [
      ["RSP-02 both variable parameters may be empty", ":?;!", true, { 301: "", 304: "" }, []],
      [
        "RSP-02 all filled",
        "MyVariableData1:?MyVariableData2;!",
        true,
        { 301: "MyVariableData1", 304: "MyVariableData2" },
        [],
      ],
      ["RSP-02 first filled", "data1:?;!", true, { 301: "data1", 304: "" }, []],
      ["RSP-02 second filled", ":?data2;!", true, { 301: "", 304: "data2" }, []],
      ["RSP-08 no ':' empties both", "?MyData;!", false, {}, [301, 304]],
      ["RSP-08 no ';' empties both, also the one that was found", "MyData:?!", false, {}, [301, 304]],
      ["RSP-09 missing '?' leaves A", "data1:data2;!", false, { 301: "data1" }, []],
      ["RSP-09 missing '?' leaves an empty A", ":data2;!", false, { 301: "" }, []],
      ["RSP-09 missing '!' leaves both", "data1:?data2;", false, { 301: "data1", 304: "data2" }, []],
      ["RSP-09 missing '!' leaves A and an empty B", "data1:?;", false, { 301: "data1", 304: "" }, []],
    ];
    for (const [title, data, matched, kept, emptied] of rows) {
      it(`${title}: ${data}`, () => {
        const result = split(documented, data);
        expect(result.matched).to.equal(matched);
        expect(stored(result)).to.deep.equal(kept);
        expect(result.emptied).to.deep.equal(emptied);
      });
    }
  });

  it("RSP-01 a fixed value must match at its place", () => {
    expect(split([text(1, "AB"), next(2)], "ABrest").matched).to.equal(true);
    const { failure } = split([text(1, "AB"), next(2)], "AXrest");
    expect(failure).to.deep.include({ kind: "value", position: 0, pid: 1, offset: 0 });
    expect(toHex(failure?.found ?? hex(""))).to.equal("41 58");
    expect(split([text(1, "AB")], "A").failure).to.deep.include({ kind: "value", offset: 0 });
  });

  it("RSP-01 a read parameter with a Value is compared as well", () => {
    const params = [sized(1, 2, { bytes: latin("OK"), interprete: { value: "OK" } }), next(2)];
    expect(split(params, "OK1").matched).to.equal(true);
    expect(split(params, "NO1").matched).to.equal(false);
  });

  it("RSP-03 last next param takes up to the last occurrence", () => {
    expect(stored(split([last(1), text(2, "$"), trailer(3, "#")], "abc$def$ghi$#"))).to.deep.equal({
      1: "abc$def$ghi",
    });
    expect(split([last(1), text(2, "$"), trailer(3, "#")], "abc$def$ghi$#").matched).to.equal(true);
  });

  it("RSP-03 next param on the same data stops at the first and fails at the trailer", () => {
    const result = split([next(1), text(2, "$"), trailer(3, "#")], "abc$def$ghi$#");
    expect(stored(result)).to.deep.equal({ 1: "abc" });
    expect(result.failure).to.deep.include({ kind: "value", pid: 3, offset: 4 });
  });

  it("RSP-04 next param as last content takes the rest, also nothing", () => {
    for (const rest of ["", "x", "a:b\r\n\0"])
      expect(stored(split([text(1, "H"), next(2)], `H${rest}`))).to.deep.equal({ 2: rest });
    expect(stored(split([last(1)], "all of it"))).to.deep.equal({ 1: "all of it" });
  });

  it("RSP-04 a single next param takes every message, without a copy", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const result = split([next(1)], data);
        expect(result.matched).to.equal(true);
        expect(result.steps[0]?.bytes.buffer).to.equal(data.buffer);
        expect(toHex(result.steps[0]?.bytes ?? hex("FF"))).to.equal(toHex(data));
      }),
    );
  });

  it("RSP-05 times: the k-th occurrence of what follows ends the parameter", () => {
    const params = [
      header(10, "["),
      next(50, { interprete: { lengthTypeTimes: 2 } }),
      text(11, "C"),
      trailer(12, "]"),
    ];
    const result = split(params, "[ABCDC]");
    expect(result.matched).to.equal(true);
    expect(stored(result)).to.deep.equal({ 50: "ABCD" });
  });

  it("RSP-05 times on the trailer's Type: so often it may occur before it is the trailer", () => {
    const result = split([header(10, "["), next(50), trailer(12, "]", { typeTimes: 3 })], "[a]b]c]");
    expect(stored(result)).to.deep.equal({ 50: "a]b]c" });
    expect(result.matched).to.equal(true);
  });

  it("RSP-06 id: up to that parameter, without the CRC in between", () => {
    const params = [
      header(1, "H"),
      text(2, "F"),
      next(3, { interprete: { lengthTypeId: 5 } }),
      sized(4, 2, { type: "crc" }),
      trailer(5, "T"),
    ];
    const result = split(params, "HFdataCCT");
    expect(result.matched).to.equal(true);
    expect(stored(result)).to.deep.equal({ 3: "data", 4: "CC" });
  });

  it("RSP-06 id also passes over a fixed parameter in between", () => {
    const params = [next(1, { interprete: { lengthTypeId: 3 } }), text(2, "-"), text(3, "#")];
    expect(stored(split(params, "a-b-#"))).to.deep.equal({ 1: "a-b" });
  });

  it("a fixed length that follows is subtracted up to the next identifiable parameter, or the end", () => {
    expect(stored(split([next(1), sized(2, 2), text(3, ";")], "abcXY;"))).to.deep.equal({
      1: "abc",
      2: "XY",
    });
    expect(stored(split([next(1), sized(2, 2), sized(3, 1)], "abcXYZ"))).to.deep.equal({
      1: "abc",
      2: "XY",
      3: "Z",
    });
    expect(split([next(1), sized(2, 2)], "X").failure).to.deep.include({
      kind: "too short",
      pid: 1,
      expectedNumber: 2,
    });
  });

  it("two variable parameters in a row cannot be told apart", () => {
    const { failure, emptied } = split([next(1), next(2)], "abc");
    expect(failure).to.deep.include({ kind: "no end", pid: 1, expectedPid: 2 });
    expect(emptied).to.deep.equal([1, 2]);
  });

  it("a fixed length takes its bytes and fails when fewer are left", () => {
    expect(stored(split([sized(1, 2), sized(2, 3)], "abcde"))).to.deep.equal({ 1: "ab", 2: "cde" });
    const result = split([sized(1, 2), sized(2, 3)], "abcd");
    expect(result.failure).to.deep.include({ kind: "too short", pid: 2, offset: 2, expectedNumber: 3 });
    expect(stored(result)).to.deep.equal({ 1: "ab" });
  });

  it("the bytes a parameter has now beat its declared length (change length)", () => {
    expect(stored(split([sized(1, 2, { bytes: hex("20 20 20") }), sized(2, 1)], "abcd"))).to.deep.equal({
      1: "abc",
      2: "d",
    });
  });

  describe("other param", () => {
    const counted = (id: number, lengthTypeId: number): Given =>
      next(id, { interprete: { lengthType: "other param", lengthTypeId } });

    it("RSP-07 takes the length from a parameter of the same message", () => {
      const params = [sized(503, 2), counted(504, 503), text(505, "!")];
      const result = split(params, "05ab!de!");
      expect(result.matched).to.equal(true);
      expect(stored(result)).to.deep.equal({ 503: "05", 504: "ab!de" });
    });

    it("RSP-07 or from the current value of one that is not in it", () => {
      const numberOf = (pid: number, bytes?: Uint8Array): number | undefined =>
        pid === 9 && bytes === undefined ? 3 : undefined;
      expect(stored(split([counted(1, 9), next(2)], "abcdef", { numberOf }))).to.deep.equal({
        1: "abc",
        2: "def",
      });
    });

    it("RSP-07 too few bytes, or no number, fails and empties the variable parameters", () => {
      const params = [next(1), text(2, ":"), sized(503, 2), counted(504, 503)];
      const short = split(params, "x:05abc");
      expect(short.failure).to.deep.include({
        kind: "too short",
        pid: 504,
        expectedNumber: 5,
        expectedPid: 503,
        offset: 4,
      });
      expect(short.emptied).to.deep.equal([1, 504]);
      expect(split(params, "x:??abc").failure).to.deep.include({
        kind: "length",
        pid: 504,
        expectedPid: 503,
      });
    });

    it("RSP-30 the length field may be of variable length: next param, numeric text, between two fixed ones", () => {
      const params = [
        header(1, "<"),
        next(503, { type: "length", interprete: { rawType: "numeric text", type: "double" } }),
        trailer(3, ":"),
        counted(504, 503),
      ];
      expect(stored(split(params, "<12:Hello world!"))).to.deep.equal({ 503: "12", 504: "Hello world!" });
      expect(stored(split(params, "<3:a:b"))).to.deep.equal({ 503: "3", 504: "a:b" });
    });
  });

  describe("read", () => {
    it("RSP-12 without a read action variable parameters stay as they are and match nothing", () => {
      const result = split(documented, ":?;!", { read: false });
      expect(result.matched).to.equal(true);
      expect(stored(result)).to.deep.equal({});
      expect(split(documented, "data1:?data2;!", { read: false }).failure).to.deep.include({
        kind: "value",
        pid: 302,
        offset: 0,
      });
    });

    it("RSP-12 with implicitRead they are filled all the same", () => {
      expect(stored(split(documented, "a:?b;!", { read: false, implicitRead: true }))).to.deep.equal({
        301: "a",
        304: "b",
      });
    });

    it("read on a parameter reads that one only", () => {
      expect(stored(split(documented, "a:?;!", { read: new Set([301]) }))).to.deep.equal({ 301: "a" });
    });

    it("fixed lengths need no read", () => {
      expect(stored(split([text(1, "H"), sized(2, 2)], "Hab", { read: false }))).to.deep.equal({ 2: "ab" });
    });
  });

  describe("optional parameters", () => {
    it("RSP-20 a missing one is skipped", () => {
      const params = [text(1, "A"), text(2, "-"), sized(3, 1), text(4, ";")];
      expect(stored(split(params, "A-x;", {}, "1;3"))).to.deep.equal({ 3: "x" });
      expect(stored(split(params, "Ax", {}, "1;3"))).to.deep.equal({ 3: "x" });
      expect(split(params, "Ax", {}, "1").matched).to.equal(false);
    });

    it("RSP-20 each + skips one parameter more: 0+++;4 of the page", () => {
      const params = [text(67, "gain"), text(62, "="), next(1001), text(2002, " dB"), text(74, ",")];
      expect(stored(split(params, "gain=-3 dB,", {}, "0+++;4"))).to.deep.equal({ 1001: "-3" });
      expect(stored(split(params, "gain=-3 dB", {}, "0+++;4"))).to.deep.equal({ 1001: "-3" });
      expect(split(params, ",", {}, "0+++;4").matched).to.equal(true);
      expect(stored(split(params, ",", {}, "0+++;4"))).to.deep.equal({});
      expect(split(params, "", {}, "0+++;4").matched).to.equal(true);
    });

    it("RSP-20 * skips to the next optional one", () => {
      const params = [text(1, "a"), sized(2, 1), text(3, "b"), sized(4, 1), text(5, "!")];
      expect(stored(split(params, "b2!", {}, "0*;2*"))).to.deep.equal({ 4: "2" });
      expect(stored(split(params, "a1!", {}, "0*;2+"))).to.deep.equal({ 2: "1" });
      expect(split(params, "!", {}, "0*;2*").matched).to.equal(false);
      expect(split(params, "!", {}, "0*;2+").matched).to.equal(true);
    });

    it("RSP-20 an end mark that may be missing gives way to the one behind it", () => {
      const params = [next(1), text(2, ";"), text(3, "#")];
      expect(stored(split(params, "ab;#", {}, "1"))).to.deep.equal({ 1: "ab" });
      expect(stored(split(params, "ab#", {}, "1"))).to.deep.equal({ 1: "ab" });
      expect(stored(split(params, "ab", {}, "1;2"))).to.deep.equal({ 1: "ab" });
    });
  });

  it("RSP-21 a response-type parameter keeps its bytes, which its own response splits once more", () => {
    const inner = [text(67, "gain"), text(62, "="), next(1001)];
    const { protocol, bytesOf } = protocolOf([
      header(1, "<"),
      next(100, { type: "response", typeId: "3000" }),
      trailer(2, ">"),
      ...inner,
    ]);
    const outer = matchResponse(response([1, 100, 2]), latin("<gain=-3>"), protocol, bytesOf, afterRead);
    const step = outer.steps[1];
    expect(step).to.deep.include({ pid: 100, action: "store", splitBy: 3000 });
    const nested = matchResponse(
      response([67, 62, 1001]),
      step?.bytes ?? hex(""),
      protocol,
      bytesOf,
      afterRead,
    );
    expect(stored(nested)).to.deep.equal({ 1001: "-3" });
  });

  it("RSP-25 example 33: in a Unicode protocol a text separator is UTF-16LE, a 0x separator its byte", () => {
    const message = hex("61 3A 62");
    const plain = [next(1), fixed(2, hex("3A 00"), { interprete: { value: ":" } }), next(3)];
    expect(split(plain, message).failure).to.deep.include({ kind: "end mark", pid: 1, expectedPid: 2 });
    expect(split(plain, message).emptied).to.deep.equal([1, 3]);
    expect(stored(split(plain, hex("61 00 3A 00 62 00")))).to.deep.equal({ 1: "a\0", 3: "b\0" });
    expect(stored(split([next(1), fixed(2, hex("3A")), next(3)], message))).to.deep.equal({ 1: "a", 3: "b" });
  });

  it("passes over data in front of a header", () => {
    const params = [header(1, "\x02"), next(2), trailer(3, "\x03")];
    const result = split(params, "noise\x02data\x03");
    expect(result.matched).to.equal(true);
    expect(result.start).to.equal(5);
    expect(stored(result)).to.deep.equal({ 2: "data" });
    expect(split(params, "noise").failure).to.deep.include({ kind: "value", pid: 1, offset: 0 });
  });

  describe("bytes behind the last parameter", () => {
    const framed = [header(1, "<"), next(2), trailer(3, ">")];

    it("behind a trailer they are a further message (nextMessage)", () => {
      const result = split(framed, "<a><b>");
      expect(result.matched).to.equal(true);
      expect(Buffer.from(result.rest).toString()).to.equal("<b>");
    });

    it("behind a fixed parameter they are a mismatch that leaves the fields filled", () => {
      const result = split([next(1), text(2, ";")], "a;b");
      expect(result.failure).to.deep.include({ kind: "left over", pid: 2, offset: 2 });
      expect(stored(result)).to.deep.equal({ 1: "a" });
    });

    it("of a response whose only field was left out, the mismatch is at that field", () => {
      const result = split([sized(1, 5)], "ab", { leftoverBytes: "mismatch" }, "0");
      expect(result.failure).to.deep.include({ kind: "left over", position: 0, pid: 1, offset: 0 });
    });

    it("RSP-33 behind a last other param they are cut off: the response ends where its length says", () => {
      // Length "3", then as many bytes.
      const counted = [sized(1, 1), next(2, { interprete: { lengthType: "other param", lengthTypeId: 1 } })];
      const result = split(counted, "3abc2de");
      expect([result.matched, stored(result)]).to.deep.equal([true, { 1: "3", 2: "abc" }]);
      expect(Buffer.from(result.rest).toString()).to.equal("2de");
      expect(split(counted, "3abc").rest).to.have.length(0);
      expect(split(counted, "3ab").failure?.kind).to.equal("too short");
      expect(split(counted, "3abc2de", { leftoverBytes: "mismatch" }).failure?.kind).to.equal("left over");
      expect(split(counted, "3abc2de", { leftoverBytes: "ignore" }).rest).to.have.length(0);
    });

    it("leftoverBytes mismatch refuses them behind a trailer too, ignore takes no notice of them", () => {
      expect(split(framed, "<a><b>", { leftoverBytes: "mismatch" }).failure?.kind).to.equal("left over");
      const ignored = split([next(1), text(2, ";")], "a;b", { leftoverBytes: "ignore" });
      expect(ignored.matched).to.equal(true);
      expect(ignored.rest.length).to.equal(0);
    });
  });

  it("RSP-22 RawType refuses: the response fails only when the caller says so", () => {
    const refuses = (pid: number): boolean => pid === 1;
    const { failure, emptied } = split([next(1), text(2, ";")], "abc;", { refuses });
    expect(failure).to.deep.include({ kind: "refused", pid: 1 });
    expect(toHex(failure?.found ?? hex(""))).to.equal("61 62 63");
    expect(emptied).to.deep.equal([1]);
    expect(split([next(1), text(2, ";")], "abc;").matched).to.equal(true);
  });

  it("a dummy swallows its bytes; a group is lowered by its ByteOffset", () => {
    const result = split(
      [
        next(1, { type: "dummy" }),
        text(2, ";"),
        sized(3, 2, { type: "group", interprete: { byteOffset: 40 } }),
      ],
      "xx;)'",
    );
    expect(result.steps.map(({ action }) => action)).to.deep.equal(["skip", "compare", "store"]);
    expect(toHex(result.steps[2]?.bytes ?? hex(""))).to.equal("01 FF");
    expect(responseSegments(result).map(({ bytes }) => toHex(bytes))).to.deep.equal(["78 78", "3B", "29 27"]);
  });

  it("RSP-16 RSP-17 candidates with other headers and trailers are judged each on its own", () => {
    const params = [header(1, "<"), trailer(2, ">"), header(3, "["), trailer(4, "]"), next(5)];
    const { protocol, bytesOf } = protocolOf(params);
    const candidates = [
      response([1, 5, 2], "", { id: 1 }),
      response([3, 5, 4], "", { id: 2 }),
      response([5], "", { id: 3 }),
    ];
    const winner = (data: string): number | undefined =>
      candidates.find((one) => matchResponse(one, latin(data), protocol, bytesOf, afterRead).matched)?.id;
    expect(winner("<a>")).to.equal(1);
    expect(winner("[a]")).to.equal(2);
    expect(winner("{a}")).to.equal(3);
  });

  describe("after a failed length or crc action", () => {
    const params = [next(300), text(302, ":"), sized(303, 2, { type: "length" }), next(304)];
    const result = split(params, "k:05abc");
    const failure = { kind: "length check", position: 2, pid: 303, offset: 2, found: latin("05") } as const;

    it("RSP-13 as last action only the length parameter gets its value", () => {
      expect(stored(afterFailedCheck(result, failure, true))).to.deep.equal({ 303: "05" });
    });

    it("RSP-14 as an earlier action the parameters up to it are filled too", () => {
      const checked = afterFailedCheck(result, failure, false);
      expect(checked.matched).to.equal(false);
      expect(stored(checked)).to.deep.equal({ 300: "k", 303: "05" });
    });
  });

  it("never throws, and the fields of a match are the message", () => {
    const params = [
      header(1, "ab"),
      next(2),
      text(3, "a"),
      sized(4, 2),
      last(5),
      text(6, "b"),
      next(7, { interprete: { lengthType: "other param", lengthTypeId: 4 } }),
      trailer(8, "c"),
    ];
    const { protocol, bytesOf } = protocolOf(params);
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", "0"), maxLength: 30 });
    const contents = fc.array(fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 99), { minLength: 1, maxLength: 6 });
    const optional = fc.constantFrom("", "0", "1+", "2*;4", "0*;3");
    fc.assert(
      fc.property(contents, letters, optional, (content, data, options) => {
        const result = matchResponse(response(content, options), latin(data), protocol, bytesOf, afterRead);
        if (!result.matched) return;
        const joined = Buffer.concat(responseSegments(result).map(({ bytes }) => bytes));
        expect(toHex(Buffer.concat([joined, result.rest]))).to.equal(
          toHex(latin(data).subarray(result.start)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
