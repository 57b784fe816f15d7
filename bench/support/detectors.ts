/** The encoding detectors of others, each as a function from bytes to the name of an encoding. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import chardet from "chardet";
import iconv from "iconv-lite";
import jschardet from "jschardet";
import { Encoding } from "../../src/encoding/index.ts";

/** What `chardetng-wasm` exports: it is made for bundlers, so its glue is done here. */
interface ChardetngExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  __wbindgen_malloc(length: number): number;
  __wbindgen_free(pointer: number, length: number): void;
  __wbindgen_add_to_stack_pointer(offset: number): number;
  __wbg_encodingdetector_free(detector: number): void;
  encodingdetector_new(): number;
  encodingdetector_feed(detector: number, pointer: number, length: number, last: number): number;
  encodingdetector_guess(
    result: number,
    detector: number,
    domain: number,
    domainLength: number,
    allowUtf8: number,
  ): void;
}

/** The part of JavaScript's `WebAssembly` that is used here; Node's types leave it to those of browsers. */
interface WebAssemblyNamespace {
  instantiate(
    code: Uint8Array,
    imports: object,
  ): Promise<{ readonly instance: { readonly exports: unknown } }>;
}

async function chardetng(): Promise<(bytes: Uint8Array) => string> {
  const main = createRequire(import.meta.url).resolve("chardetng-wasm/package.json");
  const file = path.join(path.dirname(main), "dist/chardetng_wasm_bg.wasm");
  const { WebAssembly: engine } = globalThis as unknown as { WebAssembly: WebAssemblyNamespace };
  const { instance } = await engine.instantiate(readFileSync(file), {
    "./chardetng_wasm_bg.js": {
      __wbindgen_throw: () => {
        throw new Error("chardetng failed");
      },
    },
  });
  const wasm = instance.exports as ChardetngExports;
  return (bytes) => {
    const detector = wasm.encodingdetector_new();
    const pointer = wasm.__wbindgen_malloc(bytes.length);
    new Uint8Array(wasm.memory.buffer).set(bytes, pointer);
    wasm.encodingdetector_feed(detector, pointer, bytes.length, 1);
    const result = wasm.__wbindgen_add_to_stack_pointer(-16);
    wasm.encodingdetector_guess(result, detector, 0, 0, 1);
    const [start = 0, length = 0] = new Int32Array(wasm.memory.buffer, result, 2);
    const name = Buffer.from(wasm.memory.buffer, start, length).toString("latin1");
    wasm.__wbindgen_free(start, length);
    wasm.__wbindgen_add_to_stack_pointer(16);
    wasm.__wbg_encodingdetector_free(detector);
    return name;
  };
}

/** Names of others for pages of the kit, where the kit does not know them or they mean more than they say. */
const pages: Readonly<Record<string, number>> = {
  "utf-16le": 1200,
  "utf-16be": 1201,
  "utf-16": 1200,
  "utf-16-le": 1200,
  "utf-16-be": 1201,
  gb18030: 936,
  gbk: 936,
  gb2312: 936,
  "euc-kr": 949,
  cp949: 949,
  uhc: 949,
  johab: 1361,
  cp932: 932,
  "windows-31j": 932,
  shift_jis: 932,
  "big5-hkscs": 950,
  big5hkscs: 950,
  cp950: 950,
  "tis-620": 874,
  "iso-8859-11": 874,
  "utf-8-sig": 65001,
};

/** Bytes read by the encoding that a detector named. */
export function textBy(name: string | null, bytes: Uint8Array): string | undefined {
  if (name === null || name === "") return undefined;
  const key = name.toLowerCase();
  const ibm = /^(?:ibm|cp|windows-|win)-?(\d{3,4})$/.exec(key);
  const page = pages[key] ?? (ibm === null ? undefined : Number(ibm[1]));
  try {
    return Encoding.GetEncoding(page ?? key).GetString(bytes);
  } catch {
    return iconv.encodingExists(name) ? iconv.decode(Buffer.from(bytes), name) : undefined;
  }
}

/** A detector: its name and version, and the text that bytes are by its word. */
export interface Detector {
  readonly name: string;
  readonly encodingOf: (bytes: Uint8Array) => string | null;
}

/** All detectors that the kit is measured beside. */
export async function detectors(): Promise<Detector[]> {
  return [
    { name: "jschardet 4.1.0", encodingOf: (bytes) => jschardet.detect(Buffer.from(bytes)).encoding },
    { name: "chardet 2.2.0", encodingOf: (bytes) => chardet.detect(bytes) },
    { name: "chardetng-wasm 1.0.2", encodingOf: await chardetng() },
  ];
}
