/** The register of options: defaults, checks, how they are written, and that every option is used and tested. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import {
  allowedValues,
  defaultOptions,
  optionRegister,
  readOption,
  resolveOptions,
  resolveProtocolOptions,
  splitOptions,
  type OptionEntry,
} from "../../src/options/register.ts";
import { allowed } from "../support/options/allowed.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const entries: readonly (readonly [string, OptionEntry])[] = Object.entries(optionRegister);

/** All text below a folder. */
function allText(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(path.join(root, folder, name), "utf8"))
    .join("\n");
}

/** One option, resolved where it belongs. */
function resolved(name: string, value: unknown): object {
  const { loading, element } = splitOptions({ [name]: value });
  return { ...resolveProtocolOptions(loading), ...resolveOptions(element) };
}

/** The error of a call. */
function errorOf(call: () => unknown): QActionKitError {
  try {
    call();
  } catch (error) {
    if (error instanceof QActionKitError) return error;
    throw error;
  }
  throw new Error("nothing thrown");
}

describe("options", () => {
  it("fills in the defaults", () => {
    expect(resolveOptions()).to.equal(defaultOptions);
    expect(resolveOptions({ codePage: 1251 })).to.deep.equal({ ...defaultOptions, codePage: 1251 });
    expect(defaultOptions.codePage).to.equal(1252);
    expect(resolveProtocolOptions({ maxXmlDepth: 5 })).to.deep.equal({
      typeAndConnections: "connections",
      maxXmlDepth: 5,
      maxXmlBytes: 67_108_864,
    });
  });

  it("a value that is undefined counts as not given", () => {
    const given = Object.fromEntries([["codePage", undefined]]);
    expect(resolveOptions(given)).to.equal(defaultOptions);
  });

  it("refuses an unknown name, and says which was meant", () => {
    const cases: readonly (readonly [name: string, message: string])[] = [
      ["codepage", "There is no option 'codepage'. Did you mean 'codePage'?"],
      ["maxMesageByte", "There is no option 'maxMesageByte'. Did you mean 'maxMessageBytes'?"],
      ["colour", "There is no option 'colour'. See docs/options.md, or qaction options."],
      ["maxXmlDepth", "There is no option 'maxXmlDepth'. It is an option of loadProtocol and parseProtocol."],
    ];
    for (const [name, message] of cases) {
      const error = errorOf(() => resolveOptions({ [name]: 1 }));
      expect(error.code).to.equal("ERR_OPTION");
      expect(error.message).to.equal(message);
      expect(error.details).to.deep.equal({ name });
    }
  });

  it("refuses a value that is not allowed, naming option, value and what is allowed", () => {
    const cases: readonly (readonly [name: string, value: unknown, message: string])[] = [
      ["codePage", "1252", "Option 'codePage' cannot be '1252'. Use a whole number from 0 to 65535."],
      ["equalResponse", 1, "cannot be 1. Use 'byConnection', 'off', 'skipParams', 'drop'."],
      ["timeoutMs", 0, "cannot be 0. Use a whole number from 1 to 120000."],
      ["keepAlivePingMs", 1.5, "cannot be 1.5. Use a whole number from 0."],
      ["rowLimits", [1], "cannot be [ 1 ]. Use two whole numbers from 0."],
      ["connectAttempts", "never", "cannot be 'never'. Use a whole number from 0, or retries."],
      ["dataMinerVersion", "latest", "cannot be 'latest'. Use a version such as 10.4.8 or 10.4.8 CU1."],
      ["uninitialisedText", "x", "cannot be 'x'. Use null, ''."],
      ["maxXmlDepth", 0, "cannot be 0. Use a whole number from 1."],
    ];
    for (const [name, value, message] of cases) {
      const error = errorOf(() => resolved(name, value));
      expect(error.code, name).to.equal("ERR_OPTION");
      expect(error.message, name).to.contain(message);
      expect(error.details, name).to.deep.equal({ name, value });
    }
  });

  it("each option has a meaning, a page and a default among its values", () => {
    for (const [name, entry] of entries) {
      expect(entry.meaning, name).to.have.length.greaterThan(20);
      expect(entry.page, name).to.not.equal("");
      expect(resolved(name, entry.default), name).to.have.property(name, entry.default);
    }
  });

  it("each allowed value is taken, and anything else is refused with what is allowed", () => {
    for (const [name, entry] of entries) {
      const values = allowed(entry);
      expect(values, name).to.not.have.lengthOf(0);
      for (const value of values) expect(resolved(name, value), name).to.have.property(name, value);
      for (const value of [{}, Number.NaN, -1])
        expect(() => resolved(name, value), name).to.throw(allowedValues(entry));
    }
  });

  it("each allowed value can be written as NAME=VALUE", () => {
    for (const [name, entry] of entries) {
      for (const value of allowed(entry))
        expect(readOption(`${name}=${String(value)}`), name).to.deep.equal({ [name]: value });
    }
    expect(readOption("proxy=http://h:1/?a=b")).to.deep.equal({ proxy: "http://h:1/?a=b" });
  });

  it("refuses what is not NAME=VALUE, an unknown name and a wrong value", () => {
    const cases: readonly (readonly [text: string, message: string])[] = [
      ["codePage", "'codePage' is not NAME=VALUE, for example codePage=1251."],
      ["=1", "'=1' is not NAME=VALUE"],
      ["codepage=1251", "Did you mean 'codePage'?"],
      ["codePage=utf-8", "cannot be 'utf-8'. Use a whole number from 0 to 65535."],
      ["strict=yes", "cannot be 'yes'. Use true, false."],
      ["timeoutMs=", "cannot be ''. Use a whole number"],
    ];
    for (const [text, message] of cases) {
      const error = errorOf(() => readOption(text));
      expect(error.code, text).to.equal("ERR_OPTION");
      expect(error.message, text).to.contain(message);
    }
  });

  it("no name stands in the rows of two layers", () => {
    const rows = readdirSync(path.join(root, "src/options")).filter((name) => name.endsWith("-options.ts"));
    const names = rows.flatMap((name) =>
      Array.from(
        readFileSync(path.join(root, "src/options", name), "utf8").matchAll(/^ {2}(\w+): \{$/gm),
        ([, option]) => option,
      ),
    );
    expect(names.sort()).to.deep.equal(Object.keys(optionRegister).sort());
  });

  it("each option is obeyed by the layer it names, and tested", () => {
    const tests = allText("test");
    // What is secret is asked by every layer, of one class at the bottom.
    const folders: Readonly<Record<string, string>> = {
      streamSecrets: "src/protocol",
      streamSecretHeaders: "src/protocol",
    };
    for (const [name, { layer }] of entries) {
      const folder = folders[name] ?? `src/${layer}`;
      expect(allText(folder), `${name} in ${folder}`).to.match(new RegExp(`\\b${name}\\b`));
      expect(tests, `${name} in test`).to.match(new RegExp(`\\b${name}\\b`));
    }
  });
});
