/** Rows of the member table: how one member of `SLProtocol` is implemented. */
import type { Run } from "../qaction-run.ts";

/** A method: the run first, then the arguments that the script gives. */
export type MethodRow<A extends readonly unknown[], R> = <C>(run: Run<C>, ...args: A) => R;

/** A property; without `set` a script cannot write it. */
export interface PropertyRow<T> {
  get<C>(run: Run<C>): T;
  set?<C>(run: Run<C>, value: T): void;
}

/**
 * One row for each member of `M`, checked by the compiler. Of an overloaded method TypeScript compares the last
 * overload only; all of them are compared where {@link ObjectOf} the table is used as an `SLProtocol`.
 */
export type MemberRows<M> = {
  readonly [K in keyof M]: M[K] extends (...args: infer A) => infer R ? MethodRow<A, R> : PropertyRow<M[K]>;
};

/** What the rows `T` give a script: each method without the run, each property as its value. */
export type ObjectOf<T> = {
  -readonly [K in keyof T]: T[K] extends (run: never, ...args: infer A) => infer R
    ? (...args: A) => R
    : T[K] extends { get: (run: never) => infer V }
      ? V
      : never;
};
