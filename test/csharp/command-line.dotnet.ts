/** What the command line does for C#: the state of the machine and of a connector, and the runtime of a run. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { packageVersion } from "../../src/cli/package-version.ts";
import { csharpXml, run } from "../support/csharp/csharp-connector.ts";
import { qaction, start } from "../support/child.ts";
import { inFolder } from "../support/temporary.ts";

const example = fileURLToPath(new URL("../../examples/csharp", import.meta.url));

describe("the command line with C#", function () {
  this.timeout(120_000);

  it("qaction doctor shows what was found, starts the host, and compiles a connector", async () => {
    const { code, out } = await qaction("doctor", example);
    expect(code, out).to.equal(0);
    expect(out).to.match(/^ok +(?:\.NET \d+|Mono \d+)/m);
    expect(out).to.contain(`host ${packageVersion()}: `);
    expect(out).to.match(/^ok +\d+ reference assemblies of \.NET Framework 4\.8: /m);
    expect(out).to.match(/^ok +the host starts in \d+\.\d s as process \d+$/m);
    expect(out).to.match(/^ok +QAction 1 compiles, with Newtonsoft\.Json\.dll$/m);
  });

  it("qaction doctor names a package that has not been restored, and a QAction that does not compile", async () => {
    await inFolder(async (folder) => {
      writeFileSync(
        path.join(folder, "protocol.xml"),
        csharpXml([
          { id: 1, code: run("") },
          { id: 2, code: run("protocol.NoSuchMember();") },
        ]),
      );
      mkdirSync(path.join(folder, "QAction_1"));
      writeFileSync(path.join(folder, "QAction_1/QAction_1.cs"), run(""));
      writeFileSync(
        path.join(folder, "QAction_1/QAction_1.csproj"),
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="No.Such.Package" Version="1.2.3" /></ItemGroup></Project>',
      );
      const { code, out } = await qaction("doctor", folder);
      expect(code).to.equal(1);
      expect(out).to.match(/^problem +QAction 1: The package No\.Such\.Package 1\.2\.3 is not restored\. /m);
      expect(out).to.match(/^ok +QAction 1 compiles/m);
      expect(out).to.match(/^problem +QAction 2 does not compile\. .*error CS1061: /m);
    });
  });

  /** A solution whose QAction 1 runs each second, and a function that writes its body. */
  async function ticking(
    work: (folder: string, write: (body: string) => void) => Promise<void>,
  ): Promise<void> {
    await inFolder(async (folder) => {
      const timer =
        '<Timer id="1"><Name>tick</Name><Time>1000</Time><Interval>75</Interval><Content><Group>1</Group></Content></Timer>';
      const group =
        '<Group id="1"><Name>tick</Name><Type>poll action</Type><Content><Action>1</Action></Content></Group>';
      writeFileSync(
        path.join(folder, "protocol.xml"),
        csharpXml([{ id: 1, attributes: 'triggers="20"', code: "" }], {
          timers: timer,
          groups: group,
          actions: '<Action id="1"><On id="20">parameter</On><Type>run actions</Type></Action>',
          connections: '<Connection id="0"><Virtual/></Connection>',
        }),
      );
      mkdirSync(path.join(folder, "QAction_1"));
      const write = (body: string): void => {
        writeFileSync(path.join(folder, "QAction_1/QAction_1.cs"), run(body));
      };
      write('Console.WriteLine("first version");');
      await work(folder, write);
    });
  }

  it("CS-22: qaction run --watch uses C# from the next run on after its file has changed", async () => {
    await ticking(async (folder, write) => {
      const child = start("src/cli/main.ts", ["run", folder, "--watch"]);
      await child.says("first version");
      write("protocol.NoSuchMember();");
      await child.says("The C# was not compiled again. What ran before goes on.");
      write('Console.WriteLine("second version");');
      await child.says("The C# was compiled again. Runs that begin now use it.");
      await child.says("second version");
      child.signal("SIGINT");
      const { code, out, err } = await child.ended;
      expect(out + err).to.contain("error CS1061: ");
      // What was mended is no failure of the run.
      expect(code, err).to.equal(0);
    });
  });

  it("CS-25: qaction run --csharp-debug names the process and runs nothing before a debugger is there", async () => {
    await ticking(async (folder) => {
      const child = start("src/cli/main.ts", ["run", folder, "--csharp-debug", "--verbose"]);
      await child.says("which waits for a debugger.");
      child.signal("SIGINT");
      await child.says("Press Ctrl+C again to end at once.");
      child.signal("SIGINT");
      const { code, err } = await child.ended;
      expect(code).to.equal(130);
      expect(err)
        .to.match(/^C# QActions run in process \d+, which waits for a debugger\.$/m)
        .and.not.contain("first version");
    });
  });
});
