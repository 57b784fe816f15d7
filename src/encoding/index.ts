/** `qaction-kit/encoding`: text and bytes as DataMiner, Windows and .NET convert them. */
export { ByteStreamError, toByteStream, toBytes } from "./byte-stream.ts";
export type { ByteStream } from "./byte-stream.ts";
export type { Fit } from "./code-page.ts";
export { createEncoding, Encoding } from "./encoding.ts";
export type { EncodingNamespace, EncodingOptions, EncodingSettings } from "./encoding.ts";
export { DecoderFallbackException, EncoderFallbackException } from "./fallback.ts";
export type { DotNet, Fallback } from "./fallback.ts";
export { bytesToHex, hexToBytes } from "./hex.ts";
export type { HexOptions } from "./hex.ts";
export { inspectBytes } from "./inspect.ts";
export type { Inspection, InspectOptions } from "./inspect.ts";
export type { Reading } from "./inspect-readings.ts";
export { explainMojibake, repairMojibake } from "./mojibake.ts";
export type { ExplainedSpan, ExplainedStep, MojibakeExplanation, Repair, RepairOptions } from "./mojibake.ts";
export type { MojibakeStep, RepairedSpan } from "./mojibake/edits.ts";
export { encodingLabel } from "./mojibake-words.ts";
export { codePages } from "./names.ts";
export { macAddress, octetsOfText, octetStringToText, textToOctets } from "./octet-string.ts";
export type { Decoder, Encoder } from "./stateful.ts";
export {
  describeLost,
  fromStorage,
  isStoragePage,
  lostCharacters,
  storageBytes,
  toStorage,
} from "./storage.ts";
export type { LostCharacter, StorageForm } from "./storage.ts";
export { readBytes } from "./read-bytes/read-bytes.ts";
export type { InputReading, ReadBytesOptions, ReadBytesResult } from "./read-bytes/read-bytes.ts";
export type { InputKind } from "./read-bytes/input-shape.ts";
export { readStream } from "./stream-reader.ts";
export type { ReadStreamOptions } from "./stream-reader.ts";
export { decodeUtf16le } from "./utf16.ts";
export { decodeUtf8 } from "./utf8.ts";
export type { DecodeOptions } from "./utf8.ts";
