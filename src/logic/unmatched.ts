/** The line about a message that fits no response: for each one the parameter, the byte, what was expected and found. */
import type { Notice } from "../log.ts";
import type { Protocol } from "../protocol/model.ts";
import type { MatchFailure, MismatchKind } from "../wire/match-model.ts";
import type { AttemptOutcome } from "./responses.ts";

/** Bytes of a message that are shown. */
const shown = 32;

/** `48 65 6C 6C 6F`, cut after some bytes. */
function hex(bytes: Uint8Array): string {
  if (bytes.length === 0) return "nothing";
  const text = Buffer.from(bytes.subarray(0, shown)).toString("hex").toUpperCase();
  const pairs = text.replace(/(..)(?=.)/g, "$1 ");
  return bytes.length > shown ? `${pairs} ... (${bytes.length} bytes)` : pairs;
}

const reasons: Readonly<Record<MismatchKind, (failure: MatchFailure) => string>> = {
  value: ({ expected, found }) => `expected ${hex(expected ?? new Uint8Array())}, found ${hex(found)}`,
  "end mark": ({ expected, expectedPid, found }) =>
    `its end${expectedPid === undefined ? "" : ` (parameter ${expectedPid})`}, ${hex(expected ?? new Uint8Array())}, does not occur in ${hex(found)}`,
  "no end": () => "nothing behind it tells where it ends",
  length: ({ expectedPid }) =>
    `parameter ${expectedPid ?? "?"}, which tells its length, holds no usable number`,
  "too short": ({ expectedNumber, found }) =>
    `it takes ${expectedNumber ?? "?"} bytes, ${found.length} are left`,
  refused: ({ found }) => `its RawType refuses ${hex(found)}`,
  "left over": ({ found }) => `behind it ${hex(found)} is left over`,
  "length check": ({ expectedNumber, foundNumber }) =>
    `it says ${foundNumber ?? "?"}, the response has ${expectedNumber ?? "?"} bytes`,
  "crc check": ({ expected, found }) =>
    `the checksum is ${hex(expected ?? new Uint8Array())}, found ${hex(found)}`,
};

function explain({ result }: AttemptOutcome, protocol: Protocol): string {
  if (result === undefined) return "";
  const { response, failure } = result;
  const name = `response ${response.id} (${response.name})`;
  if (failure === undefined) return `${name} was refused by its before-response trigger`;
  const param = protocol.params.get(failure.pid);
  const field = `parameter ${failure.pid}${param === undefined ? "" : ` (${param.name})`}`;
  return `${name} fails at ${field}, byte ${failure.offset}: ${reasons[failure.kind](failure)}`;
}

/** The notice about a message that no response took. */
export function unmatchedNotice(
  connection: number,
  data: Uint8Array,
  failed: readonly AttemptOutcome[],
  protocol: Protocol,
): Notice {
  const tries = failed.map((outcome) => explain(outcome, protocol)).filter((text) => text !== "");
  const why =
    tries.length === 0
      ? `the protocol has no response for connection ${connection}`
      : tries.map((text) => text.charAt(0).toUpperCase() + text.slice(1)).join("; ");
  return {
    code: "RESPONSE_UNMATCHED",
    kind: "warning",
    message: `A message of ${data.length} bytes on connection ${connection} fits no response: ${hex(data)}. ${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
    details: {
      connection,
      bytes: data.length,
      failures: failed.flatMap(({ result }) =>
        result?.failure === undefined
          ? []
          : [
              {
                response: result.response.id,
                pid: result.failure.pid,
                offset: result.failure.offset,
                kind: result.failure.kind,
              },
            ],
      ),
    },
  };
}
