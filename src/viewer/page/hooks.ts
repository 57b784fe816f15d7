/** What views share: drawing again when the store has changed, questions, sizes. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { PageAnswer, PageQuestion } from "../messages.ts";
import type { Store } from "./store.ts";

/** Draws a component again after every change of the store. */
export function useStore(store: Store): void {
  const [, draw] = useState(0);
  useEffect(
    () =>
      store.subscribe(() => {
        draw(store.version);
      }),
    [store],
  );
}

/** The answer to a question; undefined while there is none. `key` says when to ask again, "": do not ask. */
export function useAnswer(store: Store, key: string, question: () => PageQuestion): PageAnswer | undefined {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly answer: PageAnswer }>();
  useEffect(() => {
    if (key === "") return;
    let current = true;
    void store.ask(question()).then((given) => {
      if (current) setAnswer({ key, answer: given });
    });
    return () => {
      current = false;
    };
  }, [store, key]);
  return answer?.key === key ? answer.answer : undefined;
}

/** Width and height of an element, in pixels. */
export function useSize(): [
  RefObject<HTMLDivElement | null>,
  { readonly width: number; readonly height: number },
] {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 600, height: 400 });
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const measure = (): void => {
      setSize({ width: box.clientWidth, height: box.clientHeight });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, size];
}
