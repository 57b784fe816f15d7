/** Whether a command is the one of a recording, in which secrets are masked; and which recorded one comes nearest. */
import type { RecordedEntry } from "../recording/recorded-entry.ts";

/** A recorded command. */
export type RecordedCommand = Pick<RecordedEntry, "bytes" | "masked" | "place">;

/** The bytes between the secrets. */
function literals({ bytes = new Uint8Array(0), masked = [] }: RecordedCommand): readonly Buffer[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let start = 0;
  const parts = masked.map(([at, shown]) => {
    const part = whole.subarray(start, at);
    start = at + shown;
    return part;
  });
  return [...parts, whole.subarray(start)];
}

/** True when a command is the recorded one, whatever its secrets are. */
export function matches(recorded: RecordedCommand, sent: Uint8Array): boolean {
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.length);
  const [first = Buffer.alloc(0), ...rest] = literals(recorded);
  const last = rest.pop();
  if (last === undefined) return bytes.equals(first);
  if (!bytes.subarray(0, first.length).equals(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = bytes.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return bytes.length >= at + last.length && bytes.subarray(bytes.length - last.length).equals(last);
}

/** How much of two commands is the same from both ends, 0 to 1. */
function likeness(a: Uint8Array, b: Uint8Array): number {
  const [least, most] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  let front = 0;
  while (front < least && a[front] === b[front]) front++;
  let back = 0;
  while (back < least - front && a[a.length - 1 - back] === b[b.length - 1 - back]) back++;
  return most === 0 ? 1 : (front + back) / most;
}

/** The recorded command that comes nearest to one that is not in the recording. */
export function nearest<T extends RecordedCommand>(recorded: readonly T[], sent: Uint8Array): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const command of recorded) {
    const like = likeness(command.bytes ?? new Uint8Array(0), sent);
    if (like > most) [best, most] = [command, like];
  }
  return best;
}
