/** Users who cause changes in an element. */

/** Who caused a chain. */
export interface User {
  /** Account name. */
  readonly name: string;
  /** Login cookie, opaque. */
  readonly cookie: string;
  /** Full name, for `UserInfo`. */
  readonly fullName?: string;
}
