import { expect } from "chai";
import { chunkedCodePages, chunkedPage } from "../../src/encoding/chunked-pages.ts";

describe("encoding/chunked-pages", () => {
  it("has ISO-2022, HZ, GB18030, ISCII and UTF-7, each with ASCII", () => {
    expect(chunkedCodePages).to.deep.equal([
      50220, 50221, 50222, 50225, 52936, 54936, 57002, 57003, 57004, 57005, 57006, 57007, 57008, 57009, 57010,
      57011, 65000,
    ]);
    for (const page of chunkedCodePages) {
      expect(chunkedPage(page)?.has(0x41), String(page)).to.equal(true);
      expect(chunkedPage(page)?.encoder(undefined).encode("Az 09", true).toString("latin1")).to.equal(
        "Az 09",
      );
    }
    expect(chunkedPage(1252)).to.equal(undefined);
  });
});
