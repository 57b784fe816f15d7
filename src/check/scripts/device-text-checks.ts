/** Rules about text of a device: bytes that a script reads as text, and text that a script makes bytes of. */
import { binaryInputFix } from "./binary-input-fix.ts";
import { deviceSource, deviceTexts, takenInputs, textsReadBy } from "./device-text.ts";
import { attributeSpan } from "./qaction-tag.ts";
import { namedParameter, type ScriptChecks, type ScriptContext, type ScriptReport } from "./script-check.ts";
import { constantOf, type ScriptReading, type ScriptSpan } from "./script-model.ts";
import { lostCharacter } from "../../encoding/text-pages.ts";

/** Text of a device. */
export const deviceTextChecks = {
  RESPONSE_AS_TEXT: {
    severity: "warning",
    explanation:
      "A QAction of a Unicode protocol reads a response as text. The bytes of the device are stored as they came and are read as UTF-16, so UTF-8 and ASCII come out as other characters. Take them as a binary input and decode them.",
    check: checkResponses,
  },
  INPUT_AS_TEXT: {
    severity: "warning",
    explanation:
      "A QAction with the option binary uses an input as text. It is given bytes, which become text only by an encoding.",
    check: checkInputs,
  },
  MACHINE_ENCODING: {
    severity: "warning",
    explanation:
      "A script converts text of a device by Encoding.Default, which is the code page of the machine, or by Encoding.ASCII, which makes ? of every byte above 7F. Name the encoding of the device.",
    check: checkEncodings,
  },
  TEXT_TO_BYTES: {
    severity: "warning",
    explanation:
      "A script reads a response as text and makes bytes of it again. What the first step did not understand is lost by then. Take the bytes as a binary input.",
    check: checkTricks,
  },
  BYTE_CAST: {
    severity: "warning",
    explanation:
      "A script cuts the characters of a parameter off to eight bits. Every character above U+00FF becomes another one. Take the bytes as a binary input, or use an encoding.",
    check: checkCasts,
  },
  SCRIPT_LITERAL: {
    severity: "warning",
    explanation:
      "A script sets text with a character that the code page of the element cannot hold: it is stored as ?. Without a known code page only characters are reported that no Windows page for such text has.",
    check: checkLiterals,
  },
} as const satisfies ScriptChecks;

/** Runs for each script with its QAction. */
function eachReading(
  { protocol, readings }: ScriptContext,
  look: (
    reading: ScriptReading,
    qaction: NonNullable<ReturnType<ScriptContext["protocol"]["qactions"]["get"]>>,
  ) => void,
): void {
  for (const reading of readings) {
    const qaction = protocol.qactions.get(reading.qaction);
    if (qaction !== undefined) look(reading, qaction);
  }
}

const inside = (inner: ScriptSpan, outer: ScriptSpan): boolean =>
  inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;

function checkResponses(context: ScriptContext, report: ScriptReport): void {
  const { protocol } = context;
  if (!protocol.unicode) return;
  const texts = deviceTexts(protocol);
  const offered = new Set<string>();
  const offer = (qaction: number, pid: number): ReturnType<typeof binaryInputFix> => {
    const key = `${String(qaction)} ${String(pid)}`;
    // One fix mends all that a QAction reads of a parameter.
    if (offered.has(key)) return undefined;
    offered.add(key);
    return binaryInputFix(context, qaction, pid, texts);
  };
  eachReading(context, (reading, qaction) => {
    const tricks = reading.conversions.filter(({ to }) => to === "bytes");
    for (const call of reading.calls) {
      if (call.onlyTested || tricks.some(({ span }) => inside(call.span, span))) continue;
      for (const pid of textsReadBy(protocol, call)) {
        const response = texts.get(pid);
        if (response === undefined) continue;
        const how = call.property === undefined ? `with ${call.member}` : `as ${call.property}`;
        report(
          `QAction ${String(qaction.id)} reads ${namedParameter(protocol, pid)} ${how}, as UTF-16; response ${String(response.id)} stores the bytes of the device in it as they came. Name it in inputParameters with options="binary", and decode the bytes.`,
          call.span,
          offer(qaction.id, pid),
        );
      }
    }
    if (qaction.binary) return;
    const taken = takenInputs(reading);
    qaction.inputParameters.forEach((pid, position) => {
      const response = texts.get(pid);
      if (response === undefined || !taken.has(position)) return;
      report(
        `QAction ${String(qaction.id)} is given ${namedParameter(protocol, pid)} as text, read as UTF-16; response ${String(response.id)} stores the bytes of the device in it as they came. Add options="binary", and decode the bytes.`,
        attributeSpan(protocol, qaction, "inputparameters"),
        offer(qaction.id, pid),
      );
    });
  });
}

function checkInputs(context: ScriptContext, report: ScriptReport): void {
  const { protocol } = context;
  eachReading(context, ({ inputTextUses }, qaction) => {
    if (!qaction.binary) return;
    const declared = new Set(
      inputTextUses.filter(({ how }) => how.startsWith("by its type")).map(({ position }) => position),
    );
    for (const { position, how, span } of inputTextUses) {
      const pid = qaction.inputParameters[position];
      const param = pid === undefined ? undefined : protocol.params.get(pid);
      if (pid === undefined || param === undefined || param.table !== undefined) continue;
      if (declared.has(position) && !how.startsWith("by its type")) continue;
      report(
        `QAction ${String(qaction.id)} has options="binary", so ${namedParameter(protocol, pid)} is a list of bytes; it is used as text ${how}. Decode it, for example with Encoding.UTF8.GetString.`,
        span,
      );
    }
  });
}

function checkEncodings(context: ScriptContext, report: ScriptReport): void {
  const texts = deviceTexts(context.protocol);
  eachReading(context, ({ conversions }, qaction) => {
    for (const { encoding, to, value, span } of conversions) {
      if (encoding !== "Default" && encoding !== "ASCII") continue;
      const pid = to === "text" ? deviceSource(value, qaction, texts) : undefined;
      if (pid === undefined) continue;
      const what =
        encoding === "Default"
          ? "Encoding.Default, the code page of the machine that runs it"
          : "Encoding.ASCII, which makes ? of every byte above 7F";
      report(
        `QAction ${String(qaction.id)} decodes ${namedParameter(context.protocol, pid)} by ${what}. Name the encoding of the device, for example Encoding.UTF8 or Encoding.GetEncoding(1252).`,
        span,
      );
    }
  });
}

function checkTricks(context: ScriptContext, report: ScriptReport): void {
  const { protocol } = context;
  const texts = deviceTexts(protocol);
  eachReading(context, ({ conversions }, qaction) => {
    for (const { encoding, to, value, span } of conversions) {
      if (to !== "bytes" || (value.kind === "input" && qaction.binary) || value.kind === "bytes") continue;
      const pid = deviceSource(value, qaction, texts);
      if (pid === undefined) continue;
      report(
        `QAction ${String(qaction.id)} makes bytes of the text of ${namedParameter(protocol, pid)} by Encoding.${encoding}. Bytes that were no text when it was read are lost. Name the parameter in inputParameters with options="binary", and use the bytes.`,
        span,
        binaryInputFix(context, qaction.id, pid, texts),
      );
    }
  });
}

function checkCasts(context: ScriptContext, report: ScriptReport): void {
  const { protocol } = context;
  eachReading(context, ({ byteCasts }, qaction) => {
    for (const { value, text, span } of byteCasts) {
      const pid =
        value.kind === "parameter"
          ? value.id
          : value.kind === "input" && !qaction.binary
            ? qaction.inputParameters[value.position]
            : undefined;
      const param = pid === undefined ? undefined : protocol.params.get(pid);
      if (param?.interprete.type !== "string") continue;
      report(
        `QAction ${String(qaction.id)} cuts the characters of ${namedParameter(protocol, param.id)} off to bytes: ${text}. Characters above U+00FF become others. Take its bytes as a binary input, or use an encoding.`,
        span,
      );
    }
  });
}

function checkLiterals(context: ScriptContext, report: ScriptReport): void {
  const { protocol, codePage } = context;
  if (protocol.unicode) return;
  eachReading(context, ({ calls }, qaction) => {
    for (const { member, literals, args } of calls) {
      if (!/^(?:QActionTable\.)?(?:Set|Add|Fill)/.test(member)) continue;
      const keyed = member.endsWith("ByName") ? constantOf(args[0]?.value) : undefined;
      for (const { text, span } of literals) {
        if (text === keyed) continue;
        const lost = lostCharacter(text, codePage);
        if (lost === undefined) continue;
        const number = lost.codePoint.toString(16).toUpperCase().padStart(4, "0");
        const where =
          codePage === undefined
            ? "no Windows code page for such text has"
            : `code page ${String(codePage)} does not have`;
        report(
          `QAction ${String(qaction.id)} sets '${lost.character}' (U+${number}), which ${where}: it is stored as ?. Write another character, or make the protocol Unicode.`,
          span,
        );
      }
    }
  });
}
