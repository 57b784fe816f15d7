/** Messages by the thousand with reconnects between them, and what is left afterwards. */
import { Element } from "../../src/element/element.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { connector, textParam } from "../support/element/connector.ts";
import { sets } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";
import { footprint } from "./footprint.ts";
import type { Footprint } from "./footprint.ts";

/** What a run is made of. */
export interface SoakPlan {
  /** Messages in all. */
  readonly messages: number;
  /** Sockets that are lost and opened anew on the way; in turn closed by the server, cut, and left for another path. */
  readonly reconnects: number;
}

/** How a run went. */
export interface SoakReport {
  readonly sent: number;
  /** Messages that a QAction has taken, each once and in order. */
  readonly taken: number;
  readonly inOrder: boolean;
  readonly opened: number;
  /** After a tenth of it all, and at the end; the element is still running both times. */
  readonly before: Footprint;
  readonly after: Footprint;
  readonly ms: number;
}

/** Runs the plan against a server on loopback. */
export async function soak({ messages, reconnects }: SoakPlan): Promise<SoakReport> {
  const began = performance.now();
  await using server = await TestServer.start();
  const protocol = connector({
    params: textParam(1, { typeOptions: "dynamic ip 0" }) + textParam(20),
    qactions:
      '<QAction id="1" name="take" encoding="csharp" triggers="11" inputParameters="11" options="binary"/>',
  });
  let taken = 0;
  let inOrder = true;
  let awaited = { count: 0, reached: (): void => undefined };
  const Run = (slp: SLProtocol): void => {
    const text = Buffer.from(slp.GetInputBytes(0) ?? []).toString("utf8");
    inOrder &&= text === `é ${String(taken)}`;
    slp.SetParameter(20, text);
    if (++taken === awaited.count) awaited.reached();
  };
  await using element = new Element(protocol, {
    ...{ host: "ws://127.0.0.1", port: server.port, scripts: { 1: { Run } } },
    stream: { entries: 100 },
  });
  let sent = 0;
  const send = async (count: number): Promise<void> => {
    const all = new Promise<void>((reached) => (awaited = { count: sent + count, reached }));
    for (let index = 0; index < count; index++) server.send(`é ${String(sent++)}`);
    await all;
  };
  const opens = element.when(sets(7, 1));
  await element.start();
  await opens;
  const rounds = async (from: number, to: number, until: number): Promise<void> => {
    for (let round = from; round < to; round++) {
      await send(Math.max(1, Math.floor((until - sent) / (to - round))));
      await reconnect(element, server, round);
    }
  };
  // A tenth to warm up: code is compiled, tables are filled.
  const warm = Math.ceil(reconnects / 10);
  await rounds(0, warm, Math.ceil(messages / 10));
  const before = await footprint();
  await rounds(warm, reconnects, messages);
  if (sent < messages) await send(messages - sent);
  const after = await footprint();
  return { sent, taken, inOrder, opened: server.accepted, before, after, ms: performance.now() - began };
}

/** Loses the socket in one of three ways, and opens the next. */
async function reconnect(element: Element, server: TestServer, round: number): Promise<void> {
  if (round % 3 < 2) {
    const lost = element.when(sets(7, 0));
    if (round % 3 === 0) server.socket.close(1001);
    else server.cut();
    await lost;
  }
  const opened = element.when(sets(7, 1));
  await element.set(1, `${server.url}/${String(round)}`);
  await opened;
  server.forget();
}
