/** Where .NET is looked for, and how exceptions and a missing .NET are told. */
import path from "node:path";
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { csharpError } from "../../src/csharp/csharp-error.ts";
import { dotnetPlaces, findHost } from "../../src/csharp/runtime.ts";
import { describeScriptError } from "../../src/qaction/script/script-error.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { csharpConnector, run } from "../support/csharp/csharp-connector.ts";

describe("the runtime of C#", () => {
  it("DOTNET_ROOT comes before PATH, and both before the usual folders", () => {
    const env = {
      DOTNET_ROOT: path.resolve("own"),
      PATH: [path.resolve("a"), path.resolve("b")].join(path.delimiter),
    };
    const folders = dotnetPlaces(env).map((place) => path.dirname(place));
    expect(folders.slice(0, 3)).to.deep.equal(["own", "a", "b"].map((name) => path.resolve(name)));
    expect(folders.length).to.be.greaterThan(3);
  });

  it("a .NET that is not there is an error that names what was looked for", () => {
    const missing = path.resolve("no-such-folder", "dotnet");
    expect(() => findHost(missing))
      .to.throw(QActionKitError, missing)
      .with.property("code", "ERR_CSHARP_RUNTIME");
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

  it("without .NET one notice names what was looked for, and QActions in TypeScript run", async () => {
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
