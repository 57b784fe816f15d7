/** NotifyDataMiner numbers about one element: this one, or another one in the directory. */
import type { ElementReference } from "../data-miner-host.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { Run } from "../qaction-run.ts";
import type { ElementAnswer, ElementDirectory, ForeignCall } from "../qaction-host.ts";
import { NotifyCall, wrongShape } from "./notify-call.ts";
import { idOf, listOf } from "./notify-shapes.ts";
import type { NotifyRow } from "./notify-call.ts";

/** A number about one element: the first value begins with [agent, element]. */
export interface ElementRow extends NotifyRow {
  /** Makes a call on the element of the run; `ids` is what follows agent and element id. */
  onElement<C>(run: Run<C>, ids: readonly unknown[], value2: unknown): unknown;
  /** A call on the own element may block on itself in DataMiner, so it causes a warning. */
  readonly blocksOnItself?: boolean;
  /** How a directory without `notify` serves it; `undefined` when it cannot. */
  readonly byDirectory?: (
    directory: ElementDirectory,
    element: ElementReference,
    ids: readonly unknown[],
    value2: unknown,
  ) => unknown;
}

/** An element, and the ids that follow it. */
export interface Target {
  readonly element: ElementReference;
  readonly own: boolean;
  readonly rest: readonly unknown[];
}

/** [agent, element, ...]; `undefined` for another shape. */
export function target<C>(run: Run<C>, value: unknown): Target | undefined {
  const [first, second, ...rest] = listOf(value) ?? [];
  const dataMinerId = idOf(first);
  const elementId = idOf(second);
  if (dataMinerId === undefined || elementId === undefined) return undefined;
  const { facts } = run.environment.host;
  const own = dataMinerId === facts.dataMinerId && elementId === facts.elementId;
  return { element: { dataMinerId, elementId }, own, rest };
}

/** The row of a number that works on the element of its first value. */
export function aboutElement(given: Omit<ElementRow, "run">): ElementRow {
  const row: ElementRow = {
    ...given,
    run(run, value1, value2) {
      const to = target(run, value1);
      return to === undefined ? wrongShape : onTarget(run, row, to, value2);
    },
  };
  return row;
}

/** Makes a call on its element, this one or another. */
export function onTarget<C>(
  run: Run<C>,
  row: ElementRow,
  { element, own, rest }: Target,
  value2: unknown,
): unknown {
  const { number, name } = row;
  if (!run.active) {
    run.fail(name, number, hresults.notActive);
    return null;
  }
  if (!own) return onOtherElement(run, row, element, rest, value2);
  const waits = !(run instanceof NotifyCall && run.queued);
  if (row.blocksOnItself === true && waits) {
    run.environment.warnOnce(
      "SCRIPT_ARGUMENT",
      `own ${String(number)}`,
      `A script called NotifyDataMiner ${String(number)} (${name}) on its own element, which may block on itself in DataMiner. Use NotifyDataMinerQueued, or a member of the protocol object.`,
      { number },
    );
  }
  return row.onElement(run, rest, value2);
}

function onOtherElement<C>(
  run: Run<C>,
  { number, name, byDirectory }: ElementRow,
  element: ElementReference,
  ids: readonly unknown[],
  value2: unknown,
): unknown {
  const { environment, request } = run;
  const { elements, notifyElement } = environment.host;
  const failed = (code: number): null => {
    run.fail(name, number, code);
    return null;
  };
  if (notifyElement !== undefined) {
    const answer = notifyElement(element, { number, ids, value2, failed }, request.context);
    if (answer === undefined) return failed(hresults.noElement);
    run.join(answer.done);
    return answer.result;
  }
  if (elements?.nameOf(element) === undefined) return failed(hresults.noElement);
  const result = byDirectory?.(elements, element, ids, value2);
  if (result !== undefined) return result;
  if (byDirectory === undefined) {
    environment.warnOnce(
      "HOST_MISSING",
      `notify ${String(number)}`,
      `NotifyDataMiner ${String(number)} (${name}) on another element needs 'notify' of the element directory, which does not have it. Use createElementDirectory, or give the directory that member.`,
      { number },
    );
    return failed(hresults.notPerformed);
  }
  return failed(hresults.notFound);
}

/** Answers a call of another element on the element of `run`; {@link wrongShape} goes back to the caller, which reports it. */
export function answerForeign<C>(run: Run<C>, row: ElementRow | undefined, call: ForeignCall): ElementAnswer {
  const refusal = row === undefined ? hresults.invalidCall : hresults.notActive;
  if (row === undefined || !run.environment.host.active) {
    call.failed(refusal);
    return { result: null, done: undefined };
  }
  const inner = new NotifyCall(run, call.failed);
  const result = row.onElement(inner, call.ids, call.value2);
  const done = inner.close();
  if (inner.failure !== undefined && result !== wrongShape) call.failed(inner.failure);
  return { result, done };
}
