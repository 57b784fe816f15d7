/**
 * The globals of QAction scripts. Add them by `/// <reference types="qaction-kit/typings" />` at the top of a
 * script, or by `"types": ["qaction-kit/typings"]` in its tsconfig.json. Everything here is an alias of what `qaction-kit`
 * exports; the runtime defines the values before a script is loaded.
 */
import type * as Encodings from "qaction-kit/encoding";
import type * as Kit from "qaction-kit";

declare global {
  /** What a QAction gets as its first argument; one object for each run (`Skyline.DataMiner.Scripting.SLProtocol`). */
  type SLProtocol = Kit.SLProtocol;

  /** `SLProtocol` with a property for each parameter and table; the base of what `qaction typings` writes. */
  type SLProtocolExt = Kit.SLProtocolExt;

  /** Raw bytes, 0..255: what `options="binary"` gives, and what every function for bytes takes. */
  type ByteStream = Encodings.ByteStream;

  /** The encodings of .NET by name. `Encoding.Default` is the code page of the element. */
  const Encoding: typeof Encodings.Encoding;

  /** Kinds of log line, not to be confused with {@link LogLevel}. */
  const LogType: typeof Kit.LogType;
  type LogType = Kit.LogType;

  /** Levels of log line, not to be confused with {@link LogType}. */
  const LogLevel: typeof Kit.LogLevel;
  type LogLevel = Kit.LogLevel;

  /** One table as an object; the base of the generated table classes. */
  const QActionTable: typeof Kit.QActionTable;
  type QActionTable = Kit.QActionTable;

  /** One row as an object; the base of the generated row classes. */
  const QActionTableRow: typeof Kit.QActionTableRow;
  type QActionTableRow = Kit.QActionTableRow;

  /** `System.Convert` for results of `GetParameter`: `null` becomes an empty text, 0 or false. */
  const Convert: typeof Kit.Convert;

  /** `DateTime.ToOADate`: days since 1899-12-30, local time. */
  const toOADate: typeof Kit.toOADate;

  /** `DateTime.FromOADate`. */
  const fromOADate: typeof Kit.fromOADate;

  /** The enums of the table members under their C# names: `NotifyProtocol.SaveOption`, `NotifyProtocol.KeyType`. */
  const NotifyProtocol: typeof Kit.NotifyProtocol;

  /** What `FillArray` with rows does with missing rows. */
  const SaveOption: typeof Kit.NotifyProtocol.SaveOption;
  type SaveOption = (typeof SaveOption)[keyof typeof SaveOption];

  /** Which keys `GetKeys` returns. */
  const KeyType: typeof Kit.NotifyProtocol.KeyType;
  type KeyType = (typeof KeyType)[keyof typeof KeyType];
}
