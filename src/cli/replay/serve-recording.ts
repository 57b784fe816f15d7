/** `qaction replay --serve`: plays the device of a recording until Ctrl+C. */
import type { OpenedRecording } from "../../recording/open-recording.ts";
import { RecordedDevice } from "../../replay/recorded-device.ts";
import { untilEnded } from "../until-ended.ts";

/** Plays the device at the pace of the recording. */
export async function serveRecording(
  recording: OpenedRecording,
  port: number,
  loose: boolean,
): Promise<void> {
  await using device = await RecordedDevice.start(recording, {
    port,
    mode: loose ? "loose" : "order",
    pace: "recorded",
    unmatched: (message) => {
      console.error(message);
    },
  });
  const ended = untilEnded(undefined);
  console.log(`The device of ${recording.file} listens on ${device.url}. Ctrl+C ends it.`);
  await ended;
}
