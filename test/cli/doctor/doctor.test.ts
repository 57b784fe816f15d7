/** `qaction doctor` where something is missing; `test/csharp/command-line.dotnet.ts` has it where all is there. */
import path from "node:path";
import process from "node:process";
import { expect } from "chai";
import { qaction, start } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

describe("qaction doctor", function () {
  this.timeout(60_000);

  it("names the runtime that is not there, and ends with 1", async () => {
    const missing = path.resolve("no-such-folder", "dotnet");
    const { code, out, err } = await qaction("doctor", "--runtime", missing);
    expect([code, err]).to.deep.equal([1, ""]);
    expect(out).to.match(/^ok +Node\.js \d+/);
    expect(out).to.match(/^problem +C# QActions need \.NET 8 or newer, and there is none: looked for /m);
    expect(out).to.contain(missing);
  });

  it("names the folders in which the host was looked for, and the package to install", async () => {
    await inFolder(async (folder) => {
      // Any command that exists stands for the runtime: the host is missing before it is asked anything.
      const words = ["doctor", "--runtime", process.execPath];
      const { code, out } = await start("src/cli/main.ts", words, { QACTION_CSHARP_HOST: folder }).ended;
      expect(code).to.equal(1);
      expect(out)
        .to.match(/^problem +C# QActions need the host, /m)
        .and.contain(path.join(folder, "net"))
        .and.contain("qaction-kit-csharp");
    });
  });

  it("refuses arguments that it does not know", async () => {
    expect((await qaction("doctor", "--runtimes", "mono")).code).to.equal(2);
    expect((await qaction("doctor", "a", "b")).code).to.equal(2);
  });
});
