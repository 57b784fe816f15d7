/** What a `TestElement` is told, and what it tells. */
import type { KeysOf } from "../base/known-names.ts";
import { elementKeys, type ElementOptions } from "../element/element-settings.ts";
import type { Options, ProtocolOptions } from "../options/register.ts";
import type { SetSource, Value } from "../parameter/store.ts";
import type { ManualClock } from "./manual-clock.ts";
import type { AnswerRequest } from "./test-server.ts";

/** What a `TestElement` may be told, beside everything an element can. */
export interface TestElementOptions extends Omit<
  ElementOptions,
  "clock" | "makeConnection" | "answerHttp" | "scriptFailed" | "options"
> {
  /** Named options by their names, those of loading a protocol included: `{ compat: "peer" }`. */
  readonly options?: Partial<Options & ProtocolOptions>;
  /**
   * Answers the requests of HTTP sessions, when the connections are not real. Without it, and when it throws, the server
   * cannot be reached.
   */
  readonly answer?: AnswerRequest;
  /** Open the real connections, default false: then every connection is a simulated line that is ready to send. */
  readonly connect?: boolean;
  /** Default: a clock of its own. */
  readonly clock?: ManualClock;
}

const { makeConnection: _, answerHttp: __, scriptFailed: ___, ...shared } = elementKeys;

/** What {@link TestElementOptions} may have. */
export const testElementKeys: KeysOf<TestElementOptions> = { ...shared, answer: true, connect: true };

/** A value that was set. */
export interface ParameterChange {
  readonly pid: number;
  readonly value: Value;
  readonly source: SetSource;
  /** False: an equal value that fired all the same. */
  readonly changed: boolean;
}

/** How a QAction is run. */
export interface RunOptions {
  /** What `GetTriggerParameter` gives; default: the first trigger of the QAction. */
  readonly trigger?: number;
  /** Primary key of the row, for a QAction with `row="true"`. */
  readonly row?: string;
}
