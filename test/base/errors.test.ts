/** Errors carry a code from the one table, and the table is the documentation page. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { errorCodes, QActionKitError } from "../../src/base/errors.ts";
import { noticeCodes } from "../../src/base/notices.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !/\bbase[\\/](?:errors|notices)\.ts$/.test(name))
  .map((name) => readFileSync(path.join(root, "src", name), "utf8"))
  .join("\n");

describe("errors", () => {
  it("an error has name, code, message, details and cause", () => {
    const cause = new Error("underneath");
    const error = new QActionKitError("ERR_BYTE_STREAM", "Element 3 is 'x'.", {
      cause,
      details: { index: 3 },
    });
    expect(error).to.be.instanceOf(Error);
    expect(error.name).to.equal("QActionKitError");
    expect(error.code).to.equal("ERR_BYTE_STREAM");
    expect(error.details).to.deep.equal({ index: 3 });
    expect(error.cause).to.equal(cause);
    expect("cause" in new QActionKitError("ERR_BYTE_STREAM", "No cause.")).to.equal(false);
  });

  it("every code of the tables is used somewhere", () => {
    const unused = [...Object.keys(errorCodes), ...Object.keys(noticeCodes)].filter(
      (code) => !new RegExp(`\\b${code}\\b`).test(sources),
    );
    expect(unused.filter((code) => code !== "ERR_OPTION")).to.deep.equal([]);
  });

  it("docs/errors.md lists every code with its sentence", () => {
    const page = readFileSync(path.join(root, "docs/errors.md"), "utf8");
    for (const [code, sentence] of [...Object.entries(errorCodes), ...Object.entries(noticeCodes)]) {
      expect(page, code).to.contain(`| \`${code}\` | ${sentence} |`);
    }
  });
});
