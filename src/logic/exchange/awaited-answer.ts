/** When the answer of a serial device is complete, seen from the responses that are awaited. */
import type { Response } from "../../protocol/model.ts";
import { answerLength } from "../../wire/response/early-end.ts";
import { matchResponse } from "../../wire/response/match-response.ts";
import type { LogicCore } from "../engine-model.ts";
import type { Waiting } from "./waiting-pair.ts";

/** What is known about the answer that a serial connection collects. */
export interface AnswerProgress {
  /** False: no pair waits on the connection. */
  readonly awaited: boolean;
  /** Bytes, from the first, of a complete answer; missing: not yet, or only the timeout can tell. */
  readonly length?: number;
  /** ms without further data after which what has come is the answer (`receiveInterval`). */
  readonly quietMs?: number;
}

/** What judging an answer needs. */
export type AnswerJudge = Pick<LogicCore, "protocol" | "bytesOf" | "numberOf">;

/** How far the answer has come that the pair waits for; `waiting` is missing when none does. */
export function answerProgress(
  waiting: Pick<Waiting, "candidates" | "pair"> | undefined,
  data: Uint8Array,
  judge: AnswerJudge,
): AnswerProgress {
  if (waiting === undefined) return { awaited: false };
  const responses = waiting.candidates.map(({ response }) => response);
  const length = completeLength(responses, data, judge);
  const quietMs = receiveInterval(waiting.pair.options);
  return {
    awaited: true,
    ...(length !== undefined && { length }),
    ...(quietMs !== undefined && { quietMs }),
  };
}

/**
 * Length of the complete answer at the start of `data`. With several candidates one that is complete but does not fit
 * decides nothing while another may still become complete: a short error answer of fixed length does not cut a longer
 * one. When all are complete and none fits, the longest is the (invalid) answer.
 */
export function completeLength(
  candidates: readonly Response[],
  data: Uint8Array,
  { protocol, bytesOf, numberOf }: AnswerJudge,
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
