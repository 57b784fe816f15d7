/** `qaction.config.json`: found above a connector, read strictly, and described by the schema that is shipped. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { allRules } from "../../src/check/all-rules.ts";
import { readSettings, settingsFor, unknownCodePage } from "../../src/check/check-config.ts";
import { QActionKitError } from "../../src/base/errors.ts";
import { inFolder } from "../support/temporary.ts";

const schemaFile = new URL("../../qaction.config.schema.json", import.meta.url);

/** Every number that is the code page of an element. */
const codePages = Array.from({ length: 65_536 }, (_, page) => page).filter(
  (page) => unknownCodePage(page) === undefined,
);

/** The schema as the rules give it. */
function schemaText(): string {
  const rules = Object.fromEntries(
    Object.entries(allRules).map(([id, { explanation }]) => [
      id,
      { description: explanation, enum: ["off", "warn", "error"] },
    ]),
  );
  const object = { type: "object", additionalProperties: false };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "qaction.config.json",
    ...object,
    properties: {
      $schema: { type: "string" },
      check: {
        description: "Settings of qaction check.",
        ...object,
        properties: {
          rules: { description: "What a rule counts, by its id.", ...object, properties: rules },
          codePage: {
            description: "Code page of the elements: characters that it lacks are reported.",
            enum: codePages,
          },
        },
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const valid: readonly string[] = [
  "{}",
  '{ "check": {} }',
  '{ "$schema": "./node_modules/qaction-kit/qaction.config.schema.json", "check": { "rules": { "ID_RESERVED": "off" } } }',
  '{ "check": { "codePage": 1251 } }',
  '{ "check": { "rules": { "NAME_DUPLICATE": "error", "TAG_UNKNOWN": "warn" } } }',
];

const invalid: readonly (readonly [text: string, message: RegExp])[] = [
  ["[]", /The file must be an object/],
  ['{ "chek": {} }', /unknown key 'chek'. Did you mean 'check'\?/],
  ['{ "check": { "rule": {} } }', /unknown key 'rule'. Did you mean 'rules'\?/],
  ['{ "check": { "codePage": 65001 } }', /cannot have the code page 65001. Use one of 437,/],
  ['{ "check": { "codePage": "1251" } }', /check.codePage must be a number/],
  ['{ "check": { "rules": [] } }', /check.rules must be an object/],
  ['{ "check": { "rules": { "ID_RESERVD": "off" } } }', /no rule 'ID_RESERVD'. Did you mean 'ID_RESERVED'\?/],
  ['{ "check": { "rules": { "ID_RESERVED": "warning" } } }', /Rule 'ID_RESERVED' is "warning". Use "off"/],
];

describe("check/check-config", () => {
  it("qaction.config.schema.json is written from the rules (UPDATE_DOCS=1 writes it)", () => {
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(schemaFile, schemaText());
    expect(readFileSync(schemaFile, "utf8")).to.equal(schemaText());
  });

  it("what is read is what the schema allows", () => {
    const allows = new Ajv().compile(JSON.parse(schemaText()) as object);
    for (const text of valid) {
      expect(allows(JSON.parse(text)), text).to.equal(true);
      expect(() => readSettings(text, "a.json"), text).not.to.throw();
    }
    for (const [text, message] of invalid) {
      expect(allows(JSON.parse(text)), text).to.equal(false);
      expect(() => readSettings(text, "a.json"), text)
        .to.throw(QActionKitError, message)
        .with.property("code", "ERR_CHECK_CONFIG");
    }
  });

  it("text that is not JSON is named with its file", () => {
    expect(() => readSettings("{ rules", "a/qaction.config.json")).to.throw(
      QActionKitError,
      /'a\/qaction.config.json' cannot be used. It is not JSON/,
    );
  });

  it("a byte order mark is no mistake", () => {
    const text = '\ufeff{ "check": { "rules": { "ID_RESERVED": "off" } } }';
    expect(readSettings(text, "a.json")).to.deep.equal({ rules: { ID_RESERVED: "off" } });
  });

  it("the nearest file counts, alone", async () => {
    await inFolder(async (folder) => {
      const inner = path.join(folder, "a", "b");
      mkdirSync(inner, { recursive: true });
      const write = (at: string, rules: object): void => {
        writeFileSync(path.join(at, "qaction.config.json"), JSON.stringify({ check: { rules } }));
      };
      write(folder, { ID_RESERVED: "off" });
      expect(await settingsFor(inner)).to.deep.equal({ rules: { ID_RESERVED: "off" } });
      write(path.join(folder, "a"), { TAG_UNKNOWN: "error" });
      expect(await settingsFor(inner)).to.deep.equal({ rules: { TAG_UNKNOWN: "error" } });
    });
  });
});
