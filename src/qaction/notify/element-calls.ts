/** NotifyDataMiner numbers that are about one element: this one, or another one that the directory knows. */
import type { ElementReference } from "../data-miner-host.ts";
import { hresults } from "../slprotocol/hresult.ts";
import type { Run } from "../qaction-run.ts";
import type { ElementAnswer, ElementDirectory, ForeignCall } from "../qaction-host.ts";
import { idOf, listOf, NotifyCall, wrongShape } from "./notify-call.ts";
import type { NotifyEntry } from "./notify-call.ts";

/** What a number does on its element; `ids` is what stands behind agent and element id in the first value. */
export type OnElement = <C>(run: Run<C>, ids: readonly unknown[], value2: unknown) => unknown;

/** An entry that is about one element. */
export interface ElementEntry extends NotifyEntry {
  /** Carries a call out on the element of the run. */
  readonly onElement: OnElement;
}

/** What is special about a number. */
export interface ElementNumber {
  /** A call on the own element may block on itself in DataMiner: it is warned about. */
  readonly blocksOnItself?: boolean;
  /** How a directory without `notify` serves it; `undefined` when it cannot. */
  readonly byDirectory?: (
    directory: ElementDirectory,
    element: ElementReference,
    ids: readonly unknown[],
    value2: unknown,
  ) => unknown;
}

/** An element and what is left of the ids behind it. */
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

/** An entry whose first value is [agent, element, ...]. */
export function aboutElement(
  number: number,
  name: string,
  onElement: OnElement,
  special: ElementNumber = {},
): ElementEntry {
  const entry: ElementEntry = {
    number,
    name,
    onElement,
    run(run, value1, value2) {
      const to = target(run, value1);
      return to === undefined ? wrongShape : onTarget(run, entry, to, value2, special);
    },
  };
  return entry;
}

/** Carries a call out on its element, wherever that is. */
export function onTarget<C>(
  run: Run<C>,
  entry: ElementEntry,
  { element, own, rest }: Target,
  value2: unknown,
  special: ElementNumber = {},
): unknown {
  const { number, name } = entry;
  if (!run.active) {
    run.fail(name, number, hresults.notActive);
    return null;
  }
  if (!own) return elsewhere(run, entry, element, rest, value2, special);
  const waits = !(run instanceof NotifyCall && run.queued);
  if (special.blocksOnItself === true && waits) {
    run.environment.warnOnce(
      "SCRIPT_ARGUMENT",
      `own ${String(number)}`,
      `A script called NotifyDataMiner ${String(number)} (${name}) on its own element, which may block on itself in DataMiner. Use NotifyDataMinerQueued, or a member of the protocol object.`,
      { number },
    );
  }
  return entry.onElement(run, rest, value2);
}

function elsewhere<C>(
  run: Run<C>,
  { number, name }: NotifyEntry,
  element: ElementReference,
  ids: readonly unknown[],
  value2: unknown,
  { byDirectory }: ElementNumber,
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
      `NotifyDataMiner ${String(number)} (${name}) on another element needs 'notify' of the element directory, which does not have it. Use elementDirectory, or give the directory that member.`,
      { number },
    );
    return failed(hresults.notPerformed);
  }
  return failed(hresults.notFound);
}

/** Answers a call of another element on the element of `run`; {@link wrongShape} goes back as it is. */
export function answerForeign<C>(
  run: Run<C>,
  entry: ElementEntry | undefined,
  call: ForeignCall,
): ElementAnswer {
  const refusal = entry === undefined ? hresults.invalidCall : hresults.notActive;
  if (entry === undefined || !run.environment.host.active) {
    call.failed(refusal);
    return { result: null, done: undefined };
  }
  const inner = new NotifyCall(run, call.failed);
  const result = entry.onElement(inner, call.ids, call.value2);
  const done = inner.close();
  if (inner.failure !== undefined && result !== wrongShape) call.failed(inner.failure);
  return { result, done };
}
