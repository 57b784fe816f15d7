/** Reads what a page asks for: nothing of it is trusted to have its shape. */
import type { InputKindName, PageQuestion, PageRequest } from "./messages.ts";

/** Stream entries that one file may name. */
const mostNumbers = 10_000;

type Fields = Readonly<Record<string, unknown>>;

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

const kinds: readonly InputKindName[] = ["hex", "dec", "dump", "base64", "escapes", "text"];

/** One reader for each question; undefined for fields that are wrong. */
const readers: Readonly<Record<PageQuestion["do"], (fields: Fields) => PageQuestion | undefined>> = {
  watch: ({ elements }) =>
    Array.isArray(elements) && elements.every(isIndex) ? { do: "watch", elements } : undefined,
  set: ({ element, pid, key, value }) => {
    if (!isIndex(element) || !isIndex(pid)) return undefined;
    if (typeof value !== "string" && typeof value !== "number") return undefined;
    if (key === undefined) return { do: "set", element, pid, value };
    return typeof key === "string" ? { do: "set", element, pid, key, value } : undefined;
  },
  table: ({ element, table, on }) =>
    isIndex(element) && isIndex(table) && typeof on === "boolean"
      ? { do: "table", element, table, on }
      : undefined,
  value: ({ element, pid, key }) => {
    if (!isIndex(element) || !isIndex(pid)) return undefined;
    if (key === undefined) return { do: "value", element, pid };
    return typeof key === "string" ? { do: "value", element, pid, key } : undefined;
  },
  message: ({ element, number }) =>
    isIndex(element) && isIndex(number) ? { do: "message", element, number } : undefined,
  decode: ({ element, text, as }) => {
    if (typeof text !== "string" || (element !== undefined && !isIndex(element))) return undefined;
    const kind = kinds.find((one) => one === as);
    if (as !== undefined && kind === undefined) return undefined;
    return {
      do: "decode",
      text,
      ...(element !== undefined && { element }),
      ...(kind !== undefined && { as: kind }),
    };
  },
  export: ({ element, form, numbers }) => {
    if (!isIndex(element) || (form !== "text" && form !== "jsonl")) return undefined;
    if (!Array.isArray(numbers) || numbers.length > mostNumbers || !numbers.every(isIndex)) return undefined;
    return { do: "export", element, form, numbers };
  },
};

function isQuestion(name: unknown): name is PageQuestion["do"] {
  return typeof name === "string" && Object.hasOwn(readers, name);
}

/** A request of a page; undefined for what is none. */
export function readRequest(text: string): PageRequest | undefined {
  let fields: Fields;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return undefined;
    fields = parsed as Fields;
  } catch {
    return undefined;
  }
  const { id, do: name } = fields;
  if (!isIndex(id) || !isQuestion(name)) return undefined;
  const question = readers[name](fields);
  return question && { ...question, id };
}
