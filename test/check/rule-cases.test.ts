/** Every rule on the protocol is tried on at least three wrong and three right cases. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { allChecks } from "../../src/protocol/check/all-checks.ts";
import type { Check } from "../../src/protocol/check/check.ts";

const folder = new URL("../protocol/check/", import.meta.url);

/** Rules on the bytes and the text around Protocol, which no case inside of it can have. Their tests read whole files. */
const wholeFiles = ["TEXT_ENCODING", "TEXT_HALF_UNIT", "XML_DOCTYPE", "XML_DEPTH", "ROOT_TEXT", "TEXT_BOM"];

describe("check: cases of rules", () => {
  it("every rule is in a table of cases, which asks for three of each", () => {
    const tables = readdirSync(folder).filter((name) => name.endsWith("cases.test.ts"));
    const rules = tables.flatMap((name) =>
      [...readFileSync(new URL(name, folder), "utf8").matchAll(/^ {2}([A-Z_]+): \{\n {4}wrong/gm)].map(
        ([, id = ""]) => id,
      ),
    );
    const wanted = Object.entries<Check>(allChecks).flatMap(([id, { runtimeOnly }]) =>
      runtimeOnly === true || wholeFiles.includes(id) ? [] : [id],
    );
    expect(wanted.filter((id) => !rules.includes(id))).to.deep.equal([]);
  });
});
