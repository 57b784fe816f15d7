/** The decision register: defaults, checks, and that every option is obeyed somewhere. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { QActionKitError } from "../src/errors.ts";
import { defaultOptions, optionRegister, resolveOptions, type Options } from "../src/options.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

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

  it("each option is obeyed by the floor it names, and tested", () => {
    const tests = allText("test");
    for (const [name, { floor }] of Object.entries(optionRegister)) {
      expect(new RegExp(`\\b${name}\\b`).test(allText(`src/${floor}`)), `${name} in src/${floor}`).to.equal(
        true,
      );
      expect(new RegExp(`\\b${name}\\b`).test(tests), `${name} in test`).to.equal(true);
    }
  });
});
