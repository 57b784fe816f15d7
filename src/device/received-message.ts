/** A message that a device has received, and whether it fits a pattern. */
import type { NetEncoding } from "../encoding/net-encoding.ts";
import { contentText } from "./content.ts";
import type { DeviceMessage, Pattern, ScriptDevice, ScriptLine } from "./device-script.ts";
import { fitsShape } from "./json-shape.ts";

/** What a request over HTTP has besides its body. */
export interface RequestHead {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: DeviceMessage["headers"];
}

/** One message. Its text and its JSON are made when they are first asked for. */
export class ReceivedMessage implements DeviceMessage {
  readonly device: ScriptDevice;
  readonly line: ScriptLine;
  readonly bytes: Buffer;
  readonly opcode: 1 | 2;
  match: readonly string[] = [];
  readonly #encoding: NetEncoding;
  readonly #head: RequestHead | undefined;
  #text: string | undefined;
  #json: { readonly value: unknown } | { readonly error: unknown } | undefined;

  constructor(
    device: ScriptDevice,
    line: ScriptLine,
    bytes: Buffer,
    opcode: 1 | 2,
    encoding: NetEncoding,
    head?: RequestHead,
  ) {
    this.device = device;
    this.line = line;
    this.bytes = bytes;
    this.opcode = opcode;
    this.#encoding = encoding;
    this.#head = head;
  }

  get text(): string {
    const head = this.#head;
    this.#text ??= head === undefined ? this.#content() : `${head.method} ${head.url}`;
    return this.#text;
  }

  get headers(): DeviceMessage["headers"] {
    return this.#head?.headers ?? {};
  }

  /** A function of its own, so that a script may take the message apart: `({ json, line }) => ...`. */
  get json(): <T = unknown>() => T {
    return <T>() => {
      this.#json ??= this.#parsed();
      if ("error" in this.#json) throw this.#json.error;
      return this.#json.value as T;
    };
  }

  /** True when the message fits. */
  fits(pattern: Pattern): boolean {
    if (typeof pattern === "string") return this.#named() === pattern;
    if (pattern instanceof Uint8Array) return this.bytes.equals(pattern);
    if (pattern instanceof RegExp) {
      pattern.lastIndex = 0;
      const match = pattern.exec(this.text);
      this.match = match === null ? [] : Array.from(match, (group: string | undefined) => group ?? "");
      return match !== null;
    }
    this.#json ??= this.#parsed();
    return "value" in this.#json && fitsShape(this.#json.value, pattern);
  }

  /** The text, of a request without its query. */
  #named(): string {
    return this.#head === undefined ? this.text : (this.text.split("?")[0] ?? "");
  }

  #content(): string {
    return contentText(this.bytes, this.#encoding);
  }

  #parsed(): { readonly value: unknown } | { readonly error: unknown } {
    try {
      return { value: JSON.parse(this.#content()) as unknown };
    } catch (error) {
      return { error };
    }
  }
}
