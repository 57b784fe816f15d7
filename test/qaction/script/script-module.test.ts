/** Finding the entry point in what a script offers. */
import { expect } from "chai";
import { findEntryPoint, parseEntryPoint } from "../../../src/qaction/script/script-module.ts";
import type { ScriptModule } from "../../../src/qaction/script/script-module.ts";

function call(script: ScriptModule, name?: string): unknown {
  const found = findEntryPoint(script, parseEntryPoint(name));
  if ("problem" in found) return found.problem;
  const self = found.instanceOf === undefined ? found.staticOf : new found.instanceOf();
  return found.method.call(self, "protocol");
}

function inputs(script: ScriptModule, name?: string): number | string {
  const found = findEntryPoint(script, parseEntryPoint(name));
  return "problem" in found ? found.problem : found.inputs;
}

class Static {
  static word = "static";
  static Run(): string {
    return this.word;
  }
  readonly name = "never made";
}

class Instance {
  readonly word = "instance";
  Run(): string {
    return this.word;
  }
  Other(): string {
    return `${this.word} other`;
  }
}

describe("script module", () => {
  it("entry point names: class and method default, blanks do not count", () => {
    expect(parseEntryPoint(undefined)).to.deep.equal({
      className: "QAction",
      methodName: "Run",
      namespace: "",
    });
    expect(parseEntryPoint(" Process ")).to.include({ className: "QAction", methodName: "Process" });
    expect(parseEntryPoint(" Tools . Process ")).to.include({ className: "Tools", methodName: "Process" });
    expect(parseEntryPoint("Acme.Tools.Process")).to.include({ namespace: "Acme", className: "Tools" });
  });

  it("class QAction with static Run, with instance Run, or as the default export", () => {
    expect(call({ QAction: Static })).to.equal("static");
    expect(call({ QAction: Instance })).to.equal("instance");
    expect(call({ default: Static })).to.equal("static");
    expect(call({ default: { QAction: Instance } })).to.equal("instance");
    expect(call(Static)).to.equal("static");
    expect(call(Instance)).to.equal("instance");
  });

  it("function Run, as an export, as the default export, or handed over itself", () => {
    const run = (protocol: unknown): unknown => protocol;
    expect(call({ Run: run })).to.equal("protocol");
    expect(call({ default: run })).to.equal("protocol");
    expect(call(run)).to.equal("protocol");
    expect(call({ default: { Run: run } })).to.equal("protocol");
  });

  it("entryPoint names another class or method", () => {
    expect(call({ Tools: Instance }, "Tools.Other")).to.equal("instance other");
    expect(call({ QAction: Instance }, "Other")).to.equal("instance other");
    expect(call({ Process: () => "free" }, "Process")).to.equal("free");
    expect(call({ default: class Tools extends Static {} }, "Tools.Run")).to.equal("static");
  });

  it("a class in a namespace never fires: a problem that says so", () => {
    expect(call({ QAction: Static }, "Acme.QAction.Run")).to.contain("'Acme' is a namespace");
    expect(call({ Acme: { QAction: Static } })).to.contain("stands in namespace Acme");
  });

  it("says what is missing", () => {
    expect(call({ QAction: Static }, "Process")).to.equal("class QAction has no method 'Process'");
    expect(call({ Helper: 1 })).to.equal(
      "it exports neither a class 'QAction' with a method 'Run' nor a function 'Run'",
    );
    expect(call({ Run: 5 }, "Tools.Run")).to.contain("neither a class 'Tools'");
  });

  it("counts the inputs that an entry point takes; with defaults, rest and arguments it cannot", () => {
    expect(inputs((protocol: unknown) => protocol)).to.equal(0);
    expect(inputs(() => 1)).to.equal(0);
    expect(inputs((protocol: unknown, a: unknown, b: unknown) => [protocol, a, b])).to.equal(2);
    expect(inputs((protocol: unknown, a: unknown = 1) => [protocol, a])).to.equal(Infinity);
    expect(inputs((...all: readonly unknown[]) => all)).to.equal(Infinity);
    expect(
      inputs({
        Run() {
          return arguments.length;
        },
      }),
    ).to.equal(Infinity);
    expect(inputs({ QAction: Instance }, "Other")).to.equal(0);
  });
});
