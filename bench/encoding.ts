/** Code pages against iconv-lite, broken UTF-8 against TextDecoder, `GetString` against `Buffer.toString`. Run: `npx tsx bench/encoding.ts`. */
import iconv from "iconv-lite";
import { Encoding } from "../src/encoding/index.ts";
import { measure, print } from "./harness.ts";
import type { Row } from "./harness.ts";

const size = 10_240;

function filled(sample: string, length: number): string {
  return sample.repeat(Math.ceil(length / sample.length)).slice(0, length);
}

const western = filled(
  "Température élevée à l’entrée – 21 °C, Größe 5 µm, 120 € “ok”, status message; ",
  size,
);
const russian = filled("Температура повышена: 21,5 °C – ошибка связи «вход № 4», status OK; ", size);
const japanese = filled("温度が高すぎます: 21.5, status OK; 信号なし。", size);
const ascii = filled("The quick brown fox jumps over the lazy dog; status 42 OK. ", size);

function pageRows(
  name: string,
  text: string,
  codePage: number,
  table: string,
  aims: readonly [number, number],
): Row[] {
  const encoding = Encoding.GetEncoding(codePage);
  const bytes = Buffer.from(encoding.GetBytes(text));
  return [
    {
      what: `decode 10 KB ${name}, ${String(codePage)}`,
      ours: () => encoding.GetString(bytes),
      theirs: () => iconv.decode(bytes, table),
      against: "iconv-lite",
      aim: aims[0],
    },
    {
      what: `encode 10 KB ${name}, ${String(codePage)}`,
      ours: () => encoding.GetBytes(text),
      theirs: () => iconv.encode(text, table),
      against: "iconv-lite",
      aim: aims[1],
    },
  ];
}

/** Numbers that are the same in every run. */
function* numbers(): Generator<number, never> {
  let state = 12345;
  for (;;) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    yield state / 0x1_0000_0000;
  }
}

/** UTF-8 of mixed text in which a share of the bytes was overwritten by bytes that break it. */
function broken(share: number): Buffer {
  const bytes = Buffer.from(
    filled("Größe – température 21 °C, 120 €, plain text and 温度; ", size),
    "utf8",
  ).subarray(0, size);
  const next = numbers();
  for (let index = 0; index < bytes.length; index++) {
    if (next.next().value < share) bytes[index] = 0x80 + Math.floor(next.next().value * 0x80);
  }
  return bytes;
}

function brokenRow(percent: number): Row {
  const bytes = broken(percent / 100);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    what: `decode 10 KB UTF-8, ${String(percent)} % broken`,
    ours: () => Encoding.UTF8.GetString(bytes),
    theirs: () => decoder.decode(bytes),
    against: "TextDecoder",
    aim: 0.5,
  };
}

const rows: Row[] = [
  ...pageRows("Western text", western, 1252, "win1252", [3, 2]),
  ...pageRows("Russian text", russian, 1251, "win1251", [3, 2]),
  ...pageRows("Japanese text", japanese, 932, "cp932", [3, 2]),
  ...pageRows("ASCII", ascii, 1252, "win1252", [10, 10]),
  brokenRow(1),
  brokenRow(10),
  brokenRow(50),
];

print("Code pages and broken UTF-8", await measure(rows));
