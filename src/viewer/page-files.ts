/** The files of the page: from the build, or in a clone without one bundled now. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { bundlePage } from "./page-bundle.ts";

/** A file with its type. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array;
}

/** Files by the path behind the token. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const folder = path.join(import.meta.dirname, "page");

let loaded: Promise<PageFiles> | undefined;

/** Reads or makes the files once in a process. */
export function pageFiles(): Promise<PageFiles> {
  return (loaded ??= load());
}

async function load(): Promise<PageFiles> {
  const built = !import.meta.filename.endsWith(".ts");
  const [html, css, js] = await Promise.all([
    readFile(path.join(folder, "index.html")),
    readFile(path.join(folder, "style.css")),
    built ? readFile(path.join(folder, "page.js")) : bundlePage(folder),
  ]);
  return new Map([
    ["", { type: "text/html; charset=utf-8", body: html }],
    ["style.css", { type: "text/css; charset=utf-8", body: css }],
    ["page.js", { type: "text/javascript; charset=utf-8", body: js }],
  ]);
}
