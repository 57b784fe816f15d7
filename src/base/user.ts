/** The user who caused something in an element. */

/** Who caused a chain. */
export interface User {
  /** Account name. */
  readonly name: string;
  /** Login cookie, opaque. */
  readonly cookie: string;
  /** Full name; `UserInfo` gives it when it is known. */
  readonly fullName?: string;
}
