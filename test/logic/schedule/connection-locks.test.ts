import { expect } from "chai";
import { ConnectionLocks } from "../../../src/logic/schedule/connection-locks.ts";

describe("locks on connections", () => {
  it("are not counted: one unlock frees", () => {
    const locks = new ConnectionLocks();
    locks.lock(1, "lock");
    locks.lock(1, "lock");
    locks.unlock(1);
    expect(locks.held(1)).equals(undefined);
  });

  it("a priority lock does not take over an existing lock", () => {
    const locks = new ConnectionLocks();
    locks.lock(0, "lock");
    locks.lock(0, "priority lock");
    expect(locks.held(0)).equals("lock");
  });

  it("are all freed when the element stops", () => {
    const locks = new ConnectionLocks();
    locks.lock(0, "lock");
    locks.lock(1, "priority lock");
    locks.releaseAll();
    expect([locks.held(0), locks.held(1)]).deep.equals([undefined, undefined]);
  });
});
