/** The HTTP connections of a replay: requests of the element wait for the answers of the recording. */
import type { GivenAnswer, SentRequest } from "../connection/connection.ts";
import { headParts } from "../recording/shown-head.ts";
import type { RecordedEntry } from "../recording/recorded-entry.ts";

interface WaitingRequest {
  readonly request: SentRequest;
  readonly resolve: (answer: GivenAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Method and path, which a request and its recorded form share. */
function targetOf({ method, url }: SentRequest): string {
  const { pathname, search } = new URL(url);
  return `${method} ${pathname}${search}`;
}

/** Requests of one connection. */
export class ReplayRequests {
  /** Requests that the element has sent. */
  sent = 0;
  #waiting: WaitingRequest[] = [];
  /** Recorded requests whose answers have not come. */
  readonly #recorded: { readonly target: string; readonly session: number | undefined }[] = [];

  /** The element sends a request. */
  ask(request: SentRequest): Promise<GivenAnswer> {
    this.sent++;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
    });
  }

  /** The recording has a request. */
  recorded({ bytes, session }: RecordedEntry): void {
    const head = headParts(Buffer.from(bytes ?? []).toString("latin1"));
    const [method = "", target = ""] = head?.firstLine.split(" ") ?? [];
    this.#recorded.push({ target: `${method} ${target}`, session });
  }

  /** True while a request waits. */
  get waits(): boolean {
    return this.#waiting.length > 0;
  }

  /** Gives the recorded answer to the request that asked for it. @returns false when none waits */
  answer({ bytes, session, note }: RecordedEntry): boolean {
    const place = this.#recorded.findIndex((one) => one.session === session);
    const [asked] = this.#recorded.splice(Math.max(0, place), 1);
    const found = this.#waiting.findIndex(({ request }) => targetOf(request) === asked?.target);
    const [waiting] = this.#waiting.splice(Math.max(0, found), 1);
    if (waiting === undefined) return false;
    const payload = Buffer.from(bytes ?? []);
    const head = headParts(payload.toString("latin1"));
    if (head === undefined) waiting.reject(new Error(note ?? "the recording has no answer"));
    else
      waiting.resolve({
        statusLine: head.firstLine,
        status: Number(head.firstLine.split(" ")[1]),
        headers: head.headers.map(([key, value]) => ({ key, value })),
        body: payload.subarray(head.length),
      });
    return true;
  }
}
