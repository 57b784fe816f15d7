/** Tabs with their panel (WAI-ARIA Authoring Practices). */
import type { ComponentChildren, JSX, TargetedKeyboardEvent } from "preact";
import { useMemo, useRef } from "preact/hooks";

let made = 0;

/** A row of tabs above one panel; arrow keys move between them. */
export function Tabs(props: {
  readonly label: string;
  readonly tabs: readonly (readonly [string, string])[];
  readonly selected: string;
  readonly onSelect: (tab: string) => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { label, tabs, selected, onSelect, children } = props;
  const id = useMemo(() => `tabs-${String(++made)}`, []);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex(([name]) => name === selected);
    const next = (at + step + tabs.length) % tabs.length;
    onSelect(tabs[next]?.[0] ?? selected);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <>
      <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(([name, text]) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === selected}
            aria-controls={`${id}-panel`}
            tabIndex={name === selected ? 0 : -1}
            onClick={() => {
              onSelect(name);
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        class="panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${selected}`}
        tabIndex={0}
      >
        {children}
      </div>
    </>
  );
}
