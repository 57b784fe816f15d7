/** Actions on responses: what happens to the bytes between the connection and the parameters. */
import { replaceParameter } from "../../wire/command/make-command.ts";
import { checkCrcs } from "../../wire/crc-action.ts";
import { checkLengths } from "../../wire/length-action.ts";
import { replaceInBytes } from "../../wire/replace-data.ts";
import { stuffBytes, unstuffBytes, type Stuffing } from "../../wire/stuffing.ts";
import type { ResponseWork } from "../exchange/response-work.ts";
import type { ActionTable, ActionWork, ItemAction } from "./action.ts";
import { dataReplacement, placeOf, stuffingOf } from "./attributes.ts";

/** The response of that id, if it is the one being processed. */
function responseUnderWay(id: number, { context: { response } }: ActionWork): ResponseWork | undefined {
  return response?.id === id ? response : undefined;
}

/** An action that needs the data of a response that is being processed. */
function onResponse(act: (work: ActionWork, response: ResponseWork) => boolean): ItemAction {
  return {
    each: (work, id) => {
      const response = responseUnderWay(id, work);
      if (response !== undefined) return act(work, response);
      return work.fail(`response ${String(id)} is not being processed: use a trigger before the response`);
    },
  };
}

/** Compares what came with what is calculated; matching stops at the parameter that differs. */
function check(compare: typeof checkLengths): ItemAction {
  return onResponse((work, response) => {
    const { protocol } = work.engine;
    const failure = compare(response.split(), protocol, work.engine.values.numberOf);
    if (failure === undefined) return true;
    if (failure.kind === "length check" || failure.kind === "crc check") response.failedCheck ??= failure;
    const numbers = `${String(failure.foundNumber)} came, ${String(failure.expectedNumber)} is calculated`;
    return work.fail(
      `${failure.kind} of parameter ${String(failure.pid)} at byte ${String(failure.offset)}: ${numbers}`,
    );
  });
}

function restuffed(change: (data: Uint8Array, stuffing: Stuffing) => Uint8Array): ItemAction {
  return onResponse((work, response) => {
    const stuffing = stuffingOf(work);
    if (stuffing === undefined) return false;
    response.data = change(response.data, stuffing);
    return true;
  });
}

/** An action on a response whether or not it is being processed. */
function onKnownResponse(act: (work: ActionWork, response: number) => void): ItemAction {
  return {
    each: (work, response) => {
      if (!work.engine.protocol.responses.has(response))
        return work.fail(`there is no response ${String(response)}`);
      act(work, response);
      return true;
    },
  };
}

export const responseActions: ActionTable = {
  /** Its previous data is forgotten: equal data counts as new. Lost while the response is still being processed. */
  clear: onKnownResponse((work, response) => {
    work.engine.responses.clear(response);
  }),
  /** Header, trailer and length parameters count with their new content; here they always do. */
  "clear length info": onKnownResponse(() => undefined),
  crc: check(checkCrcs),
  length: check(checkLengths),
  /** Fills the parameters of variable length. */
  read: onResponse((_work, response) => response.readNow()),
  /** Removes what *stuffing* on the other side has added. */
  "read stuffing": restuffed(unstuffBytes),
  /** Puts the parameter whose id is the value of `Type@id` at the 0-based position `Type@nr`. */
  replace: onResponse((work, response) => {
    const place = placeOf(work);
    if (place === undefined) return false;
    const replaced = replaceParameter(response.response, place.position, place.pid);
    if (replaced === undefined) {
      return work.fail(`response ${String(response.id)} has no position ${String(place.position)}`);
    }
    response.response = replaced;
    return true;
  }),
  "replace data": onResponse((work, response) => {
    const data = dataReplacement(work);
    if (data === undefined) return false;
    response.data = replaceInBytes(response.data, data);
    return true;
  }),
  stuffing: restuffed(stuffBytes),
};
