/** Pieces of TypeScript as prettier lays them out with 110 columns and double quotes. */

const width = 110;

/** Lines indented by two more spaces; empty lines stay empty. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? line : `  ${line}`));
}

/** A documentation comment; `[]` for no lines. */
export function comment(lines: readonly string[]): string[] {
  const safe = lines.map((line) => line.replace(/\s+/g, " ").replaceAll("*/", "*\\/").trim());
  const [only] = safe;
  if (only === undefined) return [];
  if (safe.length === 1) return [`/** ${only} */`];
  return ["/**", ...safe.map((line) => ` * ${line}`.trimEnd()), " */"];
}

/** A string or number literal. Strings have double quotes, or single quotes when that takes fewer escapes. */
export function literal(value: string | number): string {
  if (typeof value === "number") return String(value);
  const double = JSON.stringify(value);
  const count = (quote: string): number => value.split(quote).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A property name, quoted where necessary. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

/**
 * `name: value,` in an object.
 * @param depth Spaces that the line will be indented by.
 */
export function entry(name: string, value: string, depth: number): string[] {
  const line = `${name}: ${value},`;
  const breaks = depth + line.length > width && !/^[\w.+-]+$/.test(value);
  return breaks ? [`${name}:`, `  ${value},`] : [line];
}

/** `name: { ... },` in an object. */
export function group(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [`${name}: {},`] : [`${name}: {`, ...indented(lines), "},"];
}

/** `name: type;` in an interface, indented by 2. */
export function member(name: string, type: string): string[] {
  const line = `${name}: ${type};`;
  const breaks = 2 + line.length > width && type === "string | null";
  return breaks ? [`${name}:`, `  ${type};`] : [line];
}

/** `export type name = a | b;` */
export function unionType(name: string, literals: readonly (string | number)[]): string[] {
  const types = literals.map(literal);
  const line = `export type ${name} = ${types.join(" | ")};`;
  if (line.length <= width) return [line];
  const [head, ...parts] = [`export type ${name} =`, ...types];
  if (parts.length === 1) return [head, `  ${parts.join("")};`];
  return [head, ...parts.map((part, at) => `  | ${part}${at === parts.length - 1 ? ";" : ""}`)];
}

/** `export type name = Generic<argument>;` */
export function genericType(name: string, generic: string, argument: string): string[] {
  const line = `export type ${name} = ${generic}<${argument}>;`;
  return line.length <= width ? [line] : [`export type ${name} = ${generic}<`, `  ${argument}`, ">;"];
}

/** `import { a, b } from "module";` */
export function importFrom(module: string, names: readonly string[]): string[] {
  const typesOnly = names.every((name) => name.startsWith("type "));
  const list = typesOnly ? names.map((name) => name.slice("type ".length)) : names;
  return [`import ${typesOnly ? "type " : ""}{ ${list.join(", ")} } from ${literal(module)};`];
}
