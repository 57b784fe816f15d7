/** Messages of a live viewer: the WebSocket of the address that the page was opened with; connects again when it is lost. */
import type { PageAnswer, PageQuestion, ServerMessage } from "../messages.ts";
import type { Source } from "./store.ts";

/** ms between attempts to connect again. */
const patience = { first: 500, most: 5000 };

/** The viewer behind this page. */
export class LiveSource implements Source {
  readonly #url: string;
  #socket: WebSocket | undefined;
  #id = 0;
  readonly #waiting = new Map<number, (answer: PageAnswer) => void>();
  #wait = patience.first;

  constructor(url: string) {
    this.#url = url;
  }

  start(receive: (message: ServerMessage) => void, lost: (why: string | undefined) => void): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#wait = patience.first;
      lost(undefined);
    });
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as ServerMessage;
      if (message.type === "answer") this.#settle(message.id, message);
      else receive(message);
    });
    socket.addEventListener("close", () => {
      for (const id of this.#waiting.keys()) this.#settle(id, { ok: false, why: "The connection was lost." });
      lost(
        "The run has ended, or it does not answer. The page connects again by itself; a run that was started anew has another address.",
      );
      setTimeout(() => {
        this.start(receive, lost);
      }, this.#wait);
      this.#wait = Math.min(patience.most, 2 * this.#wait);
    });
  }

  ask(question: PageQuestion): Promise<PageAnswer> {
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN)
      return Promise.resolve({ ok: false, why: "There is no connection to the run." });
    const id = ++this.#id;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      socket.send(JSON.stringify({ ...question, id }));
    });
  }

  #settle(id: number, answer: PageAnswer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
