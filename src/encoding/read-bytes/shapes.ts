/** All shapes that are recognised. Of two that fit equally well, the first is the likelier. */
import { decimalArray, hexArray } from "./array-shapes.ts";
import { byteEscapes, characterEscapes, codePoints } from "./backslash-shapes.ts";
import { base64, dataUrl } from "./base64-shapes.ts";
import { dumpShapes } from "./dump-shapes.ts";
import { bytea, hex, hexCall, loggedHex, nodeBuffer, sqlHex } from "./hex-shapes.ts";
import type { InputShape } from "./input-shape.ts";
import { encodedWords } from "./mail-shapes.ts";
import { binary, decimal, octal } from "./number-shapes.ts";
import { htmlEntities, percent, percentU, quotedPrintable } from "./web-shapes.ts";

/** One entry for each shape. */
export const inputShapes: readonly InputShape[] = [
  ...dumpShapes,
  nodeBuffer,
  sqlHex,
  bytea,
  hexCall,
  loggedHex,
  hexArray,
  decimalArray,
  binary,
  hex,
  decimal,
  octal,
  byteEscapes,
  characterEscapes,
  codePoints,
  percentU,
  percent,
  encodedWords,
  quotedPrintable,
  htmlEntities,
  dataUrl,
  base64,
];
