/** The value of a parameter or cell, as everything outside of its slot sees it. */

/** What a script reads from a standalone parameter or a cell; `null`: a text never set, or an empty cell. */
export type Value = string | number | null;
