/** The page of the viewer in real Chromium: every view, sets and buttons, hostile text, a reconnect, who is refused. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { expect } from "chai";
import type { Page } from "playwright-core";
import type { Element } from "../../../src/element/element.ts";
import { createViewer, type Viewer } from "../../../src/viewer/viewer.ts";
import { TestServer } from "../../support/element/server.ts";
import { TestBrowser } from "../../support/viewer/browser.ts";
import { hostile, ids, receive, startGallery } from "../../support/viewer/connector.ts";
import { expectAccessible, openPage, type OpenedPage } from "../../support/viewer/opened-page.ts";

describe("page of the viewer in Chromium", () => {
  let browser: TestBrowser;
  let server: TestServer;
  let element: Element;
  let viewer: Viewer;
  let opened: OpenedPage | undefined;

  before(async () => {
    browser = await TestBrowser.start(["--host-resolver-rules=MAP rebound.example 127.0.0.1"]);
  });

  after(async () => {
    await browser[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    server = await TestServer.start();
    element = await startGallery({ host: "ws://127.0.0.1", port: server.port });
    while (server.sockets.length === 0) await element.when(({ type }) => type === "connection");
    viewer = await createViewer(element);
  });

  afterEach(async () => {
    const errors = opened?.errors ?? [];
    await opened?.page.close();
    opened = undefined;
    await viewer.close();
    await element.stop();
    await server[Symbol.asyncDispose]();
    expect(errors).to.deep.equal([]);
  });

  async function open(panes: string): Promise<Page> {
    opened = await openPage(browser, viewer.url, panes);
    return opened.page;
  }

  /** Sends a message of the device, and waits until the element is done with it. */
  async function push(message: unknown): Promise<void> {
    const done = element.when((event) => event.type === "qaction" && event.phase === "finished");
    server.sockets[0]?.send(typeof message === "string" ? message : JSON.stringify(message));
    await done;
  }

  describe("stream", () => {
    it("shows a message with its links, bytes, encodings, tree, match and what it set off", async () => {
      const page = await open("0.stream");
      await push({ set: { [ids.name]: "Café" } });
      await page.locator(".row", { hasText: "Café" }).click();
      const detail = page.getByRole("complementary");
      await detail.getByText("1 (Any message)").waitFor();
      await detail.getByText("1 (Parse)").waitFor();
      await page.getByRole("tab", { name: "Hex" }).click();
      await detail.getByText("7B 22 73 65 74").waitFor();
      await page.getByRole("tab", { name: "Encodings" }).click();
      await detail.getByText("GetParameter gives damaged text").waitFor();
      // 7b 22 as UTF-16LE: what GetParameter gives of the first two bytes.
      await detail.locator("dd", { hasText: "\u227b" }).waitFor();
      expect(await detail.locator("tr.best").textContent()).to.contain("Café");
      await page.getByRole("tab", { name: "Tree" }).click();
      await detail.locator(".tree-text", { hasText: '"Café"' }).waitFor();
      await page.getByRole("tab", { name: "Match" }).click();
      await detail.getByText("matches", { exact: true }).waitFor();
      await page.getByRole("tab", { name: "Set off" }).click();
      await detail.getByText("Site name (22) = Café").waitFor();
      await expectAccessible(page, "stream with its detail");
    });

    it("freezes and goes on, searches in text and hex, clears, and saves what is shown", async () => {
      const page = await open("0.stream");
      await push({ set: { [ids.name]: "first" } });
      await page.locator(".row", { hasText: "first" }).waitFor();
      await page.getByRole("button", { name: "Freeze" }).click();
      await push({ set: { [ids.name]: "second" } });
      await page.getByText("frozen: 1 new").waitFor();
      expect(await page.locator(".row", { hasText: "second" }).count()).to.equal(0);
      await page.getByRole("button", { name: "Freeze" }).click();
      await page.locator(".row", { hasText: "second" }).waitFor();
      await page.keyboard.press("/");
      await page.keyboard.type("FIRST");
      await page.getByText(/^1 of \d+ entries/).waitFor();
      await page.getByLabel("What the search is").selectOption("hex");
      await page.getByRole("alert").getByText("two digits").waitFor();
      // "second" in UTF-8.
      await page.getByLabel("Search in the stream").fill("73 65 63 6f 6e 64");
      await page.locator(".row", { hasText: "second" }).waitFor();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Save JSON lines" }).click(),
      ]);
      const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
      expect(
        lines.map((line) => Buffer.from((JSON.parse(line) as { hex: string }).hex, "hex").toString()),
      ).to.deep.equal([`{"set":{"22":"second"}}`]);
      await page.getByLabel("Search in the stream").fill("");
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByText("0 of 0 entries").waitFor();
    });

    it("says which command was not sent, and moves by keys", async () => {
      const page = await open("0.stream");
      server.sockets[0]?.close();
      await element.when((event) => event.type === "connection" && event.phase === "closed");
      element.send(0, "late");
      const row = page.locator(".row", { hasText: "not sent" });
      await row.waitFor();
      await page.getByRole("listbox", { name: "Stream" }).focus();
      await page.keyboard.press("End");
      await page.getByRole("complementary").getByText("not sent").waitFor();
      await page.keyboard.press("Home");
      expect(await page.locator(".row").first().getAttribute("aria-selected")).to.equal("true");
    });
  });

  describe("element", () => {
    it("shows parameters by page and position, sets them, and presses a button", async () => {
      const page = await open("0.element");
      await push({ set: { [ids.level]: -12.25, [ids.mode]: 1 } });
      await page.getByText("-12.3 dB").waitFor();
      expect(await page.locator(".param-name").allTextContents()).to.deep.equal([
        "Mode",
        "Level",
        "Site name",
        "Key",
        "Presses",
        "Press",
      ]);
      await page.locator(".param", { hasText: "Mode" }).getByRole("combobox").selectOption("Standby");
      await page.locator(".param", { hasText: "Mode" }).getByRole("button", { name: "Set Mode" }).click();
      await page.locator(".value", { hasText: "Standby" }).waitFor();
      expect(element.get(ids.mode)).to.equal(0);
      const level = page.locator(".param", { hasText: "Level" });
      await level.getByRole("textbox").fill("99");
      await level.getByText("outside -60 to 10").waitFor();
      await level.getByRole("textbox").fill("3.5");
      await level.getByRole("textbox").press("Enter");
      await page.getByText("3.5 dB").waitFor();
      await page.getByRole("button", { name: "Press me" }).click();
      await page.locator(".param", { hasText: "Presses" }).locator(".value", { hasText: "1" }).waitFor();
      expect(element.get(ids.presses)).to.equal(1);
      await expectAccessible(page, "element");
    });

    it("shows a number over time, stored bytes, and who set it; of a secret nothing", async () => {
      const page = await open("0.element");
      for (const value of [1, 5, 3]) {
        await push({ set: { [ids.level]: value } });
        await page.getByText(`${value.toFixed(1)} dB`).waitFor();
      }
      await page.getByRole("button", { name: "Level", exact: true }).click();
      const detail = page.getByRole("complementary");
      await detail.getByRole("img", { name: "Level: 3 values from 1 to 5, now 3" }).waitFor();
      // "3": numeric text is stored in ASCII.
      await detail.locator(".hex-bytes", { hasText: "33" }).waitFor();
      await detail.getByText("QAction 1 (Parse)").first().waitFor();
      await expectAccessible(page, "parameter");
      await page.getByRole("button", { name: "Key", exact: true }).click();
      await detail.getByText("It is a secret").waitFor();
      expect(await page.content()).not.to.contain("swordfish");
    });

    it("shows a hundred thousand rows, sorts and filters them, sets a cell and presses the button of a row", async () => {
      const count = 100_000;
      element.slProtocol.FillArray(
        ids.table,
        [0, 1, 2].map((column) =>
          Array.from({ length: count }, (_, row) => (column === 0 ? `key ${String(row)}` : row % 997)),
        ),
      );
      const page = await open("0.element");
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await page.getByText("100000 rows", { exact: true }).waitFor({ timeout: 60_000 });
      expect(await page.locator(".row").count()).to.be.below(60);
      await page.getByRole("grid", { name: "Sources" }).focus();
      await page.keyboard.press("End");
      await page.locator(".row", { hasText: "key 99999" }).waitFor();
      await page.getByRole("button", { name: "Sort by Gain" }).click();
      await page.getByRole("button", { name: "Sort by Gain" }).click();
      await page.keyboard.press("Escape");
      await page.getByLabel("Filter Sources").fill("key 7777");
      await page.getByText("11 of 100000 rows").waitFor();
      await page.getByLabel("Filter Sources").fill("key 77777");
      const row = page.locator(".row", { hasText: "key 77777" });
      await row.getByRole("button", { name: "Change Gain of key 77777" }).click();
      await row.getByRole("textbox").fill("-6");
      await row.getByRole("textbox").press("Enter");
      await row.getByRole("button", { name: "Do not set" }).click();
      await row.getByText("-6 dB").waitFor();
      await row.getByRole("button", { name: "Reset key 77777" }).click();
      await row.getByText("0 dB", { exact: true }).waitFor();
      expect(element.row(ids.table, "key 77777")?.[1]).to.equal(0);
      await expectAccessible(page, "table");
    }).timeout(120_000);
  });

  it("events: the chain of a change as a tree", async () => {
    const page = await open("0.events");
    await push({ set: { [ids.level]: 4 } });
    const tree = page.locator(".events > li", { hasText: "message" }).first();
    await tree.getByText("QAction 1 (Parse)").waitFor();
    await tree.getByText("Level (20) = 4.0 dB").waitFor();
    await expectAccessible(page, "events");
  });

  it("encoding: bytes, a damaged text, and what is wrong with an input", async () => {
    const page = await open("0.encoding");
    const input = page.getByRole("textbox");
    await input.fill("5a c3 bc 72 69 63 68");
    await page.getByRole("button", { name: "Decode" }).click();
    await page.locator("tr.best", { hasText: "Zürich" }).waitFor();
    await page.getByText("string text = Encoding.UTF8.GetString(bytes);").waitFor();
    await input.fill("ZÃ¼rich, 5 â‚¬");
    await page.getByRole("button", { name: "Decode" }).click();
    await page.locator(".damage", { hasText: "Zürich, 5 €" }).waitFor();
    await page.getByLabel("What it is").first().selectOption("hex digits");
    await page.getByRole("alert").waitFor();
    await expectAccessible(page, "encoding");
  });

  it("log: levels and stacks", async () => {
    const page = await open("0.log");
    await push("no JSON");
    const line = page.locator(".log-line", { hasText: "SyntaxError" }).first();
    await line.locator("pre").waitFor();
    await page.getByRole("button", { name: "Errors" }).click();
    await page.waitForFunction("document.querySelectorAll('.log-error').length === 0");
    await expectAccessible(page, "log");
  });

  it("shows what a device sends as text, never as markup", async () => {
    const page = await open("0.stream+0.element+0.events+0.log");
    await push({ set: { [ids.name]: hostile }, rows: [[hostile, 1, hostile]] });
    await push(hostile);
    element.log.write(
      "script",
      { name: "Error", value: 1 } as never,
      { value: 1 } as never,
      `${hostile}\n${hostile}`,
    );
    await page.locator(".log-line", { hasText: "onerror" }).first().waitFor();
    await page.locator(".value", { hasText: "onerror" }).waitFor();
    await page.locator(".row", { hasText: "onerror" }).first().click();
    for (const tab of ["Hex", "Encodings", "Tree", "Match", "Set off"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("complementary").locator(".panel").waitFor();
    }
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.locator(".cell", { hasText: "onerror" }).first().waitFor();
    expect(await page.title()).to.match(/QAction viewer$/);
    expect(await page.locator("img, script:not([src]), iframe").count()).to.equal(0);
    await expectAccessible(page, "four panes");
  });

  it("connects again after the line was lost, and goes on with what it looked at", async () => {
    const page = await open("0.element");
    await push({ set: { [ids.level]: 1 } });
    await page.getByText("1.0 dB").waitFor();
    // The line breaks between the page and its server.
    await page.evaluate("window.viewerSockets.forEach((socket) => socket.close())");
    await page.getByRole("alert").getByText("connects again by itself").waitFor();
    await push({ set: { [ids.level]: 2 } });
    await page.getByText("2.0 dB").waitFor();
    expect(await page.getByRole("alert").count()).to.equal(0);
    await push({ set: { [ids.level]: 3 } });
    await page.getByText("3.0 dB").waitFor();
  });

  it("says that the run has ended, and does not get in again with the address of before", async () => {
    const page = await open("0.element");
    const { port } = viewer;
    await viewer.close();
    await page.getByRole("alert").getByText("The run has ended").waitFor();
    viewer = await createViewer(element, { port });
    expect((await page.reload())?.status()).to.equal(403);
    // The browser reports the refusals as errors of the page, at any time.
    await page.close();
    opened = undefined;
  });

  it("goes on when the viewer shows a new element in place of the old one", async () => {
    const page = await open("0.element");
    await push({ set: { [ids.level]: 1 } });
    await page.getByText("1.0 dB").waitFor();
    viewer.show(element);
    await push({ set: { [ids.level]: 2 } });
    await page.getByText("2.0 dB").waitFor();
  });

  it("is usable at 390 pixels, in both themes", async () => {
    const page = await open("0.stream");
    await push({ set: { [ids.name]: "x" }, rows: [["a", 1, ""]] });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const view of ["Stream", "Element", "Events", "Encoding", "Log"]) {
        await page.getByRole("tab", { name: view, exact: true }).click();
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
        expect(wide, view).to.be.at.most(390);
        await expectAccessible(page, `${view}, ${colorScheme}`);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }).timeout(90_000);

  describe("who is refused", () => {
    /** What a page of another site can do, in the same browser. */
    async function fromElsewhere(script: string): Promise<unknown> {
      const site = createServer((_, answer) =>
        answer.end("<!doctype html><title>another site</title>"),
      ).listen(0, "127.0.0.1");
      await once(site, "listening");
      const page = await browser.context.newPage();
      try {
        await page.goto(`http://127.0.0.1:${String((site.address() as AddressInfo).port)}/`);
        return await page.evaluate(script);
      } finally {
        await page.close();
        site.closeAllConnections();
        site.close();
      }
    }

    it("a WebSocket of another site, even when it knows the token", async () => {
      const url = `${viewer.url.replace("http", "ws")}socket`;
      const outcome = await fromElsewhere(`new Promise((resolve) => {
        const socket = new WebSocket(${JSON.stringify(url)});
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      })`);
      expect(outcome).to.equal("refused");
    });

    it("a page of another site that reads or frames the viewer", async () => {
      const outcome = await fromElsewhere(
        `fetch(${JSON.stringify(viewer.url)}).then(() => "read", () => "refused")`,
      );
      expect(outcome).to.equal("refused");
    });

    it("a name that was made to lead to this machine (DNS rebinding)", async () => {
      const page = await browser.context.newPage();
      const answer = await page.goto(viewer.url.replace("127.0.0.1", "rebound.example"));
      expect(answer?.status()).to.equal(421);
      await page.close();
    });
  });

  it("hears messages that were handed to the element without a line", async () => {
    const page = await open("0.events");
    await receive(element, { set: { [ids.level]: 8 } });
    await page.getByText("Level (20) = 8.0 dB").first().waitFor();
  });
});
