/** `npm run test:browser`: the page of the viewer in Chromium, which has to be installed. The last line counts the tests. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const { status } = spawnSync(
  process.execPath,
  ["node_modules/mocha/bin/mocha.js", "--timeout", "60000", "test/viewer/browser/*.browser.ts"],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
