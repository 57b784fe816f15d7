/** What DataMiner's own words for a failed call of a script leave out: what is not there, and where the script calls. */
import path from "node:path";
import type { Protocol } from "../protocol/model.ts";
import { describeScriptError } from "../qaction/script/script-error.ts";
import type { ElementEvent } from "./events.ts";

/** The line of a call about something that does not exist. */
const notFound = /^NT_(SET_PARAMETER|GET_PARAMETER|CHECK_TRIGGER) for (\d+) failed\. 0x80040239$/;

function missing(message: string, protocol: Protocol | undefined): string {
  const [, call = "", id = ""] = notFound.exec(message) ?? [];
  if (call === "") return "";
  if (call === "CHECK_TRIGGER") return ` There is no trigger ${id}.`;
  return protocol?.params.has(Number(id)) === true
    ? ` Parameter ${id} holds no value of its own.`
    : ` There is no parameter ${id}.`;
}

/** File name and line of the script that made a call; `undefined` where no stack leads to it. */
function placeOf(from: Error | undefined): string | undefined {
  if (from === undefined) return undefined;
  const { file, line } = describeScriptError(from);
  return file === undefined ? undefined : `${path.basename(file)}:${String(line)}`;
}

/** For a line about a failed call, what is missing and where the script calls, each as a sentence; otherwise an empty text. */
export function explainedCall(event: ElementEvent, protocol: Protocol | undefined): string {
  if (event.type !== "log" || event.qaction === undefined) return "";
  const place = placeOf(event.from);
  return `${missing(event.message, protocol)}${place === undefined ? "" : ` See ${place}.`}`;
}
