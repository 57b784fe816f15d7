/** What `npm run build:csharp` has built: every assembly is ours, or its licence is named. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { findHostFile } from "../../src/csharp/host-folder.ts";

const ours =
  /^(?:qaction-host|QActionFramework|QActionHelperBaseClasses|SLManagedScripting|SLNetTypes|SLLoggerUtil|Interop\.SLDms|Skyline\.DataMiner\..+)\.(?:dll|exe)$/;

describe("the built package qaction-kit-csharp", () => {
  it("names the licence of every assembly that others wrote", () => {
    const { folder } = findHostFile("net");
    const notices = readFileSync(path.join(folder, "../THIRD-PARTY-NOTICES.md"), "utf8");
    const folders = readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== "references",
    );
    const files = folders.flatMap(({ name }) => readdirSync(path.join(folder, name)));
    const others = files.filter((name) => /\.(?:dll|exe)$/.test(name) && !ours.test(name));
    expect(others).to.include("Microsoft.CodeAnalysis.CSharp.dll");
    expect([...new Set(others)].filter((name) => !notices.includes(`\`${name}\``))).to.deep.equal([]);
  });
});
