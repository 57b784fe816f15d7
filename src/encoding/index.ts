/** `qaction-kit/encoding`: text and bytes as DataMiner, Windows and .NET convert them. */
export type { ByteStream } from "./byte-stream.ts";
export { createEncoding, Encoding } from "./encoding.ts";
export { DecoderFallbackException, EncoderFallbackException } from "./fallback.ts";
export { bytesToHex, hexToBytes } from "./hex.ts";
export { inspectBytes } from "./inspect.ts";
export { explainMojibake, repairMojibake } from "./mojibake.ts";
export { codePages } from "./names.ts";
export { octetStringToText, textToOctets } from "./octet-string.ts";
export { fromStorage, toStorage } from "./storage.ts";
export { readBytes } from "./read-bytes/read-bytes.ts";
export { readStream } from "./stream-reader.ts";
export { decodeUtf8 } from "./utf8.ts";
