/** Asserts that something throws an error of the kit with a code. */
import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import type { ErrorCode } from "../../../src/base/errors.ts";

/** Gives the error back for a closer look. */
export function expectCode(action: () => unknown, code: ErrorCode): QActionKitError {
  try {
    action();
  } catch (error) {
    if (!(error instanceof QActionKitError)) throw error;
    expect(error.code).to.equal(code);
    return error;
  }
  throw new Error(`Nothing was thrown, but ${code} was expected.`);
}
