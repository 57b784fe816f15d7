/** When the answer of a serial device is complete, seen from the responses that are awaited. */
import type { Protocol, Response } from "../../protocol/model.ts";
import type { AnswerProgress } from "../../wire/response/collected-answer.ts";
import { answerLength } from "../../wire/response/early-end.ts";
import { matchResponse } from "../../wire/response/match-response.ts";
import type { WaitingPair } from "./waiting-pair.ts";
import type { WireValues } from "./wire-values.ts";

/** How much of the answer has come that a pair waits for; `waiting` is undefined when none waits. */
export function answerProgress(
  waiting: Pick<WaitingPair, "candidates" | "pair"> | undefined,
  data: Uint8Array,
  protocol: Protocol,
  values: WireValues,
): AnswerProgress {
  if (waiting === undefined) return { awaited: false };
  const responses = waiting.candidates.map(({ response }) => response);
  const length = completeLength(responses, data, protocol, values);
  const quietMs = receiveInterval(waiting.pair.options);
  return {
    awaited: true,
    ...(length !== undefined && { length }),
    ...(quietMs !== undefined && { quietMs }),
  };
}

/**
 * Length of the complete answer at the start of `data`. A candidate that is complete but does not match decides nothing
 * while another may still become complete: a short error answer of fixed length does not cut off a longer one. When all
 * are complete and none matches, the longest is the (invalid) answer.
 */
export function completeLength(
  candidates: readonly Response[],
  data: Uint8Array,
  protocol: Protocol,
  { bytesOf, numberOf }: WireValues,
): number | undefined {
  let longest = 0;
  let open = candidates.length === 0;
  for (const response of candidates) {
    const length = answerLength(response, data, protocol, bytesOf, numberOf);
    if (length === undefined || length === 0) {
      open = true;
      continue;
    }
    if (candidates.length === 1) return length;
    const options = { read: true, numberOf };
    if (matchResponse(response, data.subarray(0, length), protocol, bytesOf, options).matched) return length;
    longest = Math.max(longest, length);
  }
  return open ? undefined : longest;
}

/** `receiveInterval:n` among the options of a pair; undefined without a number. */
export function receiveInterval(options: readonly string[]): number | undefined {
  for (const option of options) {
    const found = /^receiveinterval:\s*(\d+)\s*$/i.exec(option.trim())?.[1];
    if (found !== undefined) return Number(found);
  }
  return undefined;
}
