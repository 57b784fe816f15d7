/** Work that is synchronous unless something in it takes time, as every chain of linked logic is. */

/** A value, or the promise of one. */
export type MaybePromise<T = void> = T | Promise<T>;

/** True when `value` is still pending. */
export function isPending<T>(value: MaybePromise<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** Calls `next` with the value: at once, or when the promise resolves. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPending(value) ? value.then(next) : next(value);
}

/**
 * Runs `step` for each item in order. The whole is synchronous as long as every step is; after a step that is pending,
 * the rest continues when it resolves, so that a chain keeps its order.
 */
export function inOrder<T>(items: readonly T[], step: (item: T) => MaybePromise): MaybePromise {
  // No closure and no iterator while nothing is pending: this runs several times for every message.
  for (let i = 0; i < items.length; i++) {
    const result = step(items[i] as T);
    if (isPending(result)) return rest(result, items, step, i + 1);
  }
}

/** A loop, not promises within promises: a device decides how long the list is. */
async function rest<T>(
  pending: Promise<void>,
  items: readonly T[],
  step: (item: T) => MaybePromise,
  from: number,
): Promise<void> {
  await pending;
  for (let i = from; i < items.length; i++) {
    const result = step(items[i] as T);
    if (isPending(result)) await result;
  }
}

/** As {@link inOrder}, for steps with a result: gives that of the last one, true without any. */
export function lastInOrder<T>(
  items: readonly T[],
  step: (item: T) => MaybePromise<boolean>,
): MaybePromise<boolean> {
  let last = true;
  for (let i = 0; i < items.length; i++) {
    const result = step(items[i] as T);
    if (isPending(result)) return lastOfRest(result, items, step, i + 1);
    last = result;
  }
  return last;
}

async function lastOfRest<T>(
  pending: Promise<boolean>,
  items: readonly T[],
  step: (item: T) => MaybePromise<boolean>,
  from: number,
): Promise<boolean> {
  let last = await pending;
  for (let i = from; i < items.length; i++) {
    const result = step(items[i] as T);
    last = isPending(result) ? await result : result;
  }
  return last;
}

/** As {@link inOrder}, for steps with a result: true when all of them were. */
export function allInOrder<T>(
  items: readonly T[],
  step: (item: T) => MaybePromise<boolean>,
): MaybePromise<boolean> {
  let all = true;
  const last = lastInOrder(items, (item) => {
    const result = step(item);
    if (isPending(result)) {
      return result.then((settled) => {
        all &&= settled;
        return settled;
      });
    }
    all &&= result;
    return result;
  });
  return isPending(last) ? last.then(() => all) : all;
}
