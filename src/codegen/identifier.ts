/** How the name of a parameter becomes an identifier: `Status Code` gives `statusCode` and `StatusCode`. */

/**
 * The identifier of a name: the first word in lower case, of each later word the first letter in upper case and the
 * rest as it is, joined. Characters that an identifier cannot have separate words as a space does; a `_` stays. A leading
 * digit gets a `_` before it. `""` when nothing is left.
 */
export function identifier(name: string): string {
  const [first = "", ...later] = name.split(/[^\p{ID_Continue}]+/u).filter((word) => word !== "");
  const joined = first.toLowerCase() + later.map(upperFirst).join("");
  return joined === "" || /^[\p{ID_Start}_]/u.test(joined) ? joined : `_${joined}`;
}

/** The form for properties and classes: the identifier with its first letter in upper case. */
export function pascalForm(name: string): string {
  return upperFirst(identifier(name));
}

/**
 * Property of a parameter that is neither read, write nor table: `Name_type`, without the spaces of the type. `fixed`
 * is a keyword of C#, which DataMiner escapes with another `_`.
 */
export function typedForm(name: string, type: string): string {
  return `${pascalForm(name)}_${type === "fixed" ? "_" : ""}${type.replaceAll(" ", "")}`;
}

/** The first letter in upper case, as long as that is one letter (`ß` stays). */
function upperFirst(word: string): string {
  const [first = ""] = word;
  const upper = first.toUpperCase();
  return upper.length === first.length ? upper + word.slice(first.length) : word;
}
