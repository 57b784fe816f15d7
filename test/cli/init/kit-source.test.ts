/** The source that a new connector names for the kit. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { kitSource } from "../../../src/cli/init/kit-source.ts";

describe("source of the kit", () => {
  let project = "";
  let root = "";
  beforeEach(() => {
    project = mkdtempSync(path.join(tmpdir(), "qaction-source-"));
    root = path.join(project, "node_modules/qaction-kit");
    mkdirSync(root, { recursive: true });
  });
  afterEach(() => {
    rmSync(project, { recursive: true, force: true });
  });

  function installedFrom(resolved: string): void {
    writeFileSync(
      path.join(project, "node_modules/.package-lock.json"),
      JSON.stringify({ packages: { "node_modules/qaction-kit": { version: "1.2.3", resolved } } }),
    );
  }

  it("a clone is its folder", () => {
    const clone = path.join(project, "clone");
    expect(kitSource(clone, "1.2.3")).to.equal(`file:${clone}`);
  });

  it("a tarball is its path, wherever the new connector lies", () => {
    installedFrom("file:../packed/qaction-kit-1.2.3.tgz");
    const tarball = path.resolve(project, "../packed/qaction-kit-1.2.3.tgz");
    expect(kitSource(root, "1.2.3")).to.equal(`file:${tarball}`);
  });

  it("a package of a registry is its version", () => {
    installedFrom("https://packages.example/qaction-kit/-/qaction-kit-1.2.3.tgz");
    expect(kitSource(root, "1.2.3")).to.equal("^1.2.3");
  });

  it("an installation of which nothing is known is its folder", () => {
    expect(kitSource(root, "1.2.3")).to.equal(`file:${root}`);
    writeFileSync(path.join(project, "node_modules/.package-lock.json"), "{");
    expect(kitSource(root, "1.2.3")).to.equal(`file:${root}`);
  });
});
