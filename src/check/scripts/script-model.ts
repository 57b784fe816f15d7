/** What a script does, as far as its text tells: the same facts for TypeScript, JavaScript and C#, each with its place. */

/** A part of a file: offsets in UTF-16 units of its decoded text, `end` behind the last one. */
export interface ScriptSpan {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A value in a script, as far as its text tells. */
export type ScriptValue =
  | { readonly kind: "constant"; readonly value: string | number | boolean | null }
  /** `items` is missing when the length of the list is not known. */
  | { readonly kind: "list"; readonly items?: readonly ScriptValue[] }
  /** What `GetParameter` gave for a parameter, perhaps converted to text. */
  | { readonly kind: "parameter"; readonly id: number }
  /** The stored bytes of a parameter (`GetData`). */
  | { readonly kind: "bytes"; readonly id: number }
  /** An input of the entry point, by its 0-based position in `inputParameters`. */
  | { readonly kind: "input"; readonly position: number }
  /** Computed; the type is known or not. */
  | { readonly kind: "computed"; readonly type: "number" | "text" | "boolean" | "bytes" | "other" };

/** An argument of a call, with its place. */
export interface ScriptArgument {
  readonly value: ScriptValue;
  readonly span: ScriptSpan;
}

/** Text that stands in a script. */
export interface TextLiteral {
  readonly text: string;
  readonly span: ScriptSpan;
}

/** A call of a member of `SLProtocol` or `QActionTable`. A generated property counts as the `GetParameter` or `SetParameter` that it stands for. */
export interface MemberCall {
  readonly member: string;
  readonly args: readonly ScriptArgument[];
  /** Name of the generated property, when there is one. */
  readonly property?: string;
  /** The whole call. */
  readonly span: ScriptSpan;
  /** The result is not used, or only compared with nothing or the empty text. */
  readonly onlyTested: boolean;
  /** Texts that stand in the arguments and become part of what is set. */
  readonly literals: readonly TextLiteral[];
  /** Position in {@link ScriptReading.entries} of the entry point around it. */
  readonly entry?: number;
  /** Every run that enters there comes to it: no condition, no loop, and nothing that may end the run before. */
  readonly always?: true;
}

/** A conversion between text and bytes. */
export interface Conversion {
  /** `Default`, `ASCII`, `UTF8`, `Unicode`, `Latin1`; else as written. */
  readonly encoding: string;
  readonly to: "text" | "bytes";
  readonly value: ScriptValue;
  readonly span: ScriptSpan;
}

/** Characters that become bytes by cutting off all but eight bits. */
export interface ByteCast {
  /** Where the characters come from. */
  readonly value: ScriptValue;
  /** As written, on one line. */
  readonly text: string;
  readonly span: ScriptSpan;
}

/** An input of the entry point that is used as text. */
export interface InputTextUse {
  /** 0-based position in `inputParameters`. */
  readonly position: number;
  /** How, as part of a sentence: `by String(...)`. */
  readonly how: string;
  readonly span: ScriptSpan;
}

/** A name of the generated helper that does not exist. */
export interface UnknownName {
  /** As written: `Parameter.lastEror`. */
  readonly name: string;
  readonly span: ScriptSpan;
}

/** What a compiler has to say. */
export interface Complaint {
  /** `TS2345`, `CS0103`. */
  readonly code: string;
  readonly message: string;
  readonly span: ScriptSpan;
  /** Only the joined form of the files has it. */
  readonly joined?: true;
}

/** A parameter of an entry point: `start` to `end` is its whole declaration. */
export interface EntryParameter {
  /** `""` for one that is taken apart. */
  readonly name: string;
  /** As written, where there is one. */
  readonly type?: string;
  readonly start: number;
  readonly end: number;
}

/** A function that a run of the QAction enters. */
export interface EntryFunction {
  /** `Run`, or `Class.Method`. */
  readonly name: string;
  readonly file: string;
  /** The protocol object first. */
  readonly parameters: readonly EntryParameter[];
  /** Behind the last parameter, where a further one can be written; missing when it takes all there are (`...inputs`). */
  readonly parametersEnd?: number;
  /** Behind the `{` of the body; missing when there is none. */
  readonly bodyStart?: number;
  /** White space in front of its first statement. */
  readonly indent: string;
  /** Where an import of `Encoding` has to be written before it can be used; missing when none is needed. */
  readonly importAt?: number;
}

/** Languages of scripts. */
export type ScriptLanguage = "TypeScript" | "JavaScript" | "C#";

/** What the script of one QAction does, with everything that it imports from files of the connector. */
export interface ScriptReading {
  readonly qaction: number;
  readonly language: ScriptLanguage;
  /** Decoded text of each file by its path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly calls: readonly MemberCall[];
  readonly conversions: readonly Conversion[];
  readonly byteCasts: readonly ByteCast[];
  readonly inputTextUses: readonly InputTextUse[];
  readonly unknownNames: readonly UnknownName[];
  readonly complaints: readonly Complaint[];
  /** The entry points that were found, by their position in the list of names. */
  readonly entries: readonly EntryFunction[];
  /** Entry points that are named and not there, as part of a sentence. */
  readonly missingEntries: readonly string[];
}

/** A value that a script writes as it stands. */
export function constantOf(value: ScriptValue | undefined): string | number | boolean | null | undefined {
  return value?.kind === "constant" ? value.value : undefined;
}

/** A whole number that a script writes as it stands. */
export function numberOf(value: ScriptValue | undefined): number | undefined {
  const constant = constantOf(value);
  return typeof constant === "number" && Number.isInteger(constant) ? constant : undefined;
}
