/**
 * How often the first reading of `inspectBytes` gives the very text, by page and length, beside the detectors of others on the
 * same bytes. Run: `npm run bench verdicts`. The held-out part was never looked at while the kit was written, except by its figures.
 */
import { inspectBytes } from "../src/encoding/index.ts";
import { encodingLabel } from "../src/encoding/mojibake-words.ts";
import { detectors, textBy } from "./support/detectors.ts";
import type { Detector } from "./support/detectors.ts";
import { caseCodePages, verdictCases } from "./support/verdict-cases.ts";
import type { Case, Part } from "./support/verdict-cases.ts";

const kit: Detector & { textOf?: (bytes: Uint8Array) => string | undefined } = {
  name: "qaction-kit",
  encodingOf: (bytes) => String(inspectBytes(bytes).readings[0]?.codePage),
  textOf: (bytes) => inspectBytes(bytes).readings[0]?.text,
};

/** Bytes below which a text is short. */
const long = 24;

function withoutMark(text: string | undefined): string | undefined {
  return text?.startsWith("\ufeff") === true ? text.slice(1) : text;
}

function isRight(detector: typeof kit, { bytes, text }: Case): boolean {
  const read = detector.textOf?.(bytes) ?? textBy(detector.encodingOf(bytes), bytes);
  return withoutMark(read) === text;
}

function percent(right: readonly boolean[]): string {
  if (right.length === 0) return "-";
  return ((right.filter(Boolean).length / right.length) * 100).toFixed(1);
}

async function table(part: Part): Promise<void> {
  const all: (typeof kit)[] = [kit, ...(await detectors())];
  const cases = verdictCases(part);
  const outcomes = all.map((detector) => cases.map((one) => isRight(detector, one)));
  const row = (name: string, of: (one: Case) => boolean): string => {
    const chosen = cases.map(of);
    const cells = outcomes.map((right) => percent(right.filter((_, index) => chosen[index])));
    const count = chosen.filter(Boolean).length;
    return `${name.padEnd(34)}${String(count).padStart(6)}${cells.map((cell) => cell.padStart(22)).join("")}`;
  };
  console.log(
    `\n${part === "tuning" ? "Part for tuning" : "Held-out part"}: right in percent, ${String(cases.length)} cases`,
  );
  console.log(`${"".padEnd(34)}${"cases".padStart(6)}${all.map(({ name }) => name.padStart(22)).join("")}`);
  for (const page of caseCodePages) {
    const name = encodingLabel(page);
    console.log(row(`${name}, 12 to 23 bytes`, (one) => one.codePage === page && one.bytes.length < long));
    console.log(
      row(`${name}, 24 bytes and more`, (one) => one.codePage === page && one.bytes.length >= long),
    );
  }
  console.log(row("all, 12 to 23 bytes", ({ bytes }) => bytes.length < long));
  console.log(row("all, 24 bytes and more", ({ bytes }) => bytes.length >= long));
  console.log(row("all", () => true));
}

await table("tuning");
if (!process.argv.includes("tuning")) await table("heldOut");
