import { expect } from "chai";
import { contentOf } from "../../../src/cli/decode/decode-content.ts";
import type { DecodeContent } from "../../../src/cli/decode/decode-content.ts";
import type { ByteSource, DecodeKind } from "../../../src/cli/decode/decode-input.ts";
import { CommandFailure, UsageError } from "../../../src/cli/exit.ts";
import { textBytes, textDumps } from "../../support/encoding/dumps.ts";

function source(bytes: Uint8Array, from: ByteSource["from"] = "file", size = 1000): ByteSource {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  return { name: "log.txt", from, size: bytes.length, chunks };
}

async function bytesOf(content: DecodeContent): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.chunks ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function shapeOf(text: string | Buffer, kind?: DecodeKind, from?: ByteSource["from"]): Promise<string> {
  return (await contentOf(source(Buffer.from(text), from), kind)).name.shape;
}

async function failure(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => expect.fail("it was taken"),
    (error: unknown) => error as Error,
  );
}

describe("decode-content", () => {
  it("finds the dump in a file, in UTF-8 and as PowerShell writes it", async () => {
    const dump = textDumps["xxd"] ?? "";
    for (const bytes of [
      Buffer.from(dump),
      Buffer.from(`\ufeff${dump}`, "utf16le"),
      Buffer.from(`\ufeff${dump}`),
    ]) {
      const content = await contentOf(source(bytes), undefined);
      expect(content.name).to.deep.equal({
        kind: "dump",
        shape: "xxd",
        description: "a dump of xxd, 4 rows",
      });
      expect(await bytesOf(content)).to.deep.equal(textBytes);
    }
  });

  it("leaves ordinary files as they are, whatever numbers and escapes are in them", async () => {
    for (const text of [
      "a,b\n1,2\n3,4\n",
      "1234\n",
      '{\n"a": "\\u00e9"\n}\n',
      "ZÃ¼rich\n",
      "",
      "12\n13\n14\n",
    ])
      expect(await shapeOf(text), text).to.equal("bytes");
    expect(await shapeOf(Buffer.from("5a00c300", "hex"))).to.equal("bytes");
    expect(await shapeOf(Buffer.from("caf\xe9 5ac3", "latin1"))).to.equal("bytes");
  });

  it("takes one line that is piped in as it takes an argument", async () => {
    expect(await shapeOf("84-69-83-84\n", undefined, "standard input")).to.equal("dec");
    expect(await shapeOf("84-69-83-84\n", undefined, "file")).to.equal("bytes");
    expect(await shapeOf("caf\\u00c3\\u00a9\n", undefined, "file")).to.equal("character-escapes");
  });

  it("does what --input says", async () => {
    expect(await shapeOf("84-69-83-84\n", "dec")).to.equal("dec");
    expect(await shapeOf(textDumps["xxd"] ?? "", "file")).to.equal("bytes");
    expect((await contentOf(source(Buffer.from("5ac3")), "text")).text).to.equal("5ac3");
    expect((await contentOf({ name: "argument", from: "argument", text: "5ac3" }, "text")).text).to.equal(
      "5ac3",
    );
    expect(await failure(contentOf(source(Buffer.from("hello")), "hex"))).to.be.instanceOf(UsageError);
    expect((await failure(contentOf(source(Buffer.from("5a00", "hex")), "hex"))).message).to.match(
      /not a text file/,
    );
    const slip = await failure(contentOf({ name: "argument", from: "argument", text: "5a c3 b" }, undefined));
    expect(slip).to.be.instanceOf(UsageError);
    expect(slip.message).to.match(/position 6.*--input/);
  });

  it("does not look for shapes in a large file, and keeps every byte of it", async () => {
    const bytes = Buffer.from("5a c3 bc 72\n".repeat(400_000));
    const content = await contentOf(source(bytes, "file", 65_536), undefined);
    expect(content.name.shape).to.equal("bytes");
    expect((await bytesOf(content)).equals(bytes)).to.equal(true);
    const endless = function* (): Generator<Uint8Array> {
      for (;;) yield Buffer.alloc(1024 * 1024, "5a");
    };
    const huge = { name: "log.txt", from: "file", size: undefined, chunks: endless() } as const;
    expect(await failure(contentOf(huge, "hex"))).to.be.instanceOf(CommandFailure);
  });
});
