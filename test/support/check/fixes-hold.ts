/** What every fix keeps: the protocol loads, the finding is gone, nothing is left to fix, whatever the encoding and the line ends. */
import { expect } from "chai";
import { checkConnector } from "../../../src/check/check-connector.ts";
import type { Finding } from "../../../src/check/finding.ts";
import { applyFixes } from "../../../src/check/fix/apply-fixes.ts";
import { EditableFile } from "../../../src/check/fix/editable-file.ts";

const findingsIn = async (content: Uint8Array | string): Promise<readonly Finding[]> =>
  (await checkConnector(Buffer.from(content))).findings;

/** How often a rule says the same. */
const timesSaid = (findings: readonly Finding[], { ruleId, message }: Finding): number =>
  findings.filter((finding) => finding.ruleId === ruleId && finding.message === message).length;

/** The text after all fixes; the file must be the only one. */
async function fixedText(content: Uint8Array | string): Promise<string> {
  const bytes = Buffer.from(content);
  const { files, findings } = await applyFixes(bytes, { suggestions: true });
  expect(
    findings.filter(({ fix }) => fix !== undefined),
    "nothing is left to fix",
  ).to.deep.equal([]);
  const [file] = files;
  if (file === undefined) return bytes.toString();
  expect((await applyFixes(file.after.bytes, { suggestions: true })).files, "twice").to.deep.equal([]);
  return file.after.text;
}

/** The same file in other encodings; references stand for what these may lack. */
const variants: Readonly<Record<string, (text: string) => Buffer>> = {
  "byte order mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16 LE": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16 BE": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

/**
 * Tries each fix of a protocol by itself, and all of them together.
 * @returns how many findings have a fix
 */
export async function expectFixesHold(content: Uint8Array | string): Promise<number> {
  const findings = await findingsIn(content);
  const fixable = findings.filter(({ fix }) => fix !== undefined);
  for (const finding of fixable) {
    const { fix, ruleId } = finding;
    const file = new EditableFile(Buffer.from(content));
    expect(fix?.title, ruleId).to.match(/^[A-Z]/);
    for (const edit of fix?.edits ?? []) expect(file.allows(edit), `${ruleId}: edit`).to.equal(true);
    for (const edit of fix?.edits ?? []) file.add(edit);
    const after = await findingsIn(file.edited());
    const left = timesSaid(after, finding);
    expect(left, `${ruleId} is silent after ${JSON.stringify(fix)}`).to.be.lessThan(
      timesSaid(findings, finding),
    );
    const malformed = (list: readonly Finding[]): number =>
      list.filter((one) => one.ruleId === "XML_MALFORMED").length;
    expect(malformed(after), `${ruleId}: well-formed`).to.be.at.most(malformed(findings));
  }
  if (fixable.length === 0) return 0;
  const fixed = await fixedText(content);
  if (typeof content === "string" && !content.includes("<?xml")) {
    for (const [name, variant] of Object.entries(variants))
      expect(await fixedText(variant(content)), name).to.equal(fixed);
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(await fixedText(crlf(content)), "CRLF").to.equal(crlf(fixed));
  }
  return fixable.length;
}
