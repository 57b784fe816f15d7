/** The server of the viewer: who gets in, what a page is told, what it can do. */
import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { Element } from "../../src/element/element.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import type { Changes, RowsMessage, ServerMessage } from "../../src/viewer/messages.ts";
import { createViewer, type Viewer } from "../../src/viewer/viewer.ts";
import { hostile, ids, receive, startGallery } from "../support/viewer/connector.ts";
import { socketOf, TestPage } from "../support/viewer/page.ts";

/** The answer to a request with any headers, which `fetch` would not send. */
async function get(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET",
): Promise<IncomingMessage> {
  const request = httpRequest(url, { headers, method, agent: false });
  request.end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  answer.resume();
  return answer;
}

/** How a WebSocket handshake is answered: 101, or the status of the refusal. */
async function handshake(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = socketOf(url, headers);
  socket.on("error", () => undefined);
  return new Promise((resolve) => {
    socket.on("open", () => {
      resolve(101);
      socket.close();
    });
    socket.on("unexpected-response", (_, { statusCode = 0 }) => {
      resolve(statusCode);
      socket.terminate();
    });
  });
}

function isSnapshot(
  message: ServerMessage,
): message is Extract<ServerMessage, { readonly type: "snapshot" }> {
  return message.type === "snapshot";
}

function isRows(message: ServerMessage): message is RowsMessage {
  return message.type === "rows";
}

/** Everything that a page was told has changed. */
function changesOf({ messages }: TestPage): readonly Changes[] {
  return messages.flatMap((message) =>
    message.type === "changes" || message.type === "snapshot" ? [message.changes] : [],
  );
}

describe("viewer", () => {
  let element: Element;
  let viewer: Viewer;

  beforeEach(async () => {
    element = await startGallery();
    viewer = await createViewer(element);
  });

  afterEach(async () => {
    await viewer.close();
    await element.stop();
  });

  describe("who gets in", () => {
    it("serves the page, its style and its script on loopback, with headers that let nothing else in", async () => {
      const answers = await Promise.all(["", "style.css", "page.js"].map((file) => get(viewer.url + file)));
      expect(answers.map(({ statusCode, headers }) => [statusCode, headers["content-type"]])).to.deep.equal([
        [200, "text/html; charset=utf-8"],
        [200, "text/css; charset=utf-8"],
        [200, "text/javascript; charset=utf-8"],
      ]);
      const policy = answers[0]?.headers["content-security-policy"];
      expect(policy).to.match(/^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/);
      expect(policy).to.contain("frame-ancestors 'none'");
      expect(new URL(viewer.url).hostname).to.equal("127.0.0.1");
      expect(answers[0]?.headers["access-control-allow-origin"]).to.equal(undefined);
    });

    it("has a token of 192 bits in its address, another one each time, and refuses every other", async () => {
      await using other = await createViewer(element);
      const token = new URL(viewer.url).pathname.slice(1, -1);
      expect(token).to.match(/^[\w-]{32}$/);
      expect(new URL(other.url).pathname).not.to.equal(`/${token}/`);
      const root = new URL("/", viewer.url).href;
      const wrong = [
        root,
        `${root}${token.slice(1)}/`,
        `${root}${token}x/`,
        `${root}x/page.js`,
        `${root}?${token}`,
      ];
      for (const url of wrong) expect((await get(url)).statusCode, url).to.equal(403);
      expect((await get(`${viewer.url}secret.txt`)).statusCode).to.equal(404);
      expect((await get(viewer.url, {}, "POST")).statusCode).to.equal(405);
    });

    it("refuses any other name in Host, which a rebound DNS name would bring", async () => {
      for (const host of [
        "evil.example",
        `evil.example:${String(viewer.port)}`,
        "127.0.0.1",
        "127.0.0.1:1",
      ]) {
        expect((await get(viewer.url, { host })).statusCode, host).to.equal(421);
        expect(await handshake(viewer.url, { host, origin: `http://${host}` }), host).to.equal(421);
      }
      expect((await get(viewer.url, { host: `localhost:${String(viewer.port)}` })).statusCode).to.equal(200);
    });

    it("refuses a WebSocket of any other origin, and one without an origin", async () => {
      const { origin } = new URL(viewer.url);
      expect(await handshake(viewer.url, { origin })).to.equal(101);
      for (const other of [
        "http://evil.example",
        "null",
        origin.replace("http", "https"),
        "http://127.0.0.1",
      ])
        expect(await handshake(viewer.url, { origin: other }), other).to.equal(403);
      const url = new URL("/wrong/", viewer.url).href;
      expect(await handshake(url, { origin })).to.equal(403);
      expect(await handshake(`${viewer.url}x/`, { origin })).to.equal(404);
    });

    it("says so when its port is taken", async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      try {
        await createViewer(element, { port });
        expect.fail("it listens");
      } catch (error) {
        expect(error).to.have.property("code", "ERR_VIEWER");
      } finally {
        server.close();
      }
    });

    it("ends a page that asks for what is no request", async () => {
      await using page = await TestPage.open(viewer.url);
      page.socket.send("{}");
      const [code] = (await once(page.socket, "close")) as [number];
      expect(code).to.equal(1008);
    });
  });

  describe("what a page is told", () => {
    it("tells the elements, and all of one that is watched", async () => {
      await receive(element, { set: { [ids.level]: -12.25, [ids.name]: hostile } });
      await using page = await TestPage.open(viewer.url);
      expect(page.messages).to.have.length.at.most(1);
      await page.ask({ do: "watch", elements: [0] });
      expect(page.messages[0]).to.deep.equal({
        type: "elements",
        elements: [{ id: 0, name: "Element", protocol: "Gallery", state: "active", timeout: false }],
      });
      const { description, changes } = await page.until(isSnapshot);
      expect(description.pages).to.deep.equal(["Main", "Table"]);
      const values = new Map(changes.values.map(({ pid, value }) => [pid, value]));
      expect(values.get(ids.level)).to.equal(-12.25);
      expect(values.get(ids.name)).to.equal(hostile);
      expect(changes.stream.map(({ direction }) => direction)).to.not.contain("in");
    });

    it("tells changes five times a second: values, events, log", async () => {
      await viewer.close();
      const clock = new ManualClock();
      viewer = await createViewer(element, { clock });
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      await receive(element, { set: { [ids.level]: 1 } });
      await receive(element, { set: { [ids.level]: 2 } });
      element.log.write("script", { name: "Error", value: 1 } as never, { value: 1 } as never, "wrong");
      const before = page.messages.length;
      await clock.advance(200);
      await page.until((message) => message.type === "changes" && message.changes.events.length > 0);
      const told = page.messages
        .slice(before)
        .flatMap((one) => (one.type === "changes" ? [one.changes] : []));
      expect(told.flatMap(({ values }) => values).filter(({ pid }) => pid === ids.level)).to.deep.equal([
        { pid: ids.level, value: 2 },
      ]);
      const sets = told.flatMap(({ events }) => events).filter(({ id }) => id === ids.level);
      expect(sets.map(({ type, value, source }) => [type, value, source])).to.deep.equal([
        ["parameter", 1, "script"],
        ["parameter", 2, "script"],
      ]);
      expect(told.flatMap(({ log }) => log).map(({ kind, message }) => [kind, message])).to.deep.include([
        "error",
        "wrong",
      ]);
    });

    it("masks what is secret: the value, its bytes, its cells", async () => {
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      const answer = await page.ask({ do: "value", element: 0, pid: ids.secret });
      expect(answer).to.deep.include({ ok: true, value: { value: "***" } });
      expect(JSON.stringify(page.messages)).not.to.contain("swordfish");
    });

    it("of very many events makes only the first of each portion, and the newest entries of the stream", async () => {
      await viewer.close();
      const clock = new ManualClock();
      viewer = await createViewer(element, { clock });
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      let made = 0;
      for (let index = 0; index < 1000; index++) await receive(element, { set: { [ids.level]: index } });
      await clock.advance(200);
      await page.until(
        ({ type }) => type === "changes" && changesOf(page).some(({ eventsDropped }) => eventsDropped),
      );
      for (const { events } of changesOf(page)) made += events.length;
      expect(made).to.be.within(100, 400);
      const last = changesOf(page)
        .flatMap(({ values }) => values)
        .findLast(({ pid }) => pid === ids.level);
      expect(last?.value).to.equal(999);
    });

    it("lets the element make no event while no page looks", async () => {
      expect(listens(element)).to.equal(false);
      const page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      expect(listens(element)).to.equal(true);
      await page.ask({ do: "watch", elements: [] });
      expect(listens(element)).to.equal(false);
      await page.ask({ do: "watch", elements: [0] });
      await page[Symbol.asyncDispose]();
      await viewer.close();
      expect(listens(element)).to.equal(false);
    });

    it("keeps the log for a page that comes later", async () => {
      element.log.write(
        "script",
        { name: "Information", value: 2 } as never,
        { value: 1 } as never,
        "before",
      );
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      const { changes } = await page.until(isSnapshot);
      expect(changes.log.map(({ message }) => message)).to.contain("before");
    });

    it("shows other elements in place of those before", async () => {
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      await using second = await startGallery({ name: "Second" });
      viewer.show([element, second]);
      const elements = await page.until(
        (message) => message.type === "elements" && message.elements.length === 2,
      );
      expect(elements).to.have.nested.property("elements[1].name", "Second");
      await page.ask({ do: "watch", elements: [1] });
      await receive(second, { set: { [ids.level]: 5 } });
      await page.until(
        (message) =>
          message.type === "changes" &&
          message.element === 1 &&
          message.changes.values.some(({ pid, value }) => pid === ids.level && value === 5),
      );
    });
  });

  describe("tables", () => {
    it("tells all rows, then those that change, then the keys of those that are gone", async () => {
      await viewer.close();
      const clock = new ManualClock();
      viewer = await createViewer(element, { clock });
      await receive(element, {
        rows: [
          ["a", 1, ""],
          ["b", 2, ""],
          [hostile, 3, ""],
        ],
      });
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      await page.ask({ do: "table", element: 0, table: ids.table, on: true });
      const first = await page.until(isRows);
      expect(first).to.deep.include({ fresh: true, more: false, removed: [] });
      expect(first.rows.map(({ key, cells }) => [key, cells[1]])).to.deep.equal([
        ["a", 1],
        ["b", 2],
        [hostile, 3],
      ]);
      element.slProtocol.SetParameterIndexByKey(ids.table, "b", 2, 20);
      element.slProtocol.DeleteRow(ids.table, "a");
      await clock.advance(1000);
      const second = await page.until((message): message is RowsMessage => isRows(message) && !message.fresh);
      expect([second.rows.map(({ key, cells }) => [key, cells[1]]), second.removed]).to.deep.equal([
        [["b", 20]],
        ["a"],
      ]);
      await page.ask({ do: "table", element: 0, table: ids.table, on: false });
      element.slProtocol.SetParameterIndexByKey(ids.table, "b", 2, 21);
      const count = page.messages.filter(isRows).length;
      await clock.advance(2000);
      await page.ask({ do: "watch", elements: [0] });
      expect(page.messages.filter(isRows)).to.have.length(count);
    });

    it("tells a large table in portions", async () => {
      const rows = 12_000;
      element.slProtocol.FillArray(
        ids.table,
        [0, 1, 2].map((column) =>
          Array.from({ length: rows }, (_, row) => (column === 0 ? `k${String(row)}` : row)),
        ),
      );
      await using page = await TestPage.open(viewer.url);
      await page.ask({ do: "watch", elements: [0] });
      await page.ask({ do: "table", element: 0, table: ids.table, on: true });
      await page.until((message): message is RowsMessage => isRows(message) && !message.more);
      const told = page.messages.filter(isRows);
      expect(told.length).to.equal(3);
      expect(told.flatMap((message) => message.rows)).to.have.length(rows);
      expect(told.map(({ fresh }) => fresh)).to.deep.equal([true, false, false]);
    });

    it("answers for a table that does not exist", async () => {
      await using page = await TestPage.open(viewer.url);
      expect(await page.ask({ do: "table", element: 0, table: 10, on: true })).to.deep.include({
        ok: false,
        why: "There is no table 10.",
      });
    });
  });

  describe("what a page can do", () => {
    it("sets parameters and cells, presses buttons, and is told why a set is refused", async () => {
      await receive(element, { rows: [["a", 1, ""]] });
      await using page = await TestPage.open(viewer.url);
      expect(await page.ask({ do: "set", element: 0, pid: ids.writeLevel, value: "-3" })).to.include({
        ok: true,
      });
      expect(element.get(ids.level)).to.equal(-3);
      await page.ask({ do: "set", element: 0, pid: ids.button, value: "go" });
      expect(element.get(ids.presses)).to.equal(1);
      await page.ask({ do: "set", element: 0, pid: ids.writeCell, key: "a", value: 7 });
      expect(element.row(ids.table, "a")?.[1]).to.equal(7);
      await page.ask({ do: "set", element: 0, pid: ids.rowButton, key: "a", value: "reset" });
      expect(element.row(ids.table, "a")?.[1]).to.equal(0);
      const refused = await page.ask({ do: "set", element: 0, pid: ids.writeCell, key: "none", value: 7 });
      expect(refused).to.deep.include({
        ok: false,
        why: "Parameter 1102 is no column of a table, or the table has no row 'none'.",
      });
      expect(await page.ask({ do: "set", element: 9, pid: 1, value: 1 })).to.include({ ok: false });
    });

    it("reads a value with its bytes: text of a Unicode protocol is UTF-16LE", async () => {
      await receive(element, { set: { [ids.name]: "é€" } });
      await using page = await TestPage.open(viewer.url);
      const answer = await page.ask({ do: "value", element: 0, pid: ids.name });
      expect(answer).to.deep.include({ ok: true, value: { value: "é€", hex: "e900ac20", length: 4 } });
    });

    it("decodes pasted bytes, and says what this connector would make of them", async () => {
      await using page = await TestPage.open(viewer.url);
      const answer = await page.ask({ do: "decode", element: 0, text: "5a c3 bc 72 69 63 68" });
      if (!answer.ok || answer.encoding?.bytes === undefined) throw new Error("nothing was decoded");
      expect(answer.encoding.bytes.readings[0]).to.include({ codePage: 65001, text: "Zürich" });
      // 5a c3 | bc 72 | 69 63 | 68 as UTF-16LE, the odd byte by itself.
      expect(answer.encoding.cure).to.include({
        given: "\uc35a\u72bc\u6369h",
        meant: "Zürich",
        damaged: true,
      });
      expect(answer.encoding.cure?.cure.map(({ code }) => code)).to.deep.equal([
        '<QAction id="..." encoding="csharp" triggers="PID" inputParameters="PID" options="binary" />',
        "string text = Encoding.UTF8.GetString(bytes);",
      ]);
      const damaged = await page.ask({ do: "decode", text: "ZÃ¼rich, 5 â‚¬" });
      if (!damaged.ok) throw new Error(damaged.why);
      expect(damaged.encoding?.damage?.text).to.equal("Zürich, 5 €");
      expect(await page.ask({ do: "decode", text: "5a c3 b", as: "hex" })).to.include({ ok: false });
    });
  });
});

/** Whether the element makes events for anybody: a set makes one only then. */
function listens(element: Element): boolean {
  let made = false;
  const forget = element.overhear(({ type }) => (made ||= type === "parameter"));
  element.slProtocol.SetParameter(ids.presses, Number(element.get(ids.presses) ?? 0) + 1);
  forget();
  return made;
}
