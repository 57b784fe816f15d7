/** Stands in for the HTTP servers of a `TestElement`: keeps the requests, and answers as the test says. */
import { STATUS_CODES } from "node:http";
import type { Answer, SentRequest } from "../connection/connection.ts";

/** The answer to an HTTP request. */
export interface TestAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as UTF-8. Default empty. */
  readonly body?: string | Uint8Array;
}

/** What a test says to a request. When it throws, the server cannot be reached. */
export type AnswerRequest = (request: SentRequest) => TestAnswer;

/** See the file. */
export class TestServer {
  /** Oldest first; a retry is a request of its own. */
  readonly requests: SentRequest[] = [];
  readonly #answer: AnswerRequest;

  constructor(answer: AnswerRequest = noServer) {
    this.#answer = answer;
  }

  /** Keeps the request and answers it. */
  answer(request: SentRequest): Answer {
    this.requests.push(request);
    const { status = 200, headers = {}, body = "" } = this.#answer(request);
    return {
      statusLine: `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ""}`.trimEnd(),
      status,
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      body: typeof body === "string" ? Buffer.from(body, "utf8") : body,
    };
  }
}

function noServer({ method, url }: SentRequest): never {
  throw new Error(`${method} ${url} has no server in this test. Give TestElement.start the option 'answer'.`);
}
