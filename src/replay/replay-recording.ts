/** Replays a whole recording, or a part of it, and compares it with its expectation. */
import { QActionKitError } from "../base/errors.ts";
import type { Protocol } from "../protocol/model.ts";
import type { OpenedRecording } from "../recording/open-recording.ts";
import type { RecordedEntry, RemarkSink } from "../recording/recorded-entry.ts";
import { differenceLines } from "./differences.ts";
import { expectationFile, readExpectation, writeExpectation, type Observed } from "./expectation.ts";
import { Replay, type ReplayElementOptions } from "./replay.ts";

/** Where a replay ends: so many ms into the recording, or behind a line of its file (a packet of a capture). */
export type ReplayEnd = { readonly ms: number } | { readonly place: number };

/** How a recording is replayed. */
export interface ReplayOptions {
  readonly element?: ReplayElementOptions;
  /** Default: the end of the recording. */
  readonly until?: ReplayEnd | undefined;
  readonly remark?: RemarkSink;
  /** Told the bytes of the file that are done. */
  readonly progress?: (bytes: number) => void;
  /** Called behind each entry, for what looks on. */
  readonly taken?: (entry: RecordedEntry, replay: Replay) => void;
}

/** How it went. */
export interface ReplayOutcome {
  readonly observed: Observed;
  /** Entries that were replayed. */
  readonly entries: number;
}

/** True for an entry behind the end. */
function isBehind(entry: RecordedEntry, start: number, until: ReplayEnd | undefined): boolean {
  if (until === undefined) return false;
  return "ms" in until ? entry.at - start > until.ms : (entry.place ?? 0) > until.place;
}

/**
 * Replays a recording.
 * @throws QActionKitError `ERR_RECORDING` for a damaged file, `ERR_REPLAY` for one without entries
 */
export async function replayRecording(
  recording: OpenedRecording,
  protocol: Protocol,
  options: ReplayOptions = {},
): Promise<ReplayOutcome> {
  const { element = {}, until, remark = () => undefined, progress, taken } = options;
  let replay: Replay | undefined;
  let start = 0;
  let count = 0;
  const through = async (entries: readonly RecordedEntry[]): Promise<boolean> => {
    for (const entry of entries) {
      if (replay === undefined) {
        // Timers of the element ran from the start of the recording.
        start = Math.min(recording.head?.at ?? entry.at, entry.at);
        replay = new Replay(protocol, element, start, remark);
        await replay.start();
      }
      if (isBehind(entry, start, until)) return true;
      await replay.take(entry);
      taken?.(entry, replay);
      count++;
    }
    return false;
  };
  try {
    for await (const entries of recording.entries(progress)) if (await through(entries)) break;
  } catch (error) {
    await replay?.finish();
    throw error;
  }
  if (replay === undefined)
    throw new QActionKitError(
      "ERR_REPLAY",
      `${recording.file} holds no traffic: there is nothing to replay.`,
    );
  if (until !== undefined && "ms" in until) await replay.runTo(start + until.ms);
  return { observed: await replay.finish(), entries: count };
}

/** What a replay does with its expectation: compare, or write it. */
export type ExpectationMode = "playback" | "update";

/** What became of the expectation. */
export interface Judgement {
  /** `new`: there was none, and it was written; `missing`: there is none. */
  readonly result: "equal" | "different" | "written" | "new" | "missing";
  readonly file: string;
  /** The differences, in lines; of `written` those that it had. */
  readonly differences: readonly string[];
}

/**
 * Compares with the stored expectation, or stores it.
 * @throws QActionKitError `ERR_REPLAY` when it cannot be read or written
 */
export function judge(
  recording: string,
  observed: Observed,
  protocol: Pick<Protocol, "params">,
  mode: ExpectationMode,
): Judgement {
  const file = expectationFile(recording);
  const expected = mode === "update" ? expectedSafely(file) : readExpectation(file);
  if (expected === undefined && mode === "playback") return { result: "missing", file, differences: [] };
  const differences = expected === undefined ? [] : differenceLines(expected, observed, protocol);
  if (mode === "playback")
    return { result: differences.length === 0 ? "equal" : "different", file, differences };
  if (expected !== undefined && differences.length === 0) return { result: "equal", file, differences };
  writeExpectation(file, observed);
  return { result: expected === undefined ? "new" : "written", file, differences };
}

/** The old expectation, for the differences; a file that cannot be read is replaced. */
function expectedSafely(file: string): Observed | undefined {
  try {
    return readExpectation(file);
  } catch (error) {
    if (error instanceof QActionKitError) return undefined;
    throw error;
  }
}
