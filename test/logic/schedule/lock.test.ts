import { expect } from "chai";
import { isPending } from "../../../src/base/maybe-promise.ts";
import { EntryLock } from "../../../src/logic/schedule/lock.ts";

/** A promise to be settled from outside. */
function gate(): { promise: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

describe("entry lock", () => {
  it("runs work at once while it is free and nobody waits", () => {
    const lock = new EntryLock();
    expect(lock.run(() => 5)).to.equal(5);
    expect(lock.held).to.equal(false);
  });

  it("is held while the work is pending, and serves the others first come, first served", async () => {
    const lock = new EntryLock();
    const seen: string[] = [];
    const first = gate();
    const running = lock.run(() => first.promise);
    const second = lock.run(() => void seen.push("second"));
    const third = lock.run(() => void seen.push("third"));
    expect(isPending(second)).to.equal(true);
    expect(lock.waiting).to.equal(2);
    first.open();
    await Promise.all([running, second, third]);
    expect(seen).to.deep.equal(["second", "third"]);
    expect(lock.held).to.equal(false);
  });

  it("work that comes from inside a chain waits for its end", () => {
    const lock = new EntryLock();
    const seen: string[] = [];
    void lock.run(() => {
      void lock.run(() => void seen.push("inner"));
      seen.push("outer");
    });
    expect(seen).to.deep.equal(["outer", "inner"]);
  });

  it("can be taken and given back by hand; the next one has it before release returns", () => {
    const lock = new EntryLock();
    expect(lock.acquire()).to.equal(true);
    const seen: string[] = [];
    void lock.run(() => void seen.push("next"));
    lock.release();
    expect(seen).to.deep.equal(["next"]);
  });

  it("hands over to who waits by acquire, in line with the others", async () => {
    const lock = new EntryLock();
    void lock.acquire();
    const seen: string[] = [];
    const waiting = lock.acquire();
    void lock.run(() => void seen.push("behind"));
    lock.release();
    expect(await waiting).to.equal(true);
    expect(seen).to.deep.equal([]);
    lock.release();
    expect(seen).to.deep.equal(["behind"]);
  });

  it("is free again after work that throws or rejects", async () => {
    const lock = new EntryLock();
    expect(() =>
      lock.run(() => {
        throw new Error("broken");
      }),
    ).to.throw("broken");
    const failure = await Promise.resolve(lock.run(() => Promise.reject(new Error("later")))).catch(
      (error: unknown) => String(error),
    );
    expect(failure).to.equal("Error: later");
    expect(lock.held).to.equal(false);
  });

  it("a waiter that throws lets the next one in", async () => {
    const lock = new EntryLock();
    void lock.acquire();
    const broken = lock.run(() => {
      throw new Error("broken");
    }) as unknown as Promise<unknown>;
    const next = lock.run(() => 7);
    lock.release();
    expect(await broken.catch((error: unknown) => String(error))).to.equal("Error: broken");
    expect(await next).to.equal(7);
  });

  it("serves a long line without a deep stack", () => {
    const lock = new EntryLock();
    void lock.acquire();
    let count = 0;
    for (let i = 0; i < 100_000; i++) void lock.run(() => void (count += 1));
    lock.release();
    expect(count).to.equal(100_000);
  });

  it("closed: nobody gets in any more, who waits is told, and the holder is waited for", async () => {
    const lock = new EntryLock();
    void lock.acquire();
    const byAcquire = lock.acquire();
    const byRun = lock.run(() => 1);
    const closed = lock.close();
    expect(await byAcquire).to.equal(false);
    expect(await byRun).to.equal(undefined);
    expect(isPending(closed)).to.equal(true);
    lock.release();
    await closed;
    expect(lock.run(() => 1)).to.equal(undefined);
    expect(lock.acquire()).to.equal(false);
    expect(isPending(lock.close())).to.equal(false);
  });
});
