/** Which versions of Node can run the kit. */
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { oldestNode, tooOld } from "../../src/cli/node-version.ts";

describe("version of Node", () => {
  it("is the one that package.json asks for, or newer", () => {
    const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      engines: { node: string };
    };
    expect(engines.node).to.equal(`>=${oldestNode}`);
    for (const version of ["20.19.0", "20.20.2", "22.0.0", "24.11.1"])
      expect(tooOld(version)).to.equal(undefined);
    for (const version of ["18.20.8", "20.18.3", "8.0.0"])
      expect(tooOld(version)).to.equal(
        `qaction needs Node 20.19 or newer, and this is ${version}. Install a newer one: https://nodejs.org`,
      );
  });
});
