import { expect } from "chai";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { openInput } from "../../../src/cli/decode/decode-input.ts";
import { UsageError } from "../../../src/cli/exit.ts";
import { inFolder } from "../../support/temporary.ts";

describe("decode-input", () => {
  it("takes standard input, a file that exists, or the word itself", async () => {
    await inFolder((folder) => {
      const file = path.join(folder, "C3A9");
      writeFileSync(file, "OK");
      expect(openInput(file, undefined)).to.include({ name: file, from: "file", size: 2 });
      expect(() => openInput(folder, undefined)).to.throw(UsageError, /is a folder/);
    });
    expect(openInput("C3 A9", undefined)).to.deep.equal({
      name: "argument",
      from: "argument",
      text: "C3 A9",
    });
    async function* none(): AsyncGenerator<Uint8Array> {
      yield* [];
    }
    expect(openInput("-", undefined, none())).to.include({ name: "standard input", size: undefined });
  });

  it("says that there is no such file, of a word that is only the name of one", () => {
    for (const word of [
      "nothing.txt",
      "./nothing",
      "../a/b",
      "C:\\a\\b.log",
      "a folder/my file.txt",
      "größe.csv",
    ])
      expect(() => openInput(word, undefined), word).to.throw(UsageError, `There is no file '${word}'`);
    expect(() => openInput("nothing", "file")).to.throw(UsageError, "There is no file 'nothing'");
    expect(openInput("nothing.txt", "text")).to.include({ text: "nothing.txt" });
  });

  it("takes damaged text, bytes and sentences for what they are, dots and slashes or not", () => {
    for (const word of [
      "ZÃ¼rich/GrÃ¶ÃŸe.txt",
      "90.195.188",
      "5/6 Ã¼ber",
      "Das ist gut. Ja",
      "WsO8cmlja/==",
      "C3A",
    ])
      expect(openInput(word, undefined), word).to.include({ text: word });
  });
});
