/** Options and results of a `TestElement`. */
import type { KeysOf } from "../base/known-names.ts";
import { elementKeys, type ElementOptions } from "../element/element-settings.ts";
import type { Options, ProtocolOptions } from "../options/register.ts";
import type { SetSource, Value } from "../parameter/store.ts";
import type { ManualClock } from "./manual-clock.ts";
import type { AnswerRequest } from "./test-server.ts";

/** Options of a `TestElement`: those of an element, and its own. */
export interface TestElementOptions extends Omit<
  ElementOptions,
  "clock" | "makeConnection" | "answerHttp" | "scriptFailed" | "options"
> {
  /** Named options, including those of loading a protocol: `{ compat: "peer" }`. */
  readonly options?: Partial<Options & ProtocolOptions>;
  /**
   * Answers the requests of HTTP sessions when the connections are simulated. Without it, and when it throws, the server
   * is unreachable.
   */
  readonly answer?: AnswerRequest;
  /** Open the real connections. Default false: every connection is simulated and ready to send. */
  readonly connect?: boolean;
  /** Default: a clock of its own. */
  readonly clock?: ManualClock;
}

const { makeConnection: _, answerHttp: __, scriptFailed: ___, ...shared } = elementKeys;

/** The keys of {@link TestElementOptions}. */
export const testElementKeys: KeysOf<TestElementOptions> = { ...shared, answer: true, connect: true };

/** A value that was set. */
export interface ParameterChange {
  readonly pid: number;
  readonly value: Value;
  readonly source: SetSource;
  /** False if the value was equal and its change event fired anyway. */
  readonly changed: boolean;
}

/** Options of {@link TestElement.run}. */
export interface RunOptions {
  /** What `GetTriggerParameter` gives; default: the first trigger of the QAction. */
  readonly trigger?: number;
  /** Primary key of the row, for a QAction with `row="true"`. */
  readonly row?: string;
}
