/** Exchanges of the model: commands, responses, pairs and HTTP sessions. */
import type { Condition } from "./condition-model.ts";
import type { Position } from "./xml/xml-element.ts";

/** One `Command`. */
export interface Command {
  readonly id: number;
  readonly name: string;
  readonly content: readonly number[];
  /** `ascii`: all string parameters, or the listed ids. */
  readonly ascii?: true | readonly number[];
  readonly messageType: "binary" | "text";
  readonly position: Position;
}

/** An `optional` entry of a response's content. */
export interface OptionalEntry {
  /** 0-based content position. */
  readonly position: number;
  /** How many following parameters are skipped as well; `*`: up to the next optional one. */
  readonly skip: number | "*";
}

/** One `Response`. */
export interface Response {
  readonly id: number;
  readonly name: string;
  readonly content: readonly number[];
  readonly optional: readonly OptionalEntry[];
  /** `Connection:N`; missing: 0. */
  readonly connection?: number;
  readonly position: Position;
}

/** One `Pair`. */
export interface Pair {
  readonly id: number;
  readonly name: string;
  readonly command?: number;
  /** In file order, both kinds together. */
  readonly responses: readonly {
    readonly id: number;
    readonly onBadCommand: boolean;
    readonly position: Position;
  }[];
  readonly condition?: Condition;
  readonly timeoutMs?: number;
  readonly ping: boolean;
  readonly connection?: number;
  readonly retries?: number;
  readonly ignoreTimeout: boolean;
  /** Further options, lower-cased. */
  readonly options: readonly string[];
  readonly position: Position;
}

/** Literal text, or the parameter that holds it. */
export interface TextOrPid {
  readonly pid?: number;
  readonly text?: string;
}

/** A header or parameter of an HTTP request. */
export interface KeyedText extends TextOrPid {
  readonly key: string;
  readonly position: Position;
}

/** One request and response of an HTTP session. */
export interface SessionConnection {
  readonly id: number;
  readonly verb: string;
  readonly url?: string;
  readonly pid?: number;
  readonly headers: readonly KeyedText[];
  readonly data?: TextOrPid;
  readonly parameters: readonly KeyedText[];
  readonly timeoutMs?: number;
  readonly ignoreTimeout: boolean;
  readonly statusCodePid?: number;
  readonly responseHeaders: readonly { readonly key: string; readonly pid: number }[];
  readonly contentPid?: number;
  readonly position: Position;
}

/** One `HTTP/Session`. */
export interface Session {
  readonly id: number;
  readonly name: string;
  readonly timeoutMs?: number;
  readonly ignoreTimeout: boolean;
  readonly keepAlive: boolean;
  readonly loginMethod?: string;
  /** A number is a parameter id, anything else is literal text. */
  readonly userName?: TextOrPid;
  readonly password?: TextOrPid;
  readonly proxyServer?: TextOrPid;
  readonly proxyUser?: TextOrPid;
  readonly proxyPassword?: TextOrPid;
  readonly connections: readonly SessionConnection[];
  readonly position: Position;
}
