/** A recording in a test: replayed and compared, written anew, or made from the real device. */
import process from "node:process";
import { systemClock } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText, functionOf, oneOf } from "../base/value-kinds.ts";
import { elementKeys } from "../element/element-option-keys.ts";
import { Element } from "../element/element.ts";
import { optionRegister, splitOptions, type Options, type ProtocolOptions } from "../options/register.ts";
import { loadProtocol, parseProtocol } from "../protocol/load-protocol.ts";
import type { Protocol } from "../protocol/model.ts";
import { openRecording, type OpenedRecording } from "../recording/open-recording.ts";
import { RecordingWriter } from "../recording/recording-writer.ts";
import type { Observed } from "../replay/expectation.ts";
import { RecordedDevice, type RecordedDeviceOptions } from "../replay/recorded-device.ts";
import type { ReplayElementOptions } from "../replay/replay.ts";
import { judge, replayRecording, type ReplayEnd } from "../replay/replay-recording.ts";

/**
 * `playback` replays and compares; `update` replays and writes what is expected; `record` runs the connector on the real device
 * first, and writes the recording.
 */
export type RecordingMode = "playback" | "update" | "record";

/** Variable of the environment that names the mode of all recordings. */
const modeVariable = "QACTION_RECORDING";
const modes = oneOf("playback", "update", "record");

/** Options of a {@link Recording}. */
export interface RecordingOptions {
  /** Default: what the variable `QACTION_RECORDING` of the environment says, else `playback`. */
  readonly mode?: RecordingMode;
  /** Replay so many seconds only. Default: all. */
  readonly seconds?: number;
  /** HAR files and captures: only lines whose address has this text in it. */
  readonly url?: string;
}

const recordingKeys: OptionKeys<RecordingOptions> = { mode: modes, seconds: anyNumber, url: anyText };

/** Options of {@link Recording.run}: those of an element, `host` and the like for the mode `record`. */
export interface RecordingRunOptions extends Omit<ReplayElementOptions, "options"> {
  /** Named options, including those of loading a protocol. */
  readonly options?: Partial<Options & ProtocolOptions>;
  /** With the mode `record`: resolves when enough is recorded. Default: after 10 seconds. */
  readonly during?: (element: Element) => Promise<unknown>;
}

const { clock: _, makeConnection: __, answerHttp: ___, ...shared } = elementKeys;
const runKeys: OptionKeys<RecordingRunOptions> = { ...shared, during: functionOf() };

const deviceKeys: OptionKeys<RecordedDeviceOptions> = {
  port: anyNumber,
  mode: oneOf("order", "loose"),
  pace: oneOf("recorded", "fast"),
  unmatched: functionOf(),
};

/** ms that a recording lasts by itself. */
const recordMs = 10_000;

/** A recording, or a HAR file or capture, for tests. What is expected of it stands beside it, in `NAME.expected.json`. */
export class Recording {
  readonly file: string;
  readonly mode: RecordingMode;
  readonly #until: ReplayEnd | undefined;
  readonly #url: string | undefined;

  /**
   * @param file `test/session.jsonl`; the mode `record` writes it
   * @throws QActionKitError `ERR_OPTION`
   */
  constructor(file: string, options: RecordingOptions = {}) {
    checkOptionKeys("Recording", options, recordingKeys);
    const { [modeVariable]: wanted = "playback" } = process.env;
    if (options.mode === undefined && !modes.fits(wanted))
      throw new QActionKitError("ERR_OPTION", `${modeVariable} is '${wanted}'. Use ${modes.words}.`);
    this.file = file;
    this.mode = options.mode ?? (wanted as RecordingMode);
    this.#until = options.seconds === undefined ? undefined : { ms: options.seconds * 1000 };
    this.#url = options.url;
  }

  /**
   * Runs a connector on it as the mode says.
   * @param source path of a `protocol.xml`, its text (beginning with `<`), or a loaded protocol
   * @returns what the connector has shown: parameters, tables, sent commands, log
   * @throws QActionKitError `ERR_REPLAY` with the differences, or when nothing is expected yet; `ERR_RECORDING` for a file that
   * cannot be read or written
   */
  async run(source: string | Protocol, options: RecordingRunOptions = {}): Promise<Observed> {
    checkOptionKeys("Recording.run", options, runKeys, { options: Object.keys(optionRegister) });
    const { during, options: named = {}, ...rest } = options;
    const { loading, element: elementOptions } = splitOptions(named);
    const protocol =
      typeof source !== "string"
        ? source
        : source.trimStart().startsWith("<")
          ? parseProtocol(source, loading).protocol
          : (await loadProtocol(source, loading)).protocol;
    const element = { ...rest, options: elementOptions };
    if (this.mode === "record") await this.#record(protocol, element, during);
    const { observed } = await replayRecording(await this.#open(), protocol, { element, until: this.#until });
    const mode = this.mode === "playback" ? "playback" : "update";
    const { result, file, differences } = judge(this.file, observed, protocol, mode);
    if (result === "missing")
      throw new QActionKitError(
        "ERR_REPLAY",
        `${file} does not exist: nothing says what the replay has to show. Run once with ${modeVariable}=update, and look at the file.`,
      );
    if (result === "different")
      throw new QActionKitError(
        "ERR_REPLAY",
        `The replay of ${this.file} is not as ${file} expects (- expected, + shown):\n${differences.join("\n")}`,
        { details: { file } },
      );
    return observed;
  }

  /**
   * Plays the device's part on loopback, for a connector that connects to it. `await using` stops it.
   * @throws QActionKitError `ERR_RECORDING`, `ERR_REPLAY` without messages of a WebSocket and without HTTP
   */
  async device(options: RecordedDeviceOptions = {}): Promise<RecordedDevice> {
    checkOptionKeys("Recording.device", options, deviceKeys);
    return RecordedDevice.start(await this.#open(), options);
  }

  #open(): Promise<OpenedRecording> {
    const url = this.#url;
    return openRecording(this.file, {
      ...(url === undefined ? {} : { wanted: (address: string) => address.includes(url) }),
    });
  }

  async #record(
    protocol: Protocol,
    options: ReplayElementOptions,
    during: RecordingRunOptions["during"],
  ): Promise<void> {
    const problem: { error?: Error } = {};
    const writer = new RecordingWriter(this.file, "qaction-kit/testing", systemClock.now(), (error) => {
      problem.error = error;
    });
    try {
      const element = new Element(protocol, options);
      element.stream.subscribe((entry) => {
        writer.add(entry);
      });
      await element.start();
      try {
        if (during === undefined)
          await new Promise<void>((resolve) => {
            systemClock.after(recordMs, resolve);
          });
        else await during(element);
      } finally {
        await element.stop();
      }
    } finally {
      writer.close();
    }
    if (problem.error === undefined) return;
    const why = `${this.file} cannot be written. ${problem.error.message}`;
    throw new QActionKitError("ERR_RECORDING", why, { cause: problem.error });
  }
}
