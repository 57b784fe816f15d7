/** Every rule is tried on at least three wrong and three right cases. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { scriptChecks } from "../../src/check/scripts/script-checks.ts";
import { suppressionChecks } from "../../src/check/suppression-checks.ts";
import { allChecks } from "../../src/protocol/check/all-checks.ts";
import type { Check } from "../../src/protocol/check/check.ts";

/** Rules on the bytes and the text around Protocol, which no case inside of it can have. Their tests read whole files. */
const wholeFiles = ["TEXT_ENCODING", "TEXT_HALF_UNIT", "XML_DOCTYPE", "XML_DEPTH", "ROOT_TEXT", "TEXT_BOM"];

/** Rules on scripts that only one language has, or whose cases need one. */
const onlyTypeScript = ["SCRIPT_TYPES"];
const onlyCSharp = ["CSHARP_COMPILE", "CSHARP_JOINED", "SCRIPT_UNREAD"];

/** Rules on scripts that say the same whatever language a script is in: a case in one of them is enough. */
const anyLanguage = ["MESSAGE_NOT_CLEARED", "SCRIPT_MISSING"];

/** Rules with a table of cases in the files of a folder whose names end so. Each such file asks for three of each. */
function rulesIn(folder: string, ending: string): readonly string[] {
  const place = new URL(folder, import.meta.url);
  return readdirSync(place)
    .filter((name) => name.endsWith(ending))
    .flatMap((name) =>
      [...readFileSync(new URL(name, place), "utf8").matchAll(/^ {2}([A-Z_]+): \{\n {4}wrong/gm)].map(
        ([, id = ""]) => id,
      ),
    );
}

describe("check: cases of rules", () => {
  it("every rule on the protocol is in a table of cases", () => {
    const rules = rulesIn("../protocol/check/", "cases.test.ts");
    const wanted = Object.entries<Check>(allChecks).flatMap(([id, { runtimeOnly }]) =>
      runtimeOnly === true || wholeFiles.includes(id) ? [] : [id],
    );
    expect(wanted.filter((id) => !rules.includes(id))).to.deep.equal([]);
  });

  it("every rule that looks into scripts is in a table of cases for each language", () => {
    const wanted = Object.keys(scriptChecks).filter((id) => !(id in allChecks));
    const lacking = (rules: readonly string[], except: readonly string[]): readonly string[] =>
      wanted.filter((id) => !except.includes(id) && !rules.includes(id));
    expect(lacking(rulesIn("scripts/", ".test.ts"), onlyCSharp), "TypeScript").to.deep.equal([]);
    expect(
      lacking(rulesIn("scripts/", ".dotnet.ts"), [...onlyTypeScript, ...anyLanguage]),
      "C#",
    ).to.deep.equal([]);
  });

  it("every rule on comments that accept findings is in a table of cases", () => {
    const rules = rulesIn("./", ".test.ts");
    expect(Object.keys(suppressionChecks).filter((id) => !rules.includes(id))).to.deep.equal([]);
  });
});
