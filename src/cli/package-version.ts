/** The version of the installed package. */
import { readFileSync } from "node:fs";

/** The version in `package.json`, two folders up both from `src` and from `dist`. */
export function packageVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
