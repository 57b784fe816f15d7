/** Files and folders that nobody means well with: nothing hangs, and what is wrong is said. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { expect } from "chai";
import { checkConnector } from "../../../src/check/check-connector.ts";
import { checkTargets } from "../../../src/cli/check/check-targets.ts";
import { QActionKitError } from "../../../src/base/errors.ts";
import { inFolder } from "../../support/temporary.ts";

const rulesOf = async (text: string | Uint8Array): Promise<readonly string[]> => {
  const { findings } = await checkConnector(Buffer.from(text));
  return [...new Set(findings.map(({ ruleId }) => ruleId))];
};

const refusal = async (text: string | Uint8Array): Promise<unknown> =>
  checkConnector(Buffer.from(text)).catch((error: unknown) => error);

describe("check of hostile files", () => {
  const many = 100_000;
  const cases: Readonly<Record<string, readonly [text: string, rule: string]>> = {
    "deep nesting": [`<Protocol>${"<a>".repeat(many)}${"</a>".repeat(many)}</Protocol>`, "XML_DEPTH"],
    "NUL bytes": ["<Protocol><Name>a\0b</Name>\0</Protocol>", "XML_MALFORMED"],
    "tags without an end": [`<Protocol>${"<a ".repeat(many)}`, "XML_MALFORMED"],
    "attributes without an end": [`<Protocol>${'<a b="'.repeat(many)}`, "XML_MALFORMED"],
    "comments without an end": [`<Protocol>${"<!--".repeat(many)}`, "XML_MALFORMED"],
    "CDATA sections without an end": [`<Protocol>${"<![CDATA[".repeat(many)}`, "XML_MALFORMED"],
    "suppressions without an end": [
      `<Protocol>${"<!-- SuppressValidator A x".repeat(many / 4)}`,
      "XML_MALFORMED",
    ],
  };
  for (const [what, [text, rule]] of Object.entries(cases)) {
    it(`${what}: is read once, and reported`, async () => {
      expect(await rulesOf(text)).to.include(rule);
    });
  }

  it("what is no XML is refused with a sentence", async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256);
    for (const text of ["", "\0".repeat(5000), bytes]) {
      const error = await refusal(text);
      expect(error).to.be.instanceOf(QActionKitError);
      expect(String(error)).to.contain("is not a protocol");
    }
  });

  it("a file that is larger than what is read is refused, with the option that raises it", async () => {
    const error = await refusal(Buffer.alloc(67_108_865, " "));
    expect(String(error)).to.match(
      /has 67108865 bytes, more than the \d+ that are read\. Raise the option maxXmlBytes/,
    );
  });
});

describe("check of hostile folders", () => {
  it("links in a circle, and links to the same folder, give each protocol once", async () => {
    await inFolder(async (folder) => {
      mkdirSync(path.join(folder, "a", "b"), { recursive: true });
      writeFileSync(path.join(folder, "a", "protocol.xml"), "<Protocol/>");
      symlinkSync("..", path.join(folder, "a", "b", "up"), "dir");
      symlinkSync("a", path.join(folder, "again"), "dir");
      symlinkSync("itself", path.join(folder, "itself"), "dir");
      const expected = [`${folder}/a/protocol.xml`];
      expect(await checkTargets([folder])).to.deep.equal(expected);
      expect(await checkTargets([`${folder.replaceAll("\\", "/")}/**/protocol.xml`])).to.deep.equal(expected);
      // A link that is named itself is followed.
      expect(await checkTargets([path.join(folder, "again")])).to.deep.equal([
        `${folder}/again/protocol.xml`,
      ]);
    });
  });

  it("a folder that nobody may read hides its protocols only", async function () {
    if (process.platform === "win32" || process.getuid?.() === 0) this.skip();
    await inFolder(async (folder) => {
      for (const name of ["a", "closed"]) {
        mkdirSync(path.join(folder, name));
        writeFileSync(path.join(folder, name, "protocol.xml"), "<Protocol/>");
      }
      chmodSync(path.join(folder, "closed"), 0);
      try {
        expect(await checkTargets([folder])).to.deep.equal([`${folder}/a/protocol.xml`]);
      } finally {
        chmodSync(path.join(folder, "closed"), 0o755);
      }
    });
  });
});
