/** `Encoding` with the names and the behaviour of .NET, for scripts. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, oneOf } from "../base/value-kinds.ts";
import type { ByteStream } from "./byte-stream.ts";
import { codecFor } from "./codec.ts";
import { dotnetKind, type DotNet, type Fallback } from "./fallback.ts";
import { adviceForName, codePageOfName, encodingFacts } from "./names.ts";
import { NetEncoding } from "./net-encoding.ts";

/** One encoding: what `Encoding.UTF8` and `Encoding.GetEncoding(1252)` are. */
export type Encoding = NetEncoding;

/** Options of `Encoding.GetEncoding`. */
export interface EncodingOptions {
  /**
   * What becomes of bytes without a character and characters without bytes. Default as in .NET: `bestFit` for code pages,
   * `replacement` for the others. `replacement` is U+FFFD when decoding and `?` when encoding to a code page, U+FFFD to Unicode.
   * `bestFit` asked of a page without look-alikes (20127, the Unicode ones) is that page's default.
   */
  readonly fallback?: Fallback;
  /** Which .NET to follow; default that of the `Encoding` object asked, `netfx` unless it was made otherwise. */
  readonly dotnet?: DotNet;
}

/** Options of {@link createEncoding}. */
export interface EncodingSettings {
  /** Code page of `Encoding.Default`: that of the host, 1252 when absent; never taken from the machine's locale. */
  readonly codePage?: number;
  /** The .NET that encodings follow unless `GetEncoding` is given another; default `netfx`. */
  readonly dotnet?: DotNet;
}

const encodingKeys: OptionKeys<EncodingOptions> = {
  fallback: oneOf("replacement", "bestFit", "exception"),
  dotnet: dotnetKind,
};
const settingKeys: OptionKeys<EncodingSettings> = {
  codePage: anyNumber,
  dotnet: dotnetKind,
};

/** The static members of `System.Text.Encoding`. */
export interface EncodingNamespace {
  /** UTF-8 (65001); broken sequences as the chosen .NET counts them. */
  readonly UTF8: Encoding;
  /** UTF-16, little endian (1200). */
  readonly Unicode: Encoding;
  /** UTF-16, big endian (1201). */
  readonly BigEndianUnicode: Encoding;
  /** UTF-32, little endian (12000). */
  readonly UTF32: Encoding;
  /** ASCII (20127): everything from 80 up is `?`. */
  readonly ASCII: Encoding;
  /** ISO 8859-1 (28591), byte = character number; with look-alikes for what it lacks. */
  readonly Latin1: Encoding;
  /** The ANSI code page of the host: a setting, 1252 by default, with look-alikes. */
  readonly Default: Encoding;
  /**
   * An encoding by its name or code page. 0 is {@link Default}.
   * @throws QActionKitError `ERR_ENCODING` for a name or page that .NET does not have; the message says what to use.
   */
  GetEncoding(nameOrCodePage: string | number, options?: EncodingOptions): Encoding;
  /**
   * Bytes of one encoding as bytes of another.
   * @throws ByteStreamError when an element is not a byte.
   */
  Convert(source: Encoding, target: Encoding, bytes: ByteStream): Uint8Array;
}

/**
 * An `Encoding` with settings of its own. An element makes one for its scripts, so that `Encoding.Default` there is the code
 * page of the element.
 * @throws QActionKitError `ERR_ENCODING` when the kit does not have the code page, `ERR_OPTION` for an unknown setting.
 */
export function createEncoding(settings: EncodingSettings = {}): EncodingNamespace {
  checkOptionKeys("createEncoding", settings, settingKeys);
  const { codePage = 1252, dotnet = "netfx" } = settings;
  const made = new Map<string, Encoding>();
  const get = (nameOrPage: string | number, options: EncodingOptions = {}): Encoding => {
    checkOptionKeys("GetEncoding", options, encodingKeys);
    const page =
      nameOrPage === 0 ? codePage : typeof nameOrPage === "string" ? codePageOfName(nameOrPage) : nameOrPage;
    const rules = options.dotnet ?? dotnet;
    const key = `${String(page)} ${rules} ${String(options.fallback)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const facts = page === undefined ? undefined : encodingFacts.get(page);
    const codec = page === undefined ? undefined : codecFor(page, options.fallback, rules);
    if (facts === undefined || codec === undefined) throw unknownEncoding(nameOrPage);
    const encoding = new NetEncoding(facts, codec, rules);
    made.set(key, encoding);
    return encoding;
  };
  return Object.freeze({
    UTF8: get(65001),
    Unicode: get(1200),
    BigEndianUnicode: get(1201),
    UTF32: get(12000),
    ASCII: get(20127),
    Latin1: get(28591),
    Default: get(codePage),
    GetEncoding: get,
    Convert: (source: Encoding, target: Encoding, bytes: ByteStream) =>
      target.GetBytes(source.GetString(bytes)),
  });
}

function unknownEncoding(nameOrPage: string | number): QActionKitError {
  const message =
    typeof nameOrPage === "string"
      ? `There is no encoding named '${nameOrPage}'. ${adviceForName(nameOrPage)}`
      : `There is no encoding for code page ${String(nameOrPage)}, in .NET neither. UTF-8 is 65001, UTF-16 1200, Western European 1252; \`codePages\` of qaction-kit/encoding lists the others.`;
  return new QActionKitError("ERR_ENCODING", message, { details: { encoding: nameOrPage } });
}

/**
 * The `Encoding` that scripts import: .NET Framework rules, `Encoding.Default` is Windows-1252. {@link createEncoding} makes
 * another one.
 */
export const Encoding: EncodingNamespace = createEncoding();
