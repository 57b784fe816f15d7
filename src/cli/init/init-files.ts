/** The files of a new connector, beside its `protocol.xml`: script, test and what npm and TypeScript need. */
import { helperFile, helperSource } from "../../codegen/helper-source.ts";
import { parseProtocol } from "../../protocol/load-protocol.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";
import { initialKinds, type ConnectorKind } from "./init-kinds.ts";
import { initialProtocol } from "./init-protocol.ts";

/** Parts of the kit's own `package.json` that a connector's needs. */
export interface KitPackage {
  /** Version range, tarball or folder under which npm finds the kit. */
  readonly source: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

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
  const { script, test } = initialKinds[kind];
  return {
    "protocol.xml": xml,
    [helperFile]: helperSource(parseProtocol(xml).protocol, reservedNames).text,
    "QAction_1.ts": script,
    "test/QAction_1.test.ts": test,
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
        ...from(kit.devDependencies, ["tsx", "typescript"]),
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
