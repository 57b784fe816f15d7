/**
 * Processor time of `inspectBytes` beside jschardet on the same bytes, and of 10 MB beside 64 KiB.
 * Run: `npm run bench inspect`. Ratios are times of ours in terms of the other's: aims are at most 2 for code pages, 4 for UTF-8.
 */
import jschardet from "jschardet";
import { Encoding, inspectBytes } from "../src/encoding/index.ts";
import { median, processorMs } from "./support/ratio.ts";

const size = 65_536;
const rounds = 9;

const western = "Température élevée à l’entrée – 21 °C, Größe 5 µm, 120 €, status message; ";
const samples: readonly (readonly [name: string, codePage: number, text: string, aim: number])[] = [
  ["French and German, 1252", 1252, western, 2],
  ["Portuguese, 850", 850, "Atenção: a ligação não está disponível, verifique a posição; ", 2],
  ["Czech, 1250", 1250, "Příliš vysoká teplota, zkontrolujte napájení a zkuste to znovu; ", 2],
  ["Russian, 1251", 1251, "Температура повышена: 21,5 °C – ошибка связи, status OK; ", 2],
  ["Japanese, 932", 932, "温度が高すぎます: 21.5, status OK; 信号なし。", 2],
  ["Chinese, 936", 936, "温度过高，请检查设备和电缆，然后重新启动。status OK; ", 2],
  [
    "log with a line in a hundred, 1252",
    1252,
    `${"12:30:05 status message of a device, OK\r\n".repeat(99)}Größe: 5 µm\r\n`,
    2,
  ],
  ["French and German, UTF-8", 65001, western, 4],
  ["Russian, UTF-8", 65001, "Температура повышена: 21,5 °C – ошибка связи, status OK; ", 4],
];

/** Bytes of the text again and again. */
function filled(text: string, codePage: number, length: number): Buffer {
  const once = Buffer.from(Encoding.GetEncoding(codePage).GetBytes(text));
  return Buffer.alloc(length, once);
}

function timed(work: () => unknown): number {
  const start = processorMs();
  for (let call = 0; call < 3; call++) work();
  return (processorMs() - start) / 3;
}

/** Medians in ms, both ways in turn, after two rounds that do not count. */
function compared(ours: () => unknown, theirs: () => unknown): { ours: number; theirs: number } {
  const times = Array.from({ length: rounds + 2 }, () => ({
    ours: timed(ours),
    theirs: timed(theirs),
  })).slice(2);
  return { ours: median(times.map((time) => time.ours)), theirs: median(times.map((time) => time.theirs)) };
}

function print(what: string, { ours, theirs }: { ours: number; theirs: number }, aim: number): void {
  const ratio = ours / theirs;
  console.log(
    `${what.padEnd(44)}${ours.toFixed(2).padStart(8)} ms${theirs.toFixed(2).padStart(9)} ms${ratio.toFixed(2).padStart(7)}x  (aim at most ${String(aim)}: ${ratio <= aim ? "reached" : "missed"})`,
  );
}

console.log(`\ninspectBytes of 64 KiB beside jschardet 4.1.0`);
for (const [name, codePage, text, aim] of samples) {
  const bytes = filled(text, codePage, size);
  print(
    name,
    compared(
      () => inspectBytes(bytes),
      () => jschardet.detect(bytes),
    ),
    aim,
  );
}
console.log("\ninspectBytes of 10 MB beside 64 KiB");
for (const codePage of [1252, 65001]) {
  const long = filled(western, codePage, 10_000_000);
  const short = long.subarray(0, size);
  print(
    `French and German, ${String(codePage)}`,
    compared(
      () => inspectBytes(long),
      () => inspectBytes(short),
    ),
    1.2,
  );
}
