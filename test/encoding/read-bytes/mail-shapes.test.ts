/** Encoded words of mail headers, as RFC 2047 has them. */
import { expect } from "chai";
import { readBytes } from "../../../src/encoding/index.ts";
import { encodedWords } from "../../../src/encoding/read-bytes/mail-shapes.ts";
import { expectOutcomes } from "../../support/encoding/shape-cases.ts";

describe("encoding/read-bytes/mail-shapes", () => {
  it("words of both encodings in any charset (RFC 2047, 4 and 8; RFC 2231, 5)", () => {
    expectOutcomes(encodedWords, [
      ["=?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>", "text:André Pirard <PIRARD@vm1.ulg.ac.be>"],
      ["=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=", "text:If you can read this yo"],
      ["=?US-ASCII?Q?Keith_Moore?=", "text:Keith Moore"],
      ["Subject: =?utf-8?b?WsO8cmljaA==?=", "text:Subject: Zürich"],
      ["=?US-ASCII*EN?Q?Keith_Moore?=", "text:Keith Moore"],
      ["=?iso-2022-jp?B?GyRCOGwbKEI=?=", "text:語"],
    ]);
  });

  it("blanks between words are dropped, those beside text are kept (RFC 2047, 8)", () => {
    expectOutcomes(encodedWords, [
      ["(=?ISO-8859-1?Q?a?= b)", "text:(a b)"],
      ["(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "text:(ab)"],
      ["(=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=)", "text:(ab)"],
      ["(=?ISO-8859-1?Q?a_b?=)", "text:(a b)"],
      ["(=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=)", "text:(a b)"],
      // A character that is cut between two words, which the RFC forbids and programs do.
      ["=?UTF-8?Q?=C3?= =?UTF-8?Q?=BC?=", "text:ü"],
    ]);
  });

  it("says what is wrong with a word", () => {
    expectOutcomes(encodedWords, [
      ["a =?nothing?Q?b?=", "miss 2"],
      ["=?UTF-8?Q?=C?=", "miss 0"],
      ["=?UTF-8?B?!?=", "miss 0"],
      ["=?UTF-8?X?b?=", "nothing"],
      ["a = b ?", "nothing"],
    ]);
    expect(() => readBytes("=?nothing?Q?b?=")).to.throw(/'nothing' is no charset/);
    expect(readBytes("=?UTF-8?Q?Z=C3=BCrich?=")).to.include({ shape: "encoded-words", text: "Zürich" });
  });
});
