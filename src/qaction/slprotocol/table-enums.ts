/** The enums of the table members: `NotifyProtocol.SaveOption` and `NotifyProtocol.KeyType`. */

/** What `FillArray` with rows does with missing rows: 193 removes them, 194 keeps them. */
export type SaveOption = 193 | 194;

/** `NotifyProtocol.SaveOption`; the numbers are those of the notify calls. */
export const SaveOption = Object.freeze({
  /** Rows that are not given are removed. */
  Full: 193,
  /** Rows that are not given are kept. */
  Partial: 194,
});

/** Which keys `GetKeys` returns: 0 primary keys, 1 display keys. */
export type KeyType = 0 | 1;

/** `NotifyProtocol.KeyType`. */
export const KeyType = Object.freeze({
  /** Primary keys. */
  Index: 0,
  /** Display keys. */
  DisplayKey: 1,
});
