/** What `TestElement.start` takes. */
import type { OptionKeys } from "../base/option-keys.ts";
import { anyNumber, flag, functionOf, objectOf, oneOf } from "../base/value-kinds.ts";
import { elementKeys } from "../element/element-option-keys.ts";
import type { ElementOptions } from "../element/element-settings.ts";
import type { Options, ProtocolOptions } from "../options/register.ts";
import type { LogSink } from "../qaction/log.ts";
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
  /**
   * `reject` (the default): what a script throws rejects the call that caused it. `collect`: it is kept in `failures`, and the
   * test goes on, as the element does.
   */
  readonly scriptFailures?: "reject" | "collect";
  /** Gets the lines of the element log, those of the start included. */
  readonly logSink?: LogSink;
  /** ms of real time, default 1500, after which `expectChange` and `expectEvent` reject with what happened instead; 0: never. */
  readonly expectTimeoutMs?: number;
}

const { makeConnection: _, answerHttp: __, scriptFailed: ___, ...shared } = elementKeys;

/** The keys of {@link TestElementOptions}. */
export const testElementKeys: OptionKeys<TestElementOptions> = {
  ...shared,
  answer: functionOf(),
  connect: flag,
  clock: objectOf("a ManualClock", "now", "after", "advance", "step"),
  scriptFailures: oneOf("reject", "collect"),
  logSink: functionOf(),
  expectTimeoutMs: anyNumber,
};
