/** The register of options: defaults, checks, and that every option is used somewhere. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { connectionOptionRegister } from "../../src/options/connection-options.ts";
import { elementOptionRegister } from "../../src/options/element-options.ts";
import { QActionKitError } from "../../src/base/errors.ts";
import { eventOptionRegister } from "../../src/options/event-options.ts";
import { logicOptionRegister } from "../../src/options/logic-options.ts";
import { parameterOptionRegister } from "../../src/options/parameter-options.ts";
import { protocolOptionRegister } from "../../src/options/protocol-options.ts";
import { qactionOptionRegister } from "../../src/options/qaction-options.ts";
import { defaultOptions, optionRegister, resolveOptions, type Options } from "../../src/options/register.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** All text below a folder. */
function allText(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(path.join(root, folder, name), "utf8"))
    .join("\n");
}

/** The error code a call throws. */
function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof QActionKitError) return error.code;
    throw error;
  }
  return "nothing thrown";
}

describe("options", () => {
  it("fills in the defaults", () => {
    expect(resolveOptions()).to.deep.equal(defaultOptions);
    expect(resolveOptions({ codePage: 1251 }).codePage).to.equal(1251);
    expect(defaultOptions.codePage).to.equal(1252);
  });

  it("refuses an unknown name and a value that does not fit", () => {
    expect(codeOf(() => resolveOptions({ codepage: 1 } as unknown as Partial<Options>))).to.equal(
      "ERR_OPTION",
    );
    expect(codeOf(() => resolveOptions({ codePage: "1252" } as unknown as Partial<Options>))).to.equal(
      "ERR_OPTION",
    );
  });

  it("each option has a meaning, a page and a default among its values", () => {
    for (const [name, entry] of Object.entries(optionRegister)) {
      expect(entry.meaning, name).to.have.length.greaterThan(20);
      expect(entry.page, name).to.not.equal("");
      expect(() => resolveOptions({ [name]: entry.default }), name).to.not.throw();
    }
  });

  it("each value of a list is taken, and anything else is refused with the list", () => {
    for (const [name, { values }] of Object.entries(optionRegister)) {
      const given = (value: unknown): Options => resolveOptions({ [name]: value });
      if (typeof values === "string") expect(() => given({}), name).to.throw(values);
      else {
        for (const value of values) expect(given(value), name).to.have.property(name, value);
        expect(() => given("nothing"), name).to.throw(values.map(String).join(", "));
      }
    }
  });

  it("no name stands in the registers of two layers", () => {
    const registers = [
      connectionOptionRegister,
      elementOptionRegister,
      eventOptionRegister,
      logicOptionRegister,
      parameterOptionRegister,
      protocolOptionRegister,
      qactionOptionRegister,
    ];
    const names = registers.flatMap((register) => Object.keys(register));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
    expect(Object.keys(optionRegister)).to.include.members(names);
  });

  it("each option is obeyed by the layer it names, and tested", () => {
    const tests = allText("test");
    for (const [name, { layer }] of Object.entries(optionRegister)) {
      expect(new RegExp(`\\b${name}\\b`).test(allText(`src/${layer}`)), `${name} in src/${layer}`).to.equal(
        true,
      );
      expect(new RegExp(`\\b${name}\\b`).test(tests), `${name} in test`).to.equal(true);
    }
  });
});
