import { expect } from "chai";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a piece of code in a process of its own, which has loaded nothing yet, and gives what it prints. */
async function inNewProcess(code: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", code], {
    cwd: root,
  });
  return JSON.parse(stdout) as unknown;
}

const loaded = `
import { createRequire } from "node:module";
import { builtCodePages } from "./src/encoding/code-page.ts";
const cache = () => Object.keys(createRequire(import.meta.url).cache).map((file) => /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(file.replaceAll("\\\\", "/"))?.[1]).filter(Boolean);
const packages = () => [...new Set(cache())].filter((name) => !["tsx", "esbuild", "get-tsconfig", "resolve-pkg-maps"].includes(name));
`;

describe("encoding: what an import loads", () => {
  it("loads no package at all, ws and the XML parser least of all, and builds no table", async () => {
    const code = `${loaded}
      const encoding = await import("./src/encoding/index.ts");
      const before = packages();
      encoding.Encoding.UTF8.GetString([0xc3, 0xa9]);
      const afterUtf8 = builtCodePages();
      encoding.Encoding.Default.GetString([0xe9]);
      encoding.toStorage("é", 1251);
      console.log(JSON.stringify({ before, afterUtf8, built: builtCodePages(), packages: packages() }));`;
    expect(await inNewProcess(code)).to.deep.equal({
      before: [],
      afterUtf8: [],
      built: [1252, 1251],
      packages: [],
    });
  });

  it("loads iconv-lite with the first double-byte page, and not before", async () => {
    const code = `${loaded}
      const { Encoding } = await import("./src/encoding/index.ts");
      const japanese = Encoding.GetEncoding(932);
      const before = [packages(), builtCodePages()];
      japanese.GetString([0x82, 0xa0]);
      console.log(JSON.stringify({ before, after: [packages(), builtCodePages()] }));`;
    expect(await inNewProcess(code)).to.deep.equal({
      before: [[], []],
      after: [["iconv-lite", "safer-buffer"], [932]],
    });
  });

  it("imports nothing outside its own folder but the error class and the check of options", async () => {
    const code = `
      import { readdirSync, readFileSync } from "node:fs";
      const files = readdirSync("src/encoding", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
      const imports = files.flatMap((name) => [...readFileSync("src/encoding/" + name, "utf8").matchAll(/from "([^"]+)"/g)].map((match) => match[1]));
      const outside = [...new Set(imports.filter((name) => !/^\\.\\/|^(\\.\\.\\/)+(language\\/)?[a-z0-9-]+\\.ts$/.test(name)))];
      console.log(JSON.stringify(outside.sort()));`;
    expect(await inNewProcess(code)).to.deep.equal([
      "../../base/errors.ts",
      "../../base/option-keys.ts",
      "../../base/value-kinds.ts",
      "../base/errors.ts",
      "../base/option-keys.ts",
      "../base/value-kinds.ts",
      "html-entities",
      "iconv-lite",
      "node:buffer",
      "node:module",
      "node:util",
    ]);
  });
});
