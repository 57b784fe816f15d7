/** The notice about a message that matches no response: for each response the parameter, the byte, and what was expected. */
import type { Notice } from "../../base/notices.ts";
import type { Protocol } from "../../protocol/model.ts";
import { explainMismatch } from "../../wire/response/explain.ts";
import type { AttemptOutcome } from "./responses.ts";

/** Candidates that matched, but whose before-response trigger refused. */
function refusedByTrigger(failed: readonly AttemptOutcome[]): string[] {
  return failed.flatMap(({ result }) =>
    result === undefined || result.failure !== undefined
      ? []
      : [
          `Response ${result.response.id} (${result.response.name}) was refused by its before-response trigger.`,
        ],
  );
}

/** The notice about a message that matched no response. */
export function unmatchedNotice(
  connection: number,
  data: Uint8Array,
  failed: readonly AttemptOutcome[],
  protocol: Protocol,
): Notice {
  const results = failed.flatMap(({ result }) => (result?.failure === undefined ? [] : [result]));
  const head = `A message of ${data.length} bytes on connection ${connection} fits no response.`;
  const refused = refusedByTrigger(failed);
  const why =
    results.length > 0
      ? [explainMismatch(results, protocol), ...refused]
      : refused.length > 0
        ? refused
        : [
            `The protocol has no response for connection ${connection}. Add one with options="Connection:${connection}".`,
          ];
  return {
    code: "RESPONSE_UNMATCHED",
    kind: "warning",
    message: [head, ...why].join("\n"),
    details: {
      connection,
      bytes: data.length,
      failures: results.flatMap(({ response, failure }) =>
        failure === undefined
          ? []
          : [{ response: response.id, pid: failure.pid, offset: failure.offset, kind: failure.kind }],
      ),
    },
  };
}
