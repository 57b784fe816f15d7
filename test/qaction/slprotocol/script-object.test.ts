/** The object of a script is whole: every documented member, on the prototype, and nothing else to see. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { inScript, textParam } from "../../support/qaction/script-element.ts";
import { methods, properties } from "../../support/qaction/slprotocol-members.ts";
import { ScriptObject } from "../../../src/qaction/slprotocol/script-object.ts";
import { readMembers } from "../../fidelity/slprotocol-page.ts";

/** All names on the prototypes of the object. */
function memberNames(): string[] {
  const names: string[] = [];
  let prototype: object = ScriptObject.prototype as object;
  while (prototype !== Object.prototype) {
    names.push(...Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor"));
    prototype = Object.getPrototypeOf(prototype) as object;
  }
  return names;
}

describe("script object", () => {
  it("has the 86 documented members, 70 methods and 16 properties, and GetInputBytes of its own", () => {
    expect(methods).to.have.length(70);
    expect(properties).to.have.length(16);
    expect(memberNames().sort()).to.deep.equal([...methods, ...properties, "GetInputBytes"].sort());
  });

  it("the declaration has the same members", () => {
    const declared = readMembers().map(({ name }) => name);
    expect(declared.sort()).to.deep.equal([...methods, ...properties, "GetInputBytes"].sort());
  });

  it("each member has tests that name it in their title", () => {
    const folder = new URL("../", import.meta.url);
    const titles = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(name.replaceAll("\\", "/"), folder), "utf8"))
      .flatMap((text) => Array.from(text.matchAll(/\bit\(\s*["'`](.*)["'`],/g), (match) => match[1] ?? ""));
    const untold = [...methods, ...properties].filter(
      (name) => !titles.some((title) => new RegExp(`\\b${name}\\b`).test(title)),
    );
    expect(untold).to.deep.equal([]);
  });

  it("holds nothing that a script could see, and every run has its own", async () => {
    const first = await inScript(textParam(1), (protocol) => protocol);
    const second = await inScript(textParam(1), (protocol) => protocol);
    expect(Reflect.ownKeys(first.result ?? {})).to.deep.equal([]);
    expect(first.result).to.not.equal(second.result);
  });

  it("NotifyClient has no documented types: it is reported and gives null, or what the host answers", async () => {
    const made = await inScript(textParam(1), (protocol) => protocol);
    expect(made.result?.NotifyClient(1, "a", "b")).to.equal(null);
    expect(made.reports).to.deep.equal([
      { type: "notify", call: "NotifyClient", number: 1, value1: "a", value2: "b" },
    ]);
    made.host.dataMiner = { notifyClient: (type) => type + 1 };
    expect(made.result?.NotifyClient(1, "a", "b")).to.equal(2);
  });
});
