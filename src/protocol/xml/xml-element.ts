/** XML elements with positions, as the reader returns them and the model keeps them. */

/** A place in the file. */
export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** 0-based, in UTF-16 units of the decoded text (line ends as in the file, no byte order mark). */
  readonly offset: number;
}

/** One attribute. */
export interface XmlAttribute {
  /** As written. */
  readonly name: string;
  /** The name without prefix, lower-cased: what names are compared by. */
  readonly localName: string;
  /** References decoded. */
  readonly value: string;
  /** Where the name begins. */
  readonly position: Position;
}

/** One element. */
export interface XmlElement {
  /** As written, with a prefix if it has one. */
  readonly name: string;
  /** The name without prefix, lower-cased: what names are compared by. */
  readonly localName: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All text and CDATA directly below, joined; references decoded, white space kept. */
  readonly text: string;
  /** Place of the `<`. */
  readonly position: Position;
  /** 0-based offset after the closing `>`. */
  readonly end: number;
}

/** All children of that name (lower-case). */
export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element === undefined ? [] : element.children.filter((child) => child.localName === name);
}

/** The first child of that name (lower-case). */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.localName === name);
}
