/** Makes a viewer. What serves it is loaded only then: a program that has none pays nothing. */
import { systemClock } from "../base/clock.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, objectOf } from "../base/value-kinds.ts";
import type { Element } from "../element/element.ts";
import type { Viewer, ViewerOptions } from "./viewer-model.ts";

export type { Viewer };

const optionKeys: OptionKeys<ViewerOptions> = { port: anyNumber, clock: objectOf("a clock", "now", "after") };

/**
 * Serves a page about elements on 127.0.0.1: stream, parameters and tables, encodings, log. While no page is open, it costs the
 * elements nothing; an open one is told what changes five times a second, and of very many events only the newest.
 * @throws QActionKitError `ERR_VIEWER` when the port cannot be used
 */
export async function createViewer(
  elements: Element | readonly Element[],
  options: ViewerOptions = {},
): Promise<Viewer> {
  checkOptionKeys("createViewer", options, optionKeys);
  const { port = 0, clock = systemClock } = options;
  const { pageFiles, PageServer } = await import("./page-server.ts");
  const viewer = new PageServer(clock, await pageFiles());
  await viewer.listen(port);
  viewer.show(elements);
  return viewer;
}
