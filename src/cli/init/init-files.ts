/** The files of a new connector, beside its `protocol.xml`: script, test and what npm and TypeScript need. */
import { helperFile, helperSource } from "../../codegen/helper-source.ts";
import { parseProtocol } from "../../protocol/load-protocol.ts";
import { initialProtocol, type ConnectorKind } from "./init-protocol.ts";

/** What of the kit's own `package.json` goes into that of a connector. */
export interface KitPackage {
  /** Version range, tarball or folder under which npm finds the kit. */
  readonly source: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const decodeScript = `/** QAction 1: the bytes of the message, as they came, to the parameters of its content. */
export function Run(protocol: SLProtocol, message: ByteStream): void {
  const text = Encoding.UTF8.GetString(message);
  const { source, value } = JSON.parse(text) as { source: string; value: number };
  protocol.SetParameter(20, source);
  protocol.SetParameter(21, value);
}
`;

const readScript = `/** QAction 1: the body of the answer, which is text already, to the parameters of its content. */
export function Run(protocol: SLProtocol): void {
  const text = String(protocol.GetParameter(10));
  const { source, value } = JSON.parse(text) as { source: string; value: number };
  protocol.SetParameter(20, source);
  protocol.SetParameter(21, value);
}
`;

const measureScript = `/** QAction 1: how many bytes the text has in UTF-8. */
export function Run(protocol: SLProtocol): void {
  const text = String(protocol.GetParameter(101));
  protocol.SetParameter(2, Encoding.UTF8.GetBytes(text).length);
}
`;

const scripts: Readonly<Record<ConnectorKind, string>> = {
  websocket: decodeScript,
  http: readScript,
  virtual: measureScript,
};

const imports = `import * as chai from "chai";
import qactionChai from "qaction-kit/chai";
import { TestElement } from "qaction-kit/testing";

chai.use(qactionChai);
`;

const tests: Readonly<Record<ConnectorKind, string>> = {
  websocket: `${imports}
it("decodes what the device sends", async () => {
  await using element = await TestElement.start("protocol.xml", { scripts: "." });
  await element.receive('{"source":"Café","value":21.5}');
  chai.expect(element).to.have.parameter(20, "Café");
  chai.expect(element).to.have.parameter(21, 21.5);
});
`,
  http: `${imports}
it("polls and decodes the status", async () => {
  const answer = () => ({ body: '{"source":"Café","value":21.5}' });
  await using element = await TestElement.start("protocol.xml", { scripts: ".", host: "10.0.0.1", answer });
  await element.advance(10_000);
  chai.expect(element).to.have.parameter(20, "Café");
  chai.expect(element).to.have.parameter(21, 21.5);
});
`,
  virtual: `${imports}
it("measures the text that a user fills in", async () => {
  await using element = await TestElement.start("protocol.xml", { scripts: "." });
  await element.set(101, "Café");
  chai.expect(element).to.have.parameter(1, "Café");
  chai.expect(element).to.have.parameter(2, 5);
});
`,
};

/** `name` for npm: lower case, no characters that need escaping in an address. */
function packageName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return plain === "" ? "connector" : plain;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** All files by their path. `name` is that of the folder. */
export function initialFiles(
  name: string,
  kind: ConnectorKind,
  kit: KitPackage,
): Readonly<Record<string, string>> {
  const from = (list: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((one) => [one, list[one] ?? "*"]));
  const xml = initialProtocol(escaped(name), kind);
  return {
    "protocol.xml": xml,
    [helperFile]: helperSource(parseProtocol(xml).protocol).text,
    "QAction_1.ts": scripts[kind],
    "test/QAction_1.test.ts": tests[kind],
    "package.json": json({
      name: packageName(name),
      version: "1.0.0",
      private: true,
      type: "module",
      scripts: {
        test: "mocha",
        types: "tsc",
        start: "qaction run protocol.xml",
        typings: "qaction typings protocol.xml",
      },
      devDependencies: {
        ...from(kit.devDependencies, ["@types/chai", "@types/mocha", "@types/node", "chai", "mocha"]),
        "qaction-kit": kit.source,
        ...from(kit.dependencies, ["tsx"]),
        ...from(kit.devDependencies, ["typescript"]),
      },
    }),
    ".mocharc.json": json({ "node-option": ["import=tsx"], spec: "test/**/*.test.{ts,js}" }),
    "tsconfig.json": json({
      compilerOptions: {
        target: "es2022",
        lib: ["es2023", "esnext.disposable"],
        module: "nodenext",
        types: ["node", "mocha", "qaction-kit/typings"],
        strict: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        noEmit: true,
      },
      include: ["*.ts", "test"],
    }),
    ".gitignore": "node_modules/\n",
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
