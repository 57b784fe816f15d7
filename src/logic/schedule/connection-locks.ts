/** Locks on connections (`LogicActionLockUnlock`): recorded only, because one element has nobody to lock out. */

/** Which connections this element has locked. */
export class ConnectionLocks {
  #locked: Map<number, "lock" | "priority lock"> | undefined;

  /** Locks a connection. Locking it again changes nothing; one release unlocks it. */
  lock(connection: number, kind: "lock" | "priority lock"): void {
    this.#locked ??= new Map();
    if (!this.#locked.has(connection)) this.#locked.set(connection, kind);
  }

  unlock(connection: number): void {
    this.#locked?.delete(connection);
  }

  /** How a connection is locked; undefined when it is not. */
  held(connection: number): "lock" | "priority lock" | undefined {
    return this.#locked?.get(connection);
  }

  /** Frees all of them: the element stops. */
  releaseAll(): void {
    this.#locked = undefined;
  }
}
