/** Finds the entry point in a script file, or in a function or class passed instead of one. */

/** A loaded module, a class with `Run`, or a function that is the entry point itself. */
export type ScriptModule = object;

type AnyFunction = (this: unknown, ...args: readonly unknown[]) => unknown;
type AnyClass = new () => object;

/** An entry point that was found. */
export interface EntryPoint {
  readonly method: AnyFunction;
  /** The class of an instance method: one object is made for each element and class. */
  readonly instanceOf?: AnyClass;
  /** `this` of a static method. */
  readonly staticOf?: unknown;
  /** Number of arguments after the protocol object; `Infinity` when that cannot be determined. */
  readonly inputs: number;
  /** True in a compiled language, where a call without one of them fails. */
  readonly needsInputs: boolean;
}

/** Why no entry point was found, as part of a sentence. */
export interface EntryPointProblem {
  readonly problem: string;
}

/** `Class.Method`, `Method`, or nothing; spaces around the names are ignored (`Protocol.QActions.QAction-entryPoint`). */
export interface EntryPointName {
  readonly className: string;
  readonly methodName: string;
  /** Everything before the class: a namespace, in which DataMiner finds no class. */
  readonly namespace: string;
}

/** Splits the name of an entry point; the class defaults to `QAction`, the method to `Run`. */
export function parseEntryPoint(text: string | undefined): EntryPointName {
  const parts = (text ?? "").split(".").map((part) => part.trim());
  const methodName = parts.pop() ?? "";
  const className = parts.pop() ?? "";
  return {
    className: className === "" ? "QAction" : className,
    methodName: methodName === "" ? "Run" : methodName,
    namespace: parts.join("."),
  };
}

/**
 * Finds an entry point: a static or instance method of the exported class, or of a default export; without the class,
 * an exported function of the method's name. A function passed instead of a module is the entry point itself.
 */
export function findEntryPoint(script: ScriptModule, name: EntryPointName): EntryPoint | EntryPointProblem {
  const { className, methodName, namespace } = name;
  if (namespace !== "") {
    return {
      problem: `'${namespace}' is a namespace, in which DataMiner never finds a class: put the class at top level`,
    };
  }
  if (isFunction(script)) return { method: script, ...inputsOf(script) };
  const owner = findOwner(script, className);
  if (owner !== undefined) {
    const found = methodOf(owner, methodName);
    if (found !== undefined) return found;
  }
  const free = className === "QAction" ? findFunction(script, methodName) : undefined;
  if (free !== undefined) return { method: free, ...inputsOf(free) };
  if (owner !== undefined) return { problem: `class ${className} has no method '${methodName}'` };
  const nested = Object.entries(script).find(([, value]) => isObject(value) && className in value);
  if (nested !== undefined) {
    return {
      problem: `class ${className} stands in namespace ${nested[0]}, in which DataMiner never finds it: put it at top level`,
    };
  }
  return {
    problem: `it exports neither a class '${className}' with a method '${methodName}' nor a function '${methodName}'`,
  };
}

/** The class, or an object in its place, with the methods of a class name. */
function findOwner(script: ScriptModule, className: string): object | undefined {
  const exported = property(script, className);
  if (isObject(exported)) return exported;
  const fallback = property(script, "default");
  if (isObject(fallback)) {
    const nested = property(fallback, className);
    if (isObject(nested)) return nested;
    if (isClass(fallback) && (className === "QAction" || fallback.name === className)) return fallback;
    if (typeof fallback !== "function" && className === "QAction") return fallback;
  }
  if (isClass(script) && (className === "QAction" || script.name === className)) return script;
  return undefined;
}

function findFunction(script: ScriptModule, methodName: string): AnyFunction | undefined {
  const exported = property(script, methodName);
  if (isFunction(exported)) return exported;
  if (methodName !== "Run") return undefined;
  const fallback = property(script, "default");
  return isFunction(fallback) ? fallback : undefined;
}

function methodOf(owner: object, methodName: string): EntryPoint | undefined {
  const direct = property(owner, methodName);
  if (isFunction(direct)) return { method: direct, staticOf: owner, ...inputsOf(direct) };
  if (!isClass(owner)) return undefined;
  const prototype: unknown = owner.prototype;
  const method = isObject(prototype) ? property(prototype, methodName) : undefined;
  return isFunction(method) ? { method, instanceOf: owner, ...inputsOf(method) } : undefined;
}

/** What a compiled method says itself, else what the text of a function shows. */
function inputsOf(method: AnyFunction): Pick<EntryPoint, "inputs" | "needsInputs"> {
  const compiled = property(method, "inputs");
  return typeof compiled === "number"
    ? { inputs: compiled, needsInputs: true }
    : { inputs: declaredInputs(method), needsInputs: false };
}

/** Number of arguments after the first. Defaults, rest parameters and `arguments` cannot be counted. */
function declaredInputs(method: AnyFunction): number {
  const text = Function.prototype.toString.call(method);
  const header = text.slice(0, headerEnd(text));
  if (/[=.]/.test(header.replace(/=>\s*$/, "")) || /\barguments\b/.test(text))
    return Number.POSITIVE_INFINITY;
  return Math.max(0, method.length - 1);
}

/** Index after the closing parenthesis of the parameter list; 0 for an arrow function without parentheses. */
function headerEnd(text: string): number {
  const start = text.indexOf("(");
  let depth = 0;
  for (let i = start; i >= 0 && i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return i + 1;
  }
  return 0;
}

function property(target: object, name: string): unknown {
  return name in target ? (target as Readonly<Record<string, unknown>>)[name] : undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function isClass(value: unknown): value is AnyClass {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === "function" && !isClass(value);
}
