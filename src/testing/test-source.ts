/** What a test element is made of: a file, a text, a loaded protocol, or a connector in code. */
import { splitOptions } from "../options/register.ts";
import { loadProtocol, parseProtocol } from "../protocol/load-protocol.ts";
import type { Protocol } from "../protocol/model.ts";
import { sketchConnector, sketchScripts, type ConnectorSketch } from "./connector-sketch.ts";
import type { TestElementOptions } from "./test-element-options.ts";

/** Path of a `protocol.xml`, its text (beginning with `<`), a loaded protocol, or a connector in code. */
export type TestSource = string | Protocol | ConnectorSketch;

function isSketch(source: TestSource): source is ConnectorSketch {
  return typeof source !== "string" && !("source" in source);
}

/** The protocol, and the options for the element. */
export async function loadSource(
  source: TestSource,
  { scripts, options = {} }: TestElementOptions,
): Promise<{ protocol: Protocol } & Pick<TestElementOptions, "scripts" | "options">> {
  if (isSketch(source)) {
    return { protocol: sketchConnector(source), scripts: scripts ?? sketchScripts(source) };
  }
  if (typeof source !== "string") return { protocol: source };
  const { loading, element } = splitOptions(options);
  const { protocol } = source.trimStart().startsWith("<")
    ? parseProtocol(source, loading)
    : await loadProtocol(source, loading);
  return { protocol, options: element };
}
