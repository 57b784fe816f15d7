/** A page of the viewer in Chromium, with what goes wrong in it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect } from "chai";
import type { Page } from "playwright-core";
import type { TestBrowser } from "./browser.ts";

/** ms to wait for something on the page. */
const patience = 15_000;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe says about one rule. */
interface AxeFinding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** A page, and its errors: scripts that threw, and what the policy of the page refused. */
export interface OpenedPage {
  readonly page: Page;
  readonly errors: string[];
}

/** Opens panes of a viewer. */
export async function openPage(browser: TestBrowser, url: string, panes: string): Promise<OpenedPage> {
  const page = await browser.context.newPage();
  page.setDefaultTimeout(patience);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  // A test can break the line of the page.
  await page.addInitScript(`
    window.viewerSockets = [];
    const Original = window.WebSocket;
    window.WebSocket = class extends Original { constructor(url) { super(url); window.viewerSockets.push(this); } };
  `);
  await page.goto(`${url}#${panes}`);
  await page.locator(".state .badge").first().waitFor();
  return { page, errors };
}

/** Serious and critical findings of axe about what the page shows now. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Over the protocol of the debugger, which the policy of the page does not bind.
  await page.evaluate(axe);
  const findings = await page.evaluate<readonly AxeFinding[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)",
  );
  const serious = findings
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
          .slice(0, 3)
          .join("\n")}`,
    );
  expect(serious, what).to.deep.equal([]);
}
