/** What happened in the element: each change with what set it off and what it set off. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { EventItem } from "../messages.ts";
import { EventTrees, eventText } from "./event-tree-view.tsx";
import { eventTrees, treesWith } from "./event-tree.ts";
import type { ElementStore, Store } from "./store.ts";

/** Trees that are drawn. */
const treesShown = 100;

/** The view. */
export function EventsView({
  store,
  element,
}: {
  readonly store: Store;
  readonly element: ElementStore;
}): JSX.Element {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(true);
  const [frozen, setFrozen] = useState<readonly EventItem[]>();
  useEffect(() => {
    setFrozen(undefined);
  }, [element]);
  const events = frozen ?? element.events;
  const roots = useMemo(() => eventTrees(events), [events]);
  const wanted = words.toLowerCase();
  const shown = useMemo(
    () =>
      treesWith(
        roots,
        (event) => wanted === "" || eventText(event, element).toLowerCase().includes(wanted),
        treesShown,
      ),
    [roots, wanted, element],
  );
  return (
    <div class="view">
      <div class="toolbar" role="toolbar" aria-label="Events">
        <input
          type="search"
          data-search
          aria-label="Search in the events"
          placeholder="Search"
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        <span class="grow" />
        <button
          type="button"
          aria-pressed={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          Unfold
        </button>
        <button
          type="button"
          data-freeze
          aria-pressed={frozen !== undefined}
          onClick={() => {
            setFrozen(frozen === undefined ? element.events : undefined);
          }}
        >
          Freeze
        </button>
        <button
          type="button"
          onClick={() => {
            element.clearEvents();
            setFrozen(undefined);
            store.changed();
          }}
        >
          Clear
        </button>
      </div>
      <p class="counts dim" role="status">
        {shown.length === treesShown ? `The newest ${String(treesShown)}` : shown.length} of {roots.length}{" "}
        changes
        {element.eventsDropped
          ? ". There were more events than can be followed: some are left out, so that the element is not slowed down"
          : ""}
      </p>
      <div class="scroll fill" tabIndex={0} role="group" aria-label="Changes">
        {shown.length === 0 ? (
          <p class="dim">Nothing has happened since the page was opened.</p>
        ) : (
          <EventTrees key={String(open)} roots={shown} store={element} open={open} />
        )}
      </div>
    </div>
  );
}
