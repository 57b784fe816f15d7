/** A response under way: its data, what a *read* was done for, and the fields it splits into. */
import type { Response } from "../../protocol/model.ts";
import type { MatchFailure, MatchResult } from "../../wire/response/match-model.ts";

/** Splits the data of a response under way; nothing is stored. */
export interface ResponseMatcher {
  match(work: ResponseWork): MatchResult;
}

/** What the actions of before-response triggers work on. */
export class ResponseWork {
  readonly id: number;
  /** Number of the stream entry of the message. */
  readonly entry: number | undefined;
  /** Set by a *length* or *crc* action whose check failed: matching stops at that parameter. */
  failedCheck: MatchFailure | undefined;
  readonly #matcher: ResponseMatcher;
  #response: Response;
  #data: Uint8Array;
  #read: boolean | Set<number> = false;
  #result: MatchResult | undefined;

  constructor(response: Response, data: Uint8Array, entry: number | undefined, matcher: ResponseMatcher) {
    this.id = response.id;
    this.entry = entry;
    this.#response = response;
    this.#data = data;
    this.#matcher = matcher;
  }

  /** The response; *replace* puts another one of the same id in its place. */
  get response(): Response {
    return this.#response;
  }

  set response(response: Response) {
    this.#response = response;
    this.#result = undefined;
  }

  /** The received bytes, never written to. *read stuffing*, *stuffing* and *replace data* put new ones in their place. */
  get data(): Uint8Array {
    return this.#data;
  }

  set data(data: Uint8Array) {
    this.#data = data;
    this.#result = undefined;
  }

  /** What a *read* covers: the whole response, these parameters, or nothing. */
  get read(): boolean | ReadonlySet<number> {
    return this.#read;
  }

  /** *read*, of the whole response or of one parameter. False when a variable field has no end. */
  readNow(parameter?: number): boolean {
    if (parameter === undefined) this.readLater();
    else if (typeof this.#read === "boolean") this.#read = this.#read || new Set([parameter]);
    else this.#read.add(parameter);
    this.#result = undefined;
    return this.split().emptied.length === 0;
  }

  /** *read* of the whole response, without splitting it yet. */
  readLater(): void {
    this.#read = true;
    this.#result = undefined;
  }

  /** The data split over the content as it stands now; nothing is stored. */
  split(): MatchResult {
    return (this.#result ??= this.#matcher.match(this));
  }
}
