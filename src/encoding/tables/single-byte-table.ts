/** How the tables of the further single-byte pages are written. */

/** One page; what it does not say is as in {@link base}. */
export interface SingleByteTable {
  /** The page that it is near to; ISO 8859-1 (byte = character) when absent. */
  readonly base?: number;
  /** Sixteen characters a row; the last row is F0, so that eight rows begin at 80. U+FFFD: no character. */
  readonly rows?: readonly string[];
  /** Single bytes: two hex digits and the character, again and again. */
  readonly changes?: string;
  /** What bytes without a character read as when it is not `?`, written as {@link changes}. */
  readonly loose?: string;
}
