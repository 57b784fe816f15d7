/** A recogniser of one shape of input, and its result. */

/** Families of shapes; a caller of {@link readBytes} may ask for one. */
export type InputKind = "hex" | "dec" | "dump" | "base64" | "escapes" | "text";

/** An input that has the shape from its first character to its last. */
export interface ShapeFound {
  /** The bytes that are written there, or the text when the shape is one of characters. */
  readonly content: Uint8Array | string;
  /** Behind the title of the shape: "3 rows". */
  readonly detail?: string;
  /** Hardly anything else is written like this, not even in a file of ordinary text. */
  readonly sure: boolean;
  /** Yields to another shape of the same characters, unless its bytes are plainly text. */
  readonly secondary?: boolean;
}

/** An input that begins like the shape and then departs from it. */
export interface ShapeMiss {
  /** UTF-16 offset in the input. */
  readonly index: number;
  /** What is wrong there, without a full stop: `"g" is no hex digit`. */
  readonly problem: string;
  /** So much of the input has the shape that a typing mistake is likelier than another meaning. */
  readonly close: boolean;
}

/** One shape in which people write bytes. */
export interface InputShape {
  /** Stable name, for programs: `xxd`, `hex`, `percent`. */
  readonly name: string;
  readonly kind: InputKind;
  /** What follows "taken for": `a dump of xxd`. */
  readonly title: string;
  /** @returns undefined when the input has nothing of the shape */
  readonly read: (input: string) => ShapeFound | ShapeMiss | undefined;
}
