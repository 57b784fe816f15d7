/** One after the other: requests to one address and port never overlap, whoever sends them. */

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

/** Keys somebody works on or waits for. */
export function keysInUse(): readonly string[] {
  return [...tails.keys()];
}
