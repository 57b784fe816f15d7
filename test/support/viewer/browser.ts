/** Chromium of the machine (Debian's package), with nothing of its own going to the network. */
import { existsSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type BrowserContext } from "playwright-core";

/** Where packages put it; `CHROMIUM` names another. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser with an empty profile, which disposing it deletes. */
export class TestBrowser implements AsyncDisposable {
  readonly context: BrowserContext;
  readonly #profile: string;

  private constructor(context: BrowserContext, profile: string) {
    this.context = context;
    this.#profile = profile;
  }

  /** @throws Error without Chromium */
  static async start(more: readonly string[] = []): Promise<TestBrowser> {
    const executablePath = process.env["CHROMIUM"] ?? places.find((place) => existsSync(place));
    if (executablePath === undefined)
      throw new Error("There is no Chromium. Install it (apt-get install chromium), or name it in CHROMIUM.");
    const profile = mkdtempSync(path.join(tmpdir(), "qaction-browser-"));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: [...flags, ...more],
      viewport: { width: 1280, height: 800 },
      acceptDownloads: true,
    });
    return new TestBrowser(context, profile);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }
}
