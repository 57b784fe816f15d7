/** What an operator fills in for an element, joined with the defaults of the protocol and of the kit. */
import { QActionKitError } from "../errors.ts";
import { optionRegister, resolveOptions, type Options } from "../options.ts";
import type { ConnectionDefinition, Protocol } from "../protocol/model.ts";

/** Fields of the element wizard for one connection. What is left out comes from the protocol (`UserSettings`). */
export interface ConnectionInput {
  /** IP address, host name or URL; for a WebSocket the scheme is part of it: `ws://10.4.2.8`. */
  readonly host?: string;
  /** TCP port, 0..65535. */
  readonly port?: number;
  /** Free text; the word `bypassProxy` (any case) switches the proxy off. */
  readonly busAddress?: string;
  /** ms to wait for one answer; the wizard takes 10..120000. */
  readonly timeoutMs?: number;
  /** Further sends after the first, 0..10. */
  readonly retries?: number;
  /** Whether the connection counts for the element's timeout state, default true. */
  readonly includeTimeout?: boolean;
  /** Accept any certificate, default false. */
  readonly skipCertificateVerification?: boolean;
}

/** The settings that a connection runs with. */
export interface ConnectionSettings {
  readonly definition: ConnectionDefinition;
  readonly host: string;
  /** Missing: nobody said one. */
  readonly port?: number;
  readonly busAddress: string;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly includeTimeout: boolean;
  readonly skipCertificateVerification: boolean;
}

/** Refuses a number outside its range, naming the field. */
function inRange(field: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new QActionKitError(
      "ERR_ELEMENT_OPTION",
      `${field} is ${String(value)}. Use a whole number from ${String(low)} to ${String(high)}.`,
    );
  }
}

/** Joins one connection's fields (WS-05, WS-06): operator first, then protocol, then the options' defaults. */
export function connectionSettings(
  definition: ConnectionDefinition,
  input: ConnectionInput,
  options: Options,
): ConnectionSettings {
  const field = (name: string): string => `The ${name} of connection ${String(definition.id)}`;
  inRange(field("port"), input.port, 0, 65535);
  inRange(field("timeout (ms)"), input.timeoutMs, 1, 120_000);
  inRange(field("number of retries"), input.retries, 0, 10);
  const { settings } = definition;
  const port = input.port ?? settings.ipPort;
  return {
    definition,
    host: (input.host ?? "").trim(),
    ...(port === undefined ? {} : { port }),
    busAddress: input.busAddress ?? settings.busAddress ?? "",
    timeoutMs: input.timeoutMs ?? settings.timeoutMs ?? options.timeoutMs,
    retries: input.retries ?? settings.retries ?? options.retries,
    includeTimeout: input.includeTimeout ?? true,
    skipCertificateVerification:
      input.skipCertificateVerification ?? settings.skipCertificateVerification ?? false,
  };
}

/** Settings of every connection of a protocol; fields given at the top belong to connection 0. */
export function allConnectionSettings(
  protocol: Protocol,
  main: ConnectionInput,
  others: Readonly<Record<number, ConnectionInput>>,
  options: Options,
): readonly ConnectionSettings[] {
  const known = new Set(protocol.connections.map(({ id }) => id));
  const stray = Object.keys(others).filter((id) => !known.has(Number(id)));
  if (stray.length > 0) {
    throw new QActionKitError(
      "ERR_ELEMENT_OPTION",
      `The protocol has no connection ${stray.join(", ")}. Its connections are ${[...known].join(", ") || "none"}.`,
    );
  }
  return protocol.connections.map((definition) => {
    const input = definition.id === 0 ? { ...main, ...others[0] } : (others[definition.id] ?? {});
    return connectionSettings(definition, input, options);
  });
}

/** The named options among the fields of a larger object, checked and completed. */
export function namedOptions(given: Readonly<Record<string, unknown>>): Options {
  const named = Object.entries(given).filter(
    ([name, value]) => value !== undefined && Object.hasOwn(optionRegister, name),
  );
  return resolveOptions(Object.fromEntries(named));
}
