/** An HTTP connection under test. */
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { OperatorSettings } from "../../../src/connection/connection-settings.ts";
import type { HttpAnswerer } from "../../../src/connection/connection.ts";
import { HttpConnection } from "../../../src/connection/http/http-connection.ts";
import type { HttpOutcome } from "../../../src/connection/http/http-session.ts";
import type { ConnectionDefinition, Session, SessionConnection } from "../../../src/protocol/model.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { definition, parameters, request, session } from "./model.ts";
import { Recorder } from "./recorder.ts";

/** What a test may say about its connection. */
export interface HttpLineOptions extends OperatorSettings {
  readonly definition?: ConnectionDefinition;
  readonly answerHttp?: HttpAnswerer;
  readonly options?: Partial<Options>;
  readonly values?: Record<number, string>;
}

/** A connection with its surroundings. */
export interface HttpLine {
  readonly connection: HttpConnection;
  readonly events: Recorder;
  readonly clock: ManualClock;
  /** Runs a session of one request. */
  readonly ask: (step?: Parameters<typeof request>[0], given?: Partial<Session>) => Promise<HttpOutcome>;
}

/** Makes a connection to a port of the loopback. */
export function httpLine(port: number, given: HttpLineOptions = {}): HttpLine {
  const { definition: declared = definition({ webSocket: false }), answerHttp, options, values = {} } = given;
  const clock = new ManualClock();
  const events = new Recorder();
  const connection = new HttpConnection(
    declared,
    { host: "127.0.0.1", port, timeoutMs: 1000, retries: 0, ...given },
    {
      clock,
      options: resolveOptions(options),
      readParameter: parameters(values),
      dynamicAddress: () => "",
      answerHttp,
    },
    events,
  );
  return {
    connection,
    events,
    clock,
    ask: async (step, given) => {
      const run = connection.begin(session({ connections: [request(step)], ...given }));
      const outcome = await run.send(request(step) satisfies SessionConnection);
      run.end();
      return outcome;
    },
  };
}
