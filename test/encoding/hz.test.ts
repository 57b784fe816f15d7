import { expect } from "chai";
import { hzPage } from "../../src/encoding/hz.ts";
import { hex } from "../support/encoding/vectors.ts";

const read = (data: string): string => hzPage.decoder(undefined).decode(Buffer.from(data, "latin1"), true);
const written = (text: string): string => hzPage.encoder(undefined).encode(text, true).toString("latin1");

describe("encoding/hz", () => {
  it("reads and writes the example of RFC 1843", () => {
    const hz = "This sentence is in ASCII.\nThe next sentence is in GB.~{<:Ky2;S{#,NpJ)l6HK!#~}Bye.";
    const text = "This sentence is in ASCII.\nThe next sentence is in GB.己所不欲，勿施於人。Bye.";
    expect(read(hz)).to.equal(text);
    expect(written(text)).to.equal(hz);
  });

  it("doubles a tilde, and goes on behind a tilde at the end of a line", () => {
    expect(written("a~b")).to.equal("a~~b");
    expect(read("a~~b~\nc")).to.equal("a~bc");
  });

  it("has no character outside GB 2312", () => {
    expect(["中", "A", "囍"].map((text) => hzPage.has(text.charCodeAt(0)))).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(hex(hzPage.encoder("replacement").encode("囍", true))).to.equal("3F");
  });
});
