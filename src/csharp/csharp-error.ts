/** An exception of a C# QAction, told in the form of a JavaScript error: C# frames stand in its stack. */

/** What the host tells about an exception. */
type HostException = readonly [
  type: string,
  message: string,
  text: string,
  frames: readonly (readonly [method: string, file: string, line: number, column: number])[],
  inner: HostException | null,
  call: number,
];

/** An exception that a C# QAction did not catch. */
export class CSharpError extends Error {
  /** Type of the exception: `System.FormatException`. */
  override readonly name: string;
  /** All that .NET says about it: `Exception.ToString()`. */
  readonly csharp: string;

  constructor(exception: HostException, cause?: unknown) {
    const [type, message, text] = exception;
    super(message, cause === undefined ? undefined : { cause });
    this.name = type;
    this.csharp = text;
    this.stack = stackOf(exception);
  }
}

function stackOf([type, message, , frames, inner]: HostException): string {
  const lines = frames.map(
    ([method, file, line, column]) =>
      `    at ${method} (${file}:${String(line)}:${String(Math.max(column, 1))})`,
  );
  const head = [`${type}: ${message}`, ...lines].join("\n");
  return inner === null ? head : `${head}\n  caused by ${stackOf(inner)}`;
}

/** The exception that a frame of the host holds. @param causeOf the error of a call by its number */
export function csharpError(value: unknown, causeOf: (call: number) => unknown): CSharpError {
  const exception = value as HostException;
  return new CSharpError(exception, causeOf(callOf(exception)));
}

function callOf([, , , , inner, call]: HostException): number {
  return call === 0 && inner !== null ? callOf(inner) : call;
}
