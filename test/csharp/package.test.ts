/** The package of the C# host: of the same version as the kit, and every file of others with its licence. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const root = fileURLToPath(new URL("../../", import.meta.url));

const json = (file: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(path.join(root, file), "utf8")) as Readonly<Record<string, unknown>>;

const escaped = (text: string): string => text.replaceAll(".", "\\.");

describe("the package qaction-kit-csharp", () => {
  it("has the version of qaction-kit, and asks for that one", () => {
    const { version, peerDependencies } = json("csharp/package.json");
    expect(version).to.equal(json("package.json")["version"]);
    expect(peerDependencies).to.deep.equal({ "qaction-kit": version });
  });

  it("has nothing to be run at its installation", () => {
    expect(json("csharp/package.json")).to.not.have.any.keys("scripts", "dependencies");
  });

  it("names the licence of every package that the projects refer to, with its version", () => {
    const notices = readFileSync(path.join(root, "csharp/THIRD-PARTY-NOTICES.md"), "utf8");
    const projects = readdirSync(path.join(root, "csharp"))
      .filter((name) => name !== "tests")
      .map((name) => path.join(root, "csharp", name, `${name === "host" ? "qaction-host" : name}.csproj`))
      .filter((file) => existsSync(file));
    const packed = projects.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/<PackageReference Include="([^"]+)" Version="([^"]+)"/g)].map(
        ([, name = "", version = ""]) => ({ name, version }),
      ),
    );
    expect(packed.map(({ name }) => name)).to.include("Microsoft.CodeAnalysis.CSharp");
    // An analyzer is for the build alone.
    for (const { name, version } of packed.filter((one) => !one.name.endsWith(".Analyzers")))
      expect(notices).to.match(new RegExp(`\\| [^|]*${escaped(name)} ${escaped(version)} \\| MIT`));
  });
});
