/** Frames between Node and the C# host: length, kind, id, and values with a tag in front (`csharp/host/FrameWriter.cs` is the twin). */

/** Kinds of frame. */
export const FrameKind = {
  run: 1,
  return: 2,
  throw: 3,
  poll: 4,
  compile: 5,
  scope: 6,
  entries: 7,
  element: 8,
  dispose: 9,
  unload: 10,
  runQueued: 11,
  inspect: 12,
  call: 21,
  done: 22,
  failed: 23,
  pollDone: 24,
  result: 25,
  log: 26,
  released: 27,
} as const;

const Tag = {
  null: 0,
  int: 1,
  double: 2,
  text: 3,
  bool: 4,
  time: 5,
  bytes: 6,
  array: 7,
  uints: 8,
  byteObjects: 9,
  fields: 10,
  texts: 11,
} as const;

/** Bytes that C# gets as `object[]` with a boxed byte in each element: inputs with `options="binary"`, `GetData`, its notify. */
export class ByteObjects {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Texts that C# gets as `string[]`: the choice of a context menu. */
export class TextList {
  readonly texts: readonly string[];

  constructor(texts: readonly string[]) {
    this.texts = texts;
  }
}

/** Writes one frame after the other into the same memory. */
export class FrameWriter {
  #bytes = Buffer.allocUnsafe(65_536);
  #at = 0;

  /** Begins a frame; what was written before is over. */
  begin(kind: number, id: number): this {
    this.#at = 4;
    return this.byte(kind).long(id);
  }

  /** The frame, valid until the next one begins. */
  end(): Buffer {
    this.#bytes.writeInt32LE(this.#at - 4, 0);
    return this.#bytes.subarray(0, this.#at);
  }

  /** Lets go of the memory of a very large frame. */
  trim(): void {
    if (this.#bytes.length > 1 << 20) this.#bytes = Buffer.allocUnsafe(65_536);
  }

  #room(count: number): void {
    if (this.#at + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + count));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }

  byte(value: number): this {
    this.#room(1);
    this.#bytes[this.#at++] = value;
    return this;
  }

  int(value: number): this {
    this.#room(4);
    this.#at = this.#bytes.writeInt32LE(value | 0, this.#at);
    return this;
  }

  /** A whole number below 2^53. */
  long(value: number): this {
    this.#room(8);
    this.#bytes.writeUInt32LE(value % 0x1_0000_0000, this.#at);
    this.#bytes.writeUInt32LE(Math.floor(value / 0x1_0000_0000), this.#at + 4);
    this.#at += 8;
    return this;
  }

  #double(value: number): this {
    this.#room(8);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
    return this;
  }

  /** UTF-16 as it is: lone surrogates too. */
  text(value: string): this {
    this.int(value.length).#room(value.length * 2);
    this.#at += this.#bytes.write(value, this.#at, "utf16le");
    return this;
  }

  /** A list without a tag. */
  values(list: readonly unknown[]): this {
    this.int(list.length);
    for (const one of list) this.value(one);
    return this;
  }

  /** Anything a member of `SLProtocol` gives: what C# has no form for goes as text. */
  value(value: unknown): this {
    switch (typeof value) {
      case "number":
        return this.byte(Tag.double).#double(value);
      case "string":
        return this.byte(Tag.text).text(value);
      case "boolean":
        return this.byte(Tag.bool).byte(value ? 1 : 0);
      case "object":
        return value === null ? this.byte(Tag.null) : this.#object(value);
      case "undefined":
        return this.byte(Tag.null);
      default:
        return this.byte(Tag.text).text(String(value));
    }
  }

  #object(value: object): this {
    if (Array.isArray(value)) return this.byte(Tag.array).values(value);
    if (value instanceof Date) return this.byte(Tag.time).#double(value.getTime());
    if (value instanceof ByteObjects) return this.byte(Tag.byteObjects).#blob(value.bytes);
    if (value instanceof TextList) {
      this.byte(Tag.texts).int(value.texts.length);
      for (const one of value.texts) this.text(one);
      return this;
    }
    if (value instanceof Uint8Array) return this.byte(Tag.bytes).#blob(value);
    if (value instanceof Uint32Array) {
      this.byte(Tag.uints).int(value.length);
      for (const one of value) this.int(one);
      return this;
    }
    if (value instanceof Map)
      return this.byte(Tag.array).values([...(value as Map<unknown, unknown>).values()]);
    if (Symbol.iterator in value) return this.byte(Tag.array).values([...(value as Iterable<unknown>)]);
    const fields = Object.entries(value).filter(([, one]) => typeof one !== "function");
    this.byte(Tag.fields).int(fields.length);
    for (const [name, one] of fields) this.text(name).value(one);
    return this;
  }

  #blob(bytes: Uint8Array): this {
    this.int(bytes.length).#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
    return this;
  }
}

/** Reads the values of one frame. */
export class FrameReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  int(): number {
    const value = this.#bytes.readInt32LE(this.#at);
    this.#at += 4;
    return value;
  }

  long(): number {
    const value = this.#bytes.readUInt32LE(this.#at) + this.#bytes.readInt32LE(this.#at + 4) * 0x1_0000_0000;
    this.#at += 8;
    return value;
  }

  #double(): number {
    const value = this.#bytes.readDoubleLE(this.#at);
    this.#at += 8;
    return value;
  }

  /** Name of a member: its length in one byte, then ASCII. */
  name(): string {
    const start = this.#at + 1;
    this.#at = start + this.#bytes.readUInt8(this.#at);
    return this.#bytes.toString("latin1", start, this.#at);
  }

  text(): string {
    const count = this.int() * 2;
    const value = this.#bytes.toString("utf16le", this.#at, this.#at + count);
    this.#at += count;
    return value;
  }

  /** A list without a tag. */
  values(): unknown[] {
    const list = new Array<unknown>(this.int());
    for (let i = 0; i < list.length; i++) list[i] = this.value();
    return list;
  }

  value(): unknown {
    const tag = this.byte();
    switch (tag) {
      case Tag.null:
        return null;
      case Tag.int:
        return this.int();
      case Tag.double:
        return this.#double();
      case Tag.text:
        return this.text();
      case Tag.bool:
        return this.byte() !== 0;
      case Tag.time:
        return new Date(this.#double());
      case Tag.bytes: {
        const count = this.int();
        const value = new Uint8Array(count);
        value.set(this.#bytes.subarray(this.#at, this.#at + count));
        this.#at += count;
        return value;
      }
      case Tag.array:
        return this.values();
      case Tag.uints: {
        const value = new Uint32Array(this.int());
        for (let i = 0; i < value.length; i++) value[i] = this.int();
        return value;
      }
      case Tag.fields: {
        const count = this.int();
        const entries: [string, unknown][] = [];
        for (let i = 0; i < count; i++) entries.push([this.text(), this.value()]);
        return Object.fromEntries(entries);
      }
      default:
        throw new RangeError(
          `A value has tag ${String(tag)}, which does not exist. The host and qaction-kit are of different versions: build the host again.`,
        );
    }
  }
}
