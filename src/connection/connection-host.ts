/** What connections need of their element. */
import type { Clock } from "../base/clock.ts";
import type { ConnectionOptions } from "../options/register.ts";
import type { Protocol } from "../protocol/model.ts";
import type { AnswerProgress } from "../wire/response/collected-answer.ts";
import type { BytesOf } from "../wire/segments.ts";
import type { HttpAnswerer, ReadParameter } from "./connection.ts";

/** The element, as all of its connections see it. The events of one connection go to its `ConnectionEvents`. */
export interface ConnectionHost {
  readonly protocol: Protocol;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
  readonly readParameter: ReadParameter;
  /** Current bytes of a parameter; none for one that was never set. */
  readonly bytesOf: BytesOf;
  /** Value of the `dynamic ip` parameter of a connection, `""` without one. */
  dynamicAddress(connection: number): string;
  /** HTTP: answers in place of a server, and nothing is connected to. */
  readonly answerHttp?: HttpAnswerer | undefined;
  /** Serial: judges what has arrived so far of an answer (`logic/exchange/awaited-answer.ts`). */
  progress(connection: number, data: Uint8Array): AnswerProgress;
  /** Smart-serial as server: it listens at the address, for example `tcp://127.0.0.1:4000`. */
  listening(connection: number, url: string): void;
  /** A client of a server, `ip:port`, IPv6 in brackets. */
  joined(connection: number, client: string): void;
  left(connection: number, client: string): void;
}
