/** `Encoding.UTF8.GetString` of number arrays and of buffers against the Buffer methods. Run: `npx tsx bench/byte-stream.ts`. */
import { Encoding } from "../src/encoding/index.ts";
import { measure, print } from "./harness.ts";
import type { Row } from "./harness.ts";

const sizes = [
  [100, "100 B"],
  [10_240, "10 KB"],
  [1_048_576, "1 MB"],
] as const;

const samples = [
  ["ASCII", '{"name":"Input 4","value":21.5,"unit":"C"}, '],
  ["accents", '{"name":"Entrée 4","value":21,5,"unit":"°C"}, '],
] as const;

const rows: Row[] = [];
for (const [kind, sample] of samples) {
  for (const [size, name] of sizes) {
    const buffer = Buffer.from(sample.repeat(Math.ceil(size / sample.length)), "utf8").subarray(0, size);
    const array = Array.from(buffer);
    rows.push(
      {
        what: `GetString of an array, ${name} ${kind}`,
        ours: () => Encoding.UTF8.GetString(array),
        theirs: () => Buffer.from(array).toString(),
        against: "Buffer.from(a).toString()",
        aim: 1,
      },
      {
        what: `GetString of a Buffer, ${name} ${kind}`,
        ours: () => Encoding.UTF8.GetString(buffer),
        theirs: () => buffer.toString(),
        against: "buffer.toString()",
        aim: 0.95,
      },
    );
  }
}

print("Byte streams", await measure(rows));
