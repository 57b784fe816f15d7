/** Where .NET is looked for, and how exceptions and a missing .NET are told. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { csharpError } from "../../src/csharp/csharp-error.ts";
import { CSharpHost } from "../../src/csharp/host.ts";
import { findHostFile, hostFolders } from "../../src/csharp/host-folder.ts";
import { findHost, findRuntime, runtimePlaces } from "../../src/csharp/runtime.ts";
import { describeScriptError } from "../../src/qaction/script/script-error.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { inFolder } from "../support/temporary.ts";
import { csharpConnector, run } from "../support/csharp/csharp-connector.ts";

describe("the runtime of C#", () => {
  it("DOTNET_ROOT comes before PATH, and both before the usual folders", () => {
    const env = {
      DOTNET_ROOT: path.resolve("own"),
      PATH: [path.resolve("a"), path.resolve("b")].join(path.delimiter),
    };
    const folders = runtimePlaces("dotnet", env).map((place) => path.dirname(place));
    expect(folders.slice(0, 3)).to.deep.equal(["own", "a", "b"].map((name) => path.resolve(name)));
    expect(folders.length).to.be.greaterThan(3);
  });

  it("on Windows commands end in .exe, folders of PATH may be quoted, and .NET Framework is a part of Windows", () => {
    const env = { PATH: '"D:\\Some Tools";C:\\bin', ProgramFiles: "C:\\Programs", SystemRoot: "C:\\WINNT" };
    expect(runtimePlaces("dotnet", env, "win32")).to.deep.equal([
      "D:\\Some Tools\\dotnet.exe",
      "C:\\bin\\dotnet.exe",
      "C:\\Programs\\dotnet\\dotnet.exe",
    ]);
    expect(runtimePlaces("mono", env, "win32").at(-1)).to.equal("C:\\Programs\\Mono\\bin\\mono.exe");
    expect(runtimePlaces("netfx", env, "win32")).to.deep.equal([
      "C:\\WINNT\\Microsoft.NET\\Framework64\\v4.0.30319\\clr.dll",
    ]);
  });

  it("a .NET that is not there is an error that names what was looked for", () => {
    const missing = path.resolve("no-such-folder", "dotnet");
    expect(() => findHost(missing))
      .to.throw(QActionKitError, missing)
      .with.property("code", "ERR_CSHARP_RUNTIME");
  });

  it("auto takes .NET, then what the other host runs on; a word takes that alone, a path is a command", async () => {
    await inFolder((folder) => {
      const command = (name: string): string => {
        const file = path.join(folder, name, process.platform === "win32" ? `${name}.exe` : name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, "");
        return file;
      };
      const [dotnet, mono] = [command("dotnet"), command("mono")];
      const env = { PATH: [path.dirname(mono), path.dirname(dotnet)].join(path.delimiter) };
      expect(findRuntime("auto", env)).to.deep.equal({ kind: "dotnet", file: dotnet });
      expect(findRuntime(undefined, env)).to.deep.equal({ kind: "dotnet", file: dotnet });
      expect(findRuntime("mono", env)).to.deep.equal({ kind: "mono", file: mono });
      expect(findRuntime(undefined, { ...env, QACTION_CSHARP_RUNTIME: "mono" }).file).to.equal(mono);
      expect(findRuntime(mono, {})).to.deep.equal({ kind: "mono", file: mono });
      expect(findRuntime(dotnet, {})).to.deep.equal({ kind: "dotnet", file: dotnet });
    });
  });

  it("QACTION_CSHARP_HOST alone says where the host is; the one compiled ahead comes first where the runtime is new enough", async () => {
    await inFolder((folder) => {
      const env = { QACTION_CSHARP_HOST: folder };
      expect(hostFolders(env)).to.deep.equal([folder]);
      const dotnet = path.join(folder, "dotnet");
      const runtimes = path.join(folder, "shared", "Microsoft.NETCore.App");
      writeFileSync(dotnet, "");
      mkdirSync(path.join(runtimes, "8.0.1"), { recursive: true });
      expect(() => findHostFile("net", dotnet, env)).to.throw(QActionKitError, path.join(folder, "net"));
      const put = (name: string, file: string): string => {
        mkdirSync(path.join(folder, name));
        writeFileSync(path.join(folder, name, file), "");
        return path.join(folder, name, file);
      };
      const any = put("net", "qaction-host.dll");
      expect(findHostFile("net", dotnet, env)).to.deep.equal({ folder, host: any });
      const ahead = put(`net-${process.platform}-${process.arch}`, "qaction-host.dll");
      const config = { runtimeOptions: { framework: { name: "Microsoft.NETCore.App", version: "10.0.0" } } };
      writeFileSync(
        path.join(path.dirname(ahead), "qaction-host.runtimeconfig.json"),
        JSON.stringify(config),
      );
      expect(findHostFile("net", dotnet, env).host).to.equal(any);
      mkdirSync(path.join(runtimes, "10.0.2"));
      expect(findHostFile("net", dotnet, env).host).to.equal(ahead);
      const other = put("netfx", "qaction-host.exe");
      expect(findHostFile("netfx", undefined, env).host).to.equal(other);
    });
  });

  it("a culture or a time zone that cannot be is refused", async () => {
    for (const options of [{ culture: "no culture" }, { timeZone: "Mars/Olympus" }, { timeZone: "+02:00" }]) {
      let error: unknown;
      try {
        await CSharpHost.start(options);
      } catch (thrown) {
        error = thrown;
      }
      expect(error, JSON.stringify(options))
        .to.be.instanceOf(QActionKitError)
        .with.property("code", "ERR_OPTION");
    }
  });

  it("an exception has its C# frames in its stack, and those of what caused it", () => {
    const file = path.resolve("QAction_1.cs");
    const inner = ["System.FormatException", "Bad number.", "", [["Parser.Read", file, 9, 0]], null, 3];
    const cause = new Error("of the element");
    const error = csharpError(
      ["System.InvalidOperationException", "No rows.", "text", [["QAction.Run", file, 12, 5]], inner, 0],
      (call) => (call === 3 ? cause : undefined),
    );
    expect(error).to.include({
      name: "System.InvalidOperationException",
      message: "No rows.",
      csharp: "text",
      cause,
    });
    expect(error.stack).to.equal(
      `System.InvalidOperationException: No rows.\n    at QAction.Run (${file}:12:5)\n  caused by System.FormatException: Bad number.\n    at Parser.Read (${file}:9:1)`,
    );
    expect(describeScriptError(error)).to.include({ file, line: 12, column: 5 });
  });

  it("CS-19: without .NET one notice names what was looked for, and QActions in TypeScript run", async () => {
    const qactions = [1, 2, 3].map((id) => ({ id, attributes: 'triggers="20"', code: run("") }));
    const runtime = path.resolve("no-such-folder", "dotnet");
    await using element = await TestElement.start(csharpConnector(qactions), {
      csharp: { runtime },
      scripts: { 2: (protocol: SLProtocol): number => protocol.SetParameter(21, "TypeScript") },
    });
    await element.set(20, "go");
    expect(element.get(21)).to.equal("TypeScript");
    const notices = element.events.flatMap((event) =>
      event.type === "log" && event.code !== undefined ? [`${event.code} ${event.message}`] : [],
    );
    expect(notices).to.have.length(1);
    expect(notices[0])
      .to.match(/^CSHARP_UNAVAILABLE /)
      .and.contain(runtime);
  });

  it("without csharp a QAction that has only C# says how it runs", async () => {
    const protocol = csharpConnector([{ id: 1, attributes: 'triggers="20"', code: run("") }]);
    await using element = await TestElement.start(protocol);
    const messages = element.events.flatMap((event) =>
      event.type === "log" && event.code === "SCRIPT_MISSING" ? [event.message] : [],
    );
    expect(messages).to.have.length(1);
    expect(messages[0]).to.contain("csharp: true");
  });
});
