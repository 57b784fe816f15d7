/** A page without a browser: the WebSocket that a page opens, and what it is told. */
import { once } from "node:events";
import { WebSocket } from "ws";
import type { PageAnswer, PageQuestion, ServerMessage } from "../../../src/viewer/messages.ts";

/** The page. */
export class TestPage implements AsyncDisposable {
  readonly messages: ServerMessage[] = [];
  readonly socket: WebSocket;
  #id = 0;
  #waiting: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString("utf8")) as ServerMessage);
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const wake of waiting) wake();
    });
  }

  /** Opens the socket of the page at an address of a viewer. */
  static async open(url: string): Promise<TestPage> {
    const socket = socketOf(url);
    const page = new TestPage(socket);
    await once(socket, "open");
    return page;
  }

  /** The first message, of those that came and those to come, that fits. */
  async until<M extends ServerMessage>(fits: (message: ServerMessage) => message is M): Promise<M>;
  async until(fits: (message: ServerMessage) => boolean): Promise<ServerMessage>;
  async until(fits: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    for (;;) {
      const found = this.messages.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Asks, and waits for the answer. */
  async ask(question: PageQuestion): Promise<PageAnswer> {
    const id = ++this.#id;
    this.socket.send(JSON.stringify({ ...question, id }));
    return (await this.until((message) => message.type === "answer" && message.id === id)) as PageAnswer &
      ServerMessage;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close();
    await once(this.socket, "close");
  }
}

/** The socket of a page, with the origin of the viewer or another one. */
export function socketOf(url: string, headers: Readonly<Record<string, string>> = {}): WebSocket {
  const { origin } = new URL(url);
  return new WebSocket(`${url.replace(/^http/, "ws")}socket`, { headers: { origin, ...headers } });
}
