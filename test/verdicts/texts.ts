/** Right texts to judge repair by: every distinct string beyond ASCII of the CLDR packages, and what people make of such strings. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const packages = ["cldr-units-modern", "cldr-localenames-modern", "cldr-annotations-modern"] as const;
const beyondAscii = /[^\0-\x7f]/u;

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (beyondAscii.test(value)) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) collect(part, into);
  }
}

/** All distinct strings beyond ASCII, in the order of the files. */
export function cldrTexts(): string[] {
  const found = new Set<string>();
  const require = createRequire(import.meta.url);
  for (const name of packages) {
    const folder = path.dirname(require.resolve(`${name}/package.json`));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    for (const file of files.filter(
      (each) => each.endsWith(".json") && !/(^|[\\/])(package|bower)\.json$/.test(each),
    ))
      collect(JSON.parse(readFileSync(path.join(folder, file), "utf8")), found);
  }
  return [...found];
}

/** Each text in capitals, and with symbols around it that wrong readings show too. */
export function variantsOf(text: string): string[] {
  const capitals = text.toUpperCase();
  return [
    capitals,
    `${capitals}’s`,
    `${capitals}…`,
    `“${capitals}”`,
    `${capitals}…”`,
    `${capitals}»`,
    `${capitals}\u00a0: 5`,
    `${text}’s`,
    `${text}…`,
    `${text}”`,
    `«${text}»`,
    `${text}×2`,
    `4×${text}`,
    `10 ${text}`,
    `${text}\u00a05`,
  ];
}
