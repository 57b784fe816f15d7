/** Lines that a fix writes into a script, in the language and the manner of the script. */
import type { TextEdit } from "../../protocol/fix.ts";
import type { EntryFunction, ScriptLanguage } from "./script-model.ts";

/** Encodings that a fix decodes by. */
type Decoding = "UTF8" | "Unicode";

/** How one script is written. */
export interface ScriptWriting {
  readonly lineEnd: string;
  /** What has to be imported first. */
  readonly importEdit?: TextEdit;
  /** A parameter that takes bytes. */
  parameter(name: string): string;
  /** A line that makes text of bytes. */
  decode(name: string, bytes: string, encoding: Decoding): string;
  /** A line that reads a parameter. @param type of the variable, as the script wrote it */
  read(name: string, pid: number, type: string | undefined): string;
  /** An array of bytes, where an encoding would have made one. */
  bytes(name: string): string;
}

/** The manner of a script. */
export function scriptWriting(
  language: ScriptLanguage,
  text: string,
  { file, importAt, parameters }: EntryFunction,
): ScriptWriting {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const protocol = parameters[0]?.name ?? "protocol";
  if (language === "C#") {
    const array = (name: string): string => `System.Array.ConvertAll((object[])${name}, one => (byte)one)`;
    return {
      lineEnd,
      parameter: (name) => `object ${name}`,
      decode: (name, bytes, encoding) =>
        `string ${name} = System.Text.Encoding.${encoding}.GetString(${array(bytes)});`,
      read: (name, pid, type = "object") =>
        `${type} ${name} = ${type === "object" ? "" : `(${type})`}${protocol}.GetParameter(${String(pid)});`,
      bytes: array,
    };
  }
  const typed = language === "TypeScript";
  return {
    lineEnd,
    ...(importAt === undefined
      ? {}
      : {
          importEdit: {
            file,
            start: importAt,
            end: importAt,
            text: `import { Encoding, type ByteStream } from "qaction-kit/encoding";${lineEnd}`,
          },
        }),
    parameter: (name) => (typed ? `${name}: ByteStream` : name),
    decode: (name, bytes, encoding) => `const ${name} = Encoding.${encoding}.GetString(${bytes});`,
    read: (name, pid, type) =>
      `const ${name} = ${protocol}.GetParameter(${String(pid)})${type === undefined ? "" : ` as ${type}`};`,
    bytes: (name) => `Uint8Array.from(${name})`,
  };
}
