/** What a run can be asked to do: the lines of `qaction run --repl`, as words or as JSON. */
import { nearestName } from "../../base/known-names.ts";

/** A message of a connection: `message` is sent as text (UTF-8), `hex` as bytes. */
type MessageFields =
  | { readonly message: string; readonly hex?: undefined }
  | { readonly hex: string; readonly message?: undefined };

/** What each request takes. Ids are those of the protocol; a connection is 0 when it is left out. */
interface RequestFields {
  /** Sets a parameter, as a user does. */
  set: { readonly pid: number; readonly value: string | number };
  /** Sets a cell by the id of its column (or of the write parameter of the column) and the primary key of its row. */
  cell: { readonly column: number; readonly key: string; readonly value: string | number };
  /** Presses a button; with a key, the button of that row. */
  press: { readonly pid: number; readonly key?: string };
  /** Chooses an item of a context menu, by the id of the menu or of its table. */
  menu: {
    readonly table: number;
    readonly item: string;
    /** Primary keys of the selected rows. */
    readonly rows?: readonly string[];
    /** What the user fills in, in the order in which the item asks for it. */
    readonly values?: readonly (string | number)[];
  };
  /** Fires a trigger; its condition counts. */
  trigger: { readonly trigger: number };
  /** Hands a message to the element as if a device had sent it. */
  receive: { readonly connection?: number } & MessageFields;
  /** Sends a message to the device, without a command. */
  send: { readonly connection?: number } & MessageFields;
  /** Reads a parameter; with a key, a cell of a column. */
  get: { readonly pid: number; readonly key?: string };
  /** Reads the rows of a table. */
  table: { readonly table: number };
  open: { readonly connection?: number };
  close: { readonly connection?: number };
  /** Lets time pass before the next request. */
  wait: { readonly seconds: number };
  /** Stops the element and starts it again, with its scripts loaded anew. */
  restart: object;
  /** Lists the requests. */
  help: object;
  /** Stops the element and ends the run. */
  quit: object;
}

/** Name of a request. */
export type RequestName = keyof RequestFields;

/**
 * One request to a run, as an object. As a line of JSON: `{"do":"set","pid":110,"value":"on","id":1}`.
 */
export type RunRequest = {
  [Name in RequestName]: {
    readonly do: Name;
    /** Anything; the answer carries it. */
    readonly id?: string | number;
  } & RequestFields[Name];
}[RequestName];

/** What the ids or words of a field name; completion offers those of the protocol. */
export type FieldSubject = "parameter" | "column" | "button" | "menu" | "trigger" | "table" | "connection";

/** One field of a request. */
interface Field {
  readonly name: string;
  /** `whole` number from 0, `seconds` above 0, one `word`, a `value` (the rest of the line), a `message` (the same, or hex), or `words` up to the end. */
  readonly kind: "whole" | "seconds" | "word" | "value" | "message" | "words";
  readonly optional?: true;
  readonly subject?: FieldSubject;
}

/** One request, as `help` and completion show it. */
interface RequestRow {
  readonly fields: readonly Field[];
  readonly help: string;
}

const connection: Field = { name: "connection", kind: "whole", subject: "connection", optional: true };
const message: Field = { name: "message", kind: "message" };
const key: Field = { name: "key", kind: "word" };
const value: Field = { name: "value", kind: "value" };

/** Every request, in the order of `help`. */
export const requestTable: Readonly<Record<RequestName, RequestRow>> = {
  set: {
    fields: [{ name: "pid", kind: "whole", subject: "parameter" }, value],
    help: "set a parameter, as a user does",
  },
  cell: {
    fields: [{ name: "column", kind: "whole", subject: "column" }, key, value],
    help: "set a cell, as a user does; KEY is the primary key of the row",
  },
  press: {
    fields: [
      { name: "pid", kind: "whole", subject: "button" },
      { ...key, optional: true },
    ],
    help: "press a button, or the button of the row KEY",
  },
  menu: {
    fields: [
      { name: "table", kind: "whole", subject: "menu" },
      { name: "item", kind: "word" },
      { name: "rows", kind: "words", optional: true },
    ],
    help: "choose an item of a context menu; ROWS are the keys of the selected rows",
  },
  trigger: {
    fields: [{ name: "trigger", kind: "whole", subject: "trigger" }],
    help: "fire a trigger; its condition counts",
  },
  receive: {
    fields: [connection, message],
    help: "hand a message to the element as if a device had sent it",
  },
  send: { fields: [connection, message], help: "send a message to the device, without a command" },
  get: {
    fields: [
      { name: "pid", kind: "whole", subject: "parameter" },
      { ...key, optional: true },
    ],
    help: "print a parameter, or the cell of a column in the row KEY",
  },
  table: { fields: [{ name: "table", kind: "whole", subject: "table" }], help: "print the rows of a table" },
  open: { fields: [connection], help: "open a connection" },
  close: { fields: [connection], help: "close a connection" },
  wait: { fields: [{ name: "seconds", kind: "seconds" }], help: "wait before the next line" },
  restart: { fields: [], help: "stop and start the element; scripts are loaded again" },
  help: { fields: [], help: "list these lines" },
  quit: { fields: [], help: "stop the element and end" },
};

export const requestNames = Object.keys(requestTable) as readonly RequestName[];

function isRequestName(word: string): word is RequestName {
  return Object.hasOwn(requestTable, word);
}

/** A line that is no request: the message says what to write. */
export class RequestMistake extends Error {
  override readonly name = "RequestMistake";
}

/** How a request is written: `cell COLUMN KEY VALUE`. */
export function requestUsage(name: RequestName): string {
  const words = requestTable[name].fields.map(({ name: field, kind, optional }) => {
    const word = `${field.toUpperCase()}${kind === "words" ? "..." : ""}`;
    return optional === true ? `[${word}]` : word;
  });
  return [name, ...words].join(" ");
}

/**
 * Reads one line. A word or value in double quotes is read as a JSON text; a message that begins with `0x` is hex.
 * @returns `undefined` for an empty line and for a comment (`#`)
 * @throws RequestMistake for anything that is no request
 */
export function readRequest(line: string): RunRequest | undefined {
  const text = line.trim();
  if (text === "" || text.startsWith("#")) return undefined;
  return text.startsWith("{") ? fromJson(text) : fromWords(text);
}

function rowOf(name: string): readonly [RequestName, RequestRow] {
  if (isRequestName(name)) return [name, requestTable[name]];
  const near = nearestName(name, requestNames);
  const hint = near === undefined ? `Use one of: ${requestNames.join(", ")}.` : `Did you mean '${near}'?`;
  throw new RequestMistake(`There is no request '${name}'. ${hint}`);
}

function mistake(name: RequestName, why: string): RequestMistake {
  return new RequestMistake(`${why} Write: ${requestUsage(name)}`);
}

/** The first word of a text, quotes taken off, and what follows. */
function firstWord(name: RequestName, text: string): readonly [word: string, rest: string] {
  if (!text.startsWith('"')) {
    const [word = ""] = /^\S*/.exec(text) ?? [];
    return [word, text.slice(word.length).trimStart()];
  }
  const [quoted] = /^"(?:[^"\\]|\\.)*"(?=\s|$)/s.exec(text) ?? [];
  if (quoted === undefined)
    throw mistake(name, `The quotes of ${text} do not end, or something follows them at once.`);
  return [unquoted(name, quoted), text.slice(quoted.length).trimStart()];
}

function unquoted(name: RequestName, text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    throw mistake(name, `${text} is not a JSON text.`);
  }
}

/** The rest of a line as one value. */
function restValue(name: RequestName, text: string): string {
  return /^"(?:[^"\\]|\\.)*"$/s.test(text) ? unquoted(name, text) : text;
}

function fromWords(text: string): RunRequest {
  const [first = ""] = /^\S+/.exec(text) ?? [];
  const [name, { fields }] = rowOf(first);
  const found: Record<string, unknown> = { do: name };
  let rest = text.slice(first.length).trimStart();
  for (const field of fields) {
    // A connection may be left out in front of a message: it is there when a number and something more follow.
    if (field === connection && fields.includes(message) && !/^\d+\s+\S/.test(rest)) continue;
    if (rest === "") {
      if (field.optional === true) continue;
      throw mistake(name, `'${name}' needs ${field.name.toUpperCase()}.`);
    }
    if (field.kind === "value") found[field.name] = restValue(name, rest);
    else if (field.kind === "message") Object.assign(found, messageOf(name, rest));
    else if (field.kind === "words") found[field.name] = allWords(name, rest);
    else {
      const [word, after] = firstWord(name, rest);
      found[field.name] =
        field.kind === "word" ? word : numberOf(name, field, word.trim() === "" ? Number.NaN : Number(word));
      rest = after;
      continue;
    }
    rest = "";
  }
  if (rest !== "") throw mistake(name, `'${rest}' is too much.`);
  return found as unknown as RunRequest;
}

function allWords(name: RequestName, text: string): string[] {
  const words: string[] = [];
  for (let rest = text; rest !== "";) {
    const [word, after] = firstWord(name, rest);
    words.push(word);
    rest = after;
  }
  return words;
}

function messageOf(name: RequestName, text: string): Record<string, string> {
  return /^0x/i.test(text)
    ? { hex: hexOf(name, text.slice(2).replaceAll(/\s/g, "")) }
    : { message: restValue(name, text) };
}

function hexOf(name: RequestName, digits: unknown): string {
  if (typeof digits === "string" && /^([0-9a-f]{2})*$/i.test(digits)) return digits;
  throw mistake(name, `${JSON.stringify(digits)} is not hex: two digits a byte.`);
}

function numberOf(name: RequestName, { name: field, kind }: Field, given: unknown): number {
  const fits =
    typeof given === "number" &&
    (kind === "seconds" ? given > 0 && given < Infinity : Number.isSafeInteger(given) && given >= 0);
  if (fits) return given;
  const what = kind === "seconds" ? "a number of seconds above 0" : "a whole number from 0";
  throw mistake(name, `${field.toUpperCase()} is not ${what}.`);
}

/** Checks what JSON holds for a field. */
function jsonField(name: RequestName, field: Field, given: unknown): unknown {
  const isValue = (one: unknown): boolean => typeof one === "string" || typeof one === "number";
  const { kind } = field;
  const what = field.name.toUpperCase();
  if (kind === "whole" || kind === "seconds") return numberOf(name, field, given);
  if (kind === "value" && isValue(given)) return given;
  if ((kind === "word" || kind === "message") && typeof given === "string") return given;
  if (kind === "words" && Array.isArray(given) && given.every((one) => typeof one === "string")) return given;
  throw mistake(
    name,
    `${what} is not ${kind === "words" ? "a list of texts" : kind === "value" ? "a text or a number" : "a text"}.`,
  );
}

function fromJson(text: string): RunRequest {
  const given = parsed(text);
  const { do: first, id, ...rest } = given;
  if (typeof first !== "string")
    throw new RequestMistake(`A request needs "do": one of ${requestNames.join(", ")}.`);
  if (id !== undefined && typeof id !== "string" && typeof id !== "number")
    throw new RequestMistake('"id" of a request is a text or a number.');
  const [name, { fields }] = rowOf(first);
  const found: Record<string, unknown> = { do: name, ...(id !== undefined && { id }) };
  const extra = fields.includes(message) ? ["hex"] : name === "menu" ? ["values"] : [];
  const known = [...fields.map((field) => field.name), ...extra];
  const stray = Object.keys(rest).find((field) => !known.includes(field));
  if (stray !== undefined)
    throw new RequestMistake(`'${name}' has no "${stray}". Its fields are: ${known.join(", ") || "none"}.`);
  for (const field of fields) {
    const one = rest[field.name];
    if (one !== undefined) found[field.name] = jsonField(name, field, one);
    else if (field === message && rest["hex"] !== undefined) found["hex"] = hexOf(name, rest["hex"]);
    else if (field.optional !== true) throw mistake(name, `'${name}' needs "${field.name}".`);
  }
  if (rest["hex"] !== undefined && rest["message"] !== undefined)
    throw new RequestMistake(`'${name}' takes "message" or "hex", not both.`);
  const { values } = rest;
  if (values !== undefined) {
    if (!Array.isArray(values) || !values.every((one) => typeof one === "string" || typeof one === "number"))
      throw mistake(name, "VALUES is not a list of texts and numbers.");
    found["values"] = values;
  }
  return found as unknown as RunRequest;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new RequestMistake(
      `The line is not JSON. ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
