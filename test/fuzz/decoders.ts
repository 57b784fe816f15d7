/** Random bytes and damaged texts into everything that decodes, explains and mends: nothing throws. */
import {
  codePages,
  Encoding,
  explainMojibake,
  inspectBytes,
  repairMojibake,
} from "../../src/encoding/index.ts";
import type { FuzzTarget } from "./case.ts";

export const decodersTarget: FuzzTarget = {
  name: "decoders",
  short: 100,
  make: (random) => ({
    start: String(random.pick(codePages)),
    steps: Array.from({ length: 1 + random.below(4) }, () =>
      random.once(2)
        ? random.bytes(40).toString("hex")
        : Buffer.from(random.pick(["Café Zoé €", "日本語", "Привет", "😀 Lächeln"])).toString("hex"),
    ),
  }),
  run: ({ start, steps }) => {
    const bytes = Buffer.concat(steps.map((step) => Buffer.from(step, "hex")));
    const encoding = Encoding.GetEncoding(Number(start));
    const text = encoding.GetString(bytes);
    encoding.GetBytes(text);
    const whole = encoding.GetDecoder();
    whole.GetChars(bytes);
    inspectBytes(bytes);
    explainMojibake(text);
    repairMojibake(text);
  },
};
