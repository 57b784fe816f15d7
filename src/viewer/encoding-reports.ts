/** What bytes and texts are: their readings, the damage, what a connector makes of them, and its cure. */
import { bytesToHex } from "../encoding/hex.ts";
import { inspectBytes } from "../encoding/inspect.ts";
import { explainMojibake } from "../encoding/mojibake.ts";
import { encodingLabel } from "../encoding/mojibake-words.ts";
import { readBytes } from "../encoding/read-bytes/read-bytes.ts";
import { fromStorage } from "../encoding/storage.ts";
import type { Element } from "../element/element.ts";
import type { BytesReport, CureReport, DamageReport, EncodingReport, InputKindName } from "./messages.ts";

/** Bytes that are inspected, and characters of a reading that are shown. */
const inspected = 16_384;
const textShown = 4096;
/** Bytes that are sent in hex. */
const hexShown = 65_536;
/** Confidence from which a chain of damage is told. */
const surely = 0.4;

/** Code pages that can hold ASCII and differ from it in no byte: text without other characters reads the same in all. */
const ascii = /^[\p{ASCII}]*$/u;

/** Bytes in lower-case hex, at most 64 KiB of them. */
export function hexOf(bytes: Uint8Array): string {
  return bytesToHex(bytes.subarray(0, hexShown), { upperCase: false });
}

/** Every plausible reading of bytes, and the verdict. */
export function bytesReport(bytes: Uint8Array): BytesReport {
  const { verdict, notes, readings } = inspectBytes(bytes.subarray(0, inspected), {
    totalBytes: bytes.length,
  });
  return {
    verdict,
    notes,
    readings: readings
      .filter(({ valid, score }, index) => index === 0 || (valid && score >= 0))
      .map(({ codePage, name, text, valid, score, reason }) => ({
        codePage,
        name,
        text: text.slice(0, textShown),
        valid,
        score,
        reason,
      })),
  };
}

/** What happened to a text; undefined when nothing is wrong with it. */
export function damageReport(text: string): DamageReport | undefined {
  const { summary, text: meant, confidence, steps, lost } = explainMojibake(text);
  if (confidence < surely || steps.length === 0) return undefined;
  return {
    summary,
    text: meant,
    confidence,
    steps: steps.map(({ what, where }) => ({ what, where })),
    lost,
  };
}

/** How .NET names an encoding in code. */
function encodingInCode(codePage: number): string {
  const names: Readonly<Record<number, string>> = {
    65001: "Encoding.UTF8",
    1200: "Encoding.Unicode",
    1201: "Encoding.BigEndianUnicode",
    28591: 'Encoding.GetEncoding("iso-8859-1")',
  };
  return names[codePage] ?? `Encoding.GetEncoding(${String(codePage)})`;
}

/**
 * What a string parameter of an element makes of bytes from a device, and what to change.
 * @param pid Parameter that the bytes are stored in.
 */
export function cureReport(
  { protocol, options }: Pick<Element, "protocol" | "options">,
  bytes: Uint8Array,
  report: BytesReport,
  pid: number | undefined,
): CureReport | undefined {
  const [best] = report.readings;
  if (best === undefined || !best.valid || bytes.length === 0) return undefined;
  const form = protocol.unicode ? "unicode" : options.codePage;
  const storedAs = protocol.unicode ? 1200 : options.codePage;
  const given = fromStorage(bytes.subarray(0, inspected), form).slice(0, textShown);
  const meant = best.text;
  const damaged = given !== meant && !(ascii.test(given) && ascii.test(meant));
  const how = protocol.unicode
    ? "The protocol has the option unicode: GetParameter reads the stored bytes as UTF-16LE."
    : `The protocol has no option unicode: GetParameter reads the stored bytes as ${encodingLabel(options.codePage)}.`;
  const input = pid === undefined ? "PID" : String(pid);
  const takers = [...protocol.qactions.values()]
    .filter((qaction) => qaction.binary && pid !== undefined && qaction.inputParameters.includes(pid))
    .map(({ id, name }) => `QAction ${String(id)}${name === "" ? "" : ` (${name})`}`);
  const cure =
    !damaged || takers.length > 0 || best.codePage === storedAs
      ? []
      : [
          {
            where: "In protocol.xml: hand the bytes to the QAction",
            code: `<QAction id="..." encoding="csharp" triggers="${input}" inputParameters="${input}" options="binary" />`,
          },
          {
            where: "In the QAction: decode them",
            code: `string text = ${encodingInCode(best.codePage)}.GetString(bytes);`,
          },
        ];
  return { how, given, meant, damaged, takers, cure };
}

/**
 * What pasted input is.
 * @throws QActionKitError `ERR_INPUT` when it is not of the kind asked for, or nearly of one
 */
export function encodingReport(
  text: string,
  as: InputKindName | undefined,
  element: Pick<Element, "protocol" | "options"> | undefined,
): EncodingReport {
  const { kind, description, bytes, text: asText, others } = readBytes(text, as === undefined ? {} : { as });
  const common = {
    input: description,
    kind,
    others: others.map((other) => ({ kind: other.kind, description: other.description })),
  };
  if (bytes === undefined) {
    const damage = damageReport(asText);
    return { ...common, ...(damage !== undefined && { damage }) };
  }
  const report = bytesReport(bytes);
  const [best] = report.readings;
  const damage = best === undefined ? undefined : damageReport(best.text);
  const cure = element && cureReport(element, bytes, report, undefined);
  return {
    ...common,
    hex: hexOf(bytes),
    bytes: report,
    ...(damage !== undefined && { damage }),
    ...(cure !== undefined && { cure }),
  };
}
