/**
 * Repair beside ftfy-js, the port of ftfy: processor time of one over the other, in one run, on clean and on damaged text, short
 * texts one by one and 100 KB in one.
 */
import { fix_encoding } from "ftfy-js";
import { repairMojibake } from "../src/encoding/mojibake.ts";

const sentences: readonly string[] = [
  "Größere Übertemperatur am Gerät „Süd“ – Lüfter prüfen, Straße sperren; 5 µm.",
  "La température élevée à l’entrée a été vérifiée ; œuvre déjà là, où çà ?",
  "¿Qué pasó con la señal? ¡Atención! El canal número 3 está débil.",
  "Zażółć gęślą jaźń: połączenie z urządzeniem w Łodzi zostało przerwane.",
  "Ошибка связи: температура повышена, нет сигнала на входе № 4.",
  "Η θερμοκρασία είναι υψηλή· ελέγξτε τη συσκευή και το καλώδιο.",
  "温度が高すぎます。装置とケーブルを確認してください。",
];

function seen(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function long(texts: readonly string[]): string {
  const lines = texts.join("\n") + "\n";
  return lines.repeat(Math.ceil(100_000 / lines.length));
}

const words = sentences.flatMap((text) => text.split(" ")).filter((word) => /[^\0-\x7f]/u.test(word));
const sets: readonly (readonly [what: string, texts: readonly string[], aim: number])[] = [
  ["clean, short", words, 3],
  ["clean, sentences", sentences, 3],
  ["clean, 100 KB", [long(sentences)], 3],
  ["damaged, short", words.map(seen), 5],
  ["damaged, sentences", sentences.map(seen), 5],
  ["damaged, 100 KB", [long(sentences.map(seen))], 5],
];

/** Least processor time of a round over all texts, in microseconds. */
function timeOf(work: (text: string) => unknown, texts: readonly string[]): number {
  const times = texts.length === 1 ? 3 : 100;
  let least = Infinity;
  for (let round = 0; round < 7; round++) {
    const start = process.cpuUsage();
    for (let time = 0; time < times; time++) for (const text of texts) work(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / times);
  }
  return least;
}

console.log("Repair: processor time against ftfy-js, in one run");
for (const [what, texts, aim] of sets) {
  const theirs = timeOf(fix_encoding, texts);
  const ours = timeOf((text) => repairMojibake(text), texts);
  const ratio = ours / theirs;
  console.log(
    `${what.padEnd(20)} ${ratio.toFixed(2)}x (at most ${String(aim)}x${ratio <= aim ? "" : ", missed"})`,
  );
}
