/** Stands in for the HTTP servers of a `TestElement`: records the requests and answers as the test says. */
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

/** Answers a request for a test. If it throws, the server is unreachable. */
export type AnswerRequest = (request: SentRequest) => TestAnswer;

/** The simulated HTTP servers. */
export class TestServer {
  /** Requests, oldest first; a retry is a separate request. */
  readonly requests: SentRequest[] = [];
  readonly #answer: AnswerRequest;

  constructor(answer: AnswerRequest = noServer) {
    this.#answer = answer;
  }

  /** Records the request and answers it. */
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
