/** Runs requests to the same address and port one after another, whoever sends them. */

const tails = new Map<string, Promise<unknown>>();

/**
 * Runs a job when all earlier jobs of the same key are done, whatever became of them.
 * @returns what the job gives
 */
export function inTurn<T>(key: string, job: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(job, job);
  const tail = mine.then(
    () => undefined,
    () => undefined,
  );
  tails.set(key, tail);
  void tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key);
  });
  return mine;
}

/** Keys with jobs that run or wait. */
export function keysInUse(): readonly string[] {
  return [...tails.keys()];
}
