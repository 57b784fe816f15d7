/** Bodies: unpacked, and read by their charset. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { bodyText, charsetOf, unpack } from "../../../src/connection/http/http-body.ts";

const text = Buffer.from("é€😀".repeat(100));

describe("connection/http/http-body", () => {
  for (const [name, packed, coding] of [
    ["gzip", gzipSync(text), "gzip"],
    ["deflate", deflateSync(text), "Deflate"],
    ["deflate without its wrapper", deflateRawSync(text), "deflate"],
    ["brotli", brotliCompressSync(text), "br"],
    ["two codings", gzipSync(deflateSync(text)), "deflate, gzip"],
    ["nothing", text, undefined],
    ["identity", text, "identity"],
  ] as const) {
    it(`HTTP-04 unpacks ${name}`, async () => {
      expect((await unpack(packed, coding, 1_000_000)).equals(text)).to.equal(true);
    });
  }

  it("does not unpack beyond its limit, nor what is broken", async () => {
    const outcome = async (bytes: Buffer, most: number): Promise<string> =>
      unpack(bytes, "gzip", most).then(
        () => "unpacked",
        () => "refused",
      );
    expect(await outcome(gzipSync(Buffer.alloc(1_000_000)), 10_000)).to.equal("refused");
    expect(await outcome(Buffer.from("no gzip"), 10_000)).to.equal("refused");
    expect(await outcome(Buffer.alloc(0), 10_000)).to.equal("unpacked");
  });

  it("HTTP-26 reads text by its charset, UTF-8 when there is none", () => {
    expect(bodyText(Buffer.from("é"), undefined)).to.deep.equal({ text: "é" });
    expect(bodyText(Buffer.from("é"), "text/plain")).to.deep.equal({ text: "é" });
    expect(bodyText(Uint8Array.of(0xe9), 'text/plain; Charset="ISO-8859-1"')).to.deep.equal({ text: "é" });
    // 1251: CF is П; UTF-16LE: 41 04 is с.
    expect(bodyText(Uint8Array.of(0xcf), "text/html;charset=windows-1251")).to.deep.equal({ text: "П" });
    expect(bodyText(Uint8Array.of(0x41, 0x04), "text/html; charset=utf-16")).to.deep.equal({ text: "с" });
    expect(bodyText(Buffer.from("é"), "text/plain; charset=klingon")).to.deep.equal({
      text: "é",
      unknown: "klingon",
    });
    expect(charsetOf("text/plain; boundary=charset")).to.equal(undefined);
  });
});
