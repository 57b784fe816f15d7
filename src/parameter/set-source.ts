/** Sources of values, and what each does to a value: one row for each source. */
import { memoize } from "../base/memo.ts";
import type { Options } from "../options/register.ts";

/**
 * Where a value comes from: `script` set members of SLProtocol, `external` a user, another element or notify 50,
 * 167 and 256, `construct` an action, `setter` a write to its read, `device` a response field, an HTTP part or a
 * connection status, `platform` DataMiner's own facts, `restore` a fixed, saved or default value, `binary`
 * SetParameterBinary, `clear` emptying.
 */
export type SetSource =
  "script" | "external" | "construct" | "setter" | "device" | "platform" | "restore" | "binary" | "clear";

/** What a source does to a value, and when it raises a change event. */
export interface SourceRule {
  /** A new value raises the change event. */
  readonly fires: boolean;
  /** An equal value raises it too: for every parameter, only for those of type `write`, or for none. */
  readonly equalFires: "all" | "write" | "none";
  /** The value came from a device: RawType and Range filter it, Factor and Scale apply. */
  readonly received: boolean;
  /** The value is a whole text, not a field of a message: RawType `text`, which is meant for fields, does not filter it. */
  readonly whole: boolean;
  /** White space at the ends is trimmed as `Interprete/Type@trim` says. */
  readonly trims: boolean;
  /** `Interprete/Sequence` is applied: always, unless it has `noset`, or never. */
  readonly sequence: "always" | "unless noset" | "never";
  /** `Interprete/Decimals` and `Rounding` apply. */
  readonly rounds: boolean;
}

/** One rule for each source. */
export type SourceRules = Readonly<Record<SetSource, SourceRule>> & {
  /** `device` for parts of HTTP answers and handshakes, and for the status of a connection. */
  readonly part: SourceRule;
};

const silent: SourceRule = {
  fires: false,
  equalFires: "none",
  received: false,
  whole: false,
  trims: false,
  sequence: "never",
  rounds: false,
};

/** The rules of `InnerWorkingsChangeBasedEventHandling` and `LogicParameters`, as the options change them. */
export const sourceRules: (options: Pick<Options, "roundOnSet" | "trimOnSet">) => SourceRules = memoize(
  (options) => {
    const set: SourceRule = {
      fires: true,
      equalFires: "all",
      received: false,
      whole: false,
      trims: options.trimOnSet,
      sequence: "unless noset",
      rounds: options.roundOnSet,
    };
    const device: SourceRule = {
      fires: true,
      equalFires: "none",
      received: true,
      whole: false,
      trims: true,
      sequence: "always",
      rounds: true,
    };
    const construct: SourceRule = { ...set, equalFires: "write", trims: false, rounds: true };
    return {
      script: set,
      external: { ...set, equalFires: "write" },
      construct,
      setter: { ...construct, equalFires: "none" },
      device,
      part: { ...device, whole: true },
      platform: silent,
      restore: { ...silent, rounds: true },
      binary: silent,
      clear: silent,
    };
  },
);
