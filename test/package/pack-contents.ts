/** `npm run check`, last part: what the tarball holds, and that a stranger can import every part of its API. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const mustHold = [
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "typings/index.d.ts",
  "dist/index.js",
  "dist/index.d.ts",
  "dist/bundle/index.js",
  "dist/bundle/index.js.map",
  "dist/encoding/index.js",
  "dist/testing/index.js",
  "dist/testing/chai.js",
  "dist/cli/main.js",
  "dist/viewer/page/index.html",
  "dist/viewer/page/page.js",
  "dist/viewer/page/style.css",
  "src/index.ts",
];
const mayNotHold = [
  /^test\//,
  /^bench\//,
  /^coverage\//,
  /\.tgz$/,
  /^\.ci\//,
  /node_modules/,
  /^docs\/api\//,
];

const folder = mkdtempSync(path.join(tmpdir(), "qaction-kit-pack-"));
try {
  const output = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
  });
  const parsed = JSON.parse(output) as PackReport[] | Record<string, PackReport>;
  const [report] = Object.values(parsed);
  if (report === undefined) throw new Error("npm pack reported nothing.");
  const paths = report.files.map((file) => file.path);
  const missing = mustHold.filter((file) => !paths.includes(file));
  const unwanted = paths.filter((file) => mayNotHold.some((pattern) => pattern.test(file)));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(", ")}.`);
  if (unwanted.length > 0) throw new Error(`The package should not hold ${unwanted.join(", ")}.`);

  // What an editor shows of an option.
  const options = readFileSync(path.join(root, "dist/options/parameter-options.d.ts"), "utf8");
  if (!/\/\*\* Windows code page .* \*\/\s+readonly codePage:/.test(options))
    throw new Error("The declarations of the options have no comments.");

  writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ name: "stranger", type: "module", private: true }),
  );
  execFileSync("npm", ["install", "--no-audit", "--no-fund", path.join(folder, report.filename), "chai"], {
    cwd: folder,
    stdio: "pipe",
  });
  writeFileSync(
    path.join(folder, "use.mjs"),
    [
      'import { Element, loadProtocol, QActionKitError } from "qaction-kit";',
      'import { Encoding, inspectBytes, readBytes, repairMojibake } from "qaction-kit/encoding";',
      'import { TestElement } from "qaction-kit/testing";',
      'import * as plugin from "qaction-kit/chai";',
      "let thrown; try { Encoding.GetEncoding('none such'); } catch (error) { thrown = error; }",
      "if (!(thrown instanceof QActionKitError)) throw new Error('there are two classes of one name');",
      'if (Encoding.UTF8.GetString([0xc3, 0xa9]) !== "é") throw new Error("wrong text");',
      'if (Encoding.GetEncoding(500).GetString([0xc1]) !== "A") throw new Error("a rare page is missing");',
      'if (repairMojibake("ZÃ¼rich, 5 â‚¬").text !== "Zürich, 5 €") throw new Error("wrong repair");',
      'if (inspectBytes(readBytes("5a c3 bc c3 bc").bytes).readings[0].text !== "Züü") throw new Error("wrong reading");',
      "try { inspectBytes([999]); throw new Error('accepted'); } catch (error) { if (!(error instanceof QActionKitError && error.code === 'ERR_BYTE_STREAM')) throw error; }",
      "if (![Element, loadProtocol, TestElement, plugin.default].every((one) => one !== undefined)) throw new Error('an export is missing');",
    ].join("\n"),
  );
  execFileSync(process.execPath, ["use.mjs"], { cwd: folder, stdio: "inherit" });
  const version = execFileSync(path.join(folder, "node_modules/.bin/qaction"), ["--version"], {
    cwd: folder,
    encoding: "utf8",
  });
  console.log(
    `The package holds ${String(paths.length)} files, imports and runs (qaction ${version.trim()}).`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
