/** The page: panes side by side, each an element with one of its views. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ElementView } from "./element-view.tsx";
import { EncodingView } from "./encoding-view.tsx";
import { EventsView } from "./events-view.tsx";
import { useStore } from "./hooks.ts";
import { LogView } from "./log-view.tsx";
import { mostPanes, readPanes, views, writePanes, type Pane, type ViewName } from "./panes.ts";
import type { ElementStore, Store } from "./store.ts";
import { StreamView } from "./stream-view.tsx";
import { Tabs } from "./tabs.tsx";

const shown: Readonly<Record<ViewName, (props: { store: Store; element: ElementStore }) => JSX.Element>> = {
  stream: StreamView,
  element: ElementView,
  events: EventsView,
  encoding: EncodingView,
  log: LogView,
};

/** The colours that the user has chosen; "": those of the system. */
type Theme = "" | "light" | "dark";

const themeKey = "qaction-viewer-theme";

function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => (localStorage.getItem(themeKey) ?? "") as Theme);
  useEffect(() => {
    if (theme === "") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    localStorage.setItem(themeKey, theme);
  }, [theme]);
  return [theme, setTheme];
}

/** The panes, kept in the fragment of the address. */
function usePanes(): [readonly Pane[], (panes: readonly Pane[]) => void] {
  const [panes, setPanes] = useState(() => readPanes(location.hash));
  useEffect(() => {
    const changed = (): void => {
      setPanes(readPanes(location.hash));
    };
    addEventListener("hashchange", changed);
    return () => {
      removeEventListener("hashchange", changed);
    };
  }, []);
  return [
    panes,
    (next) => {
      history.replaceState(null, "", writePanes(next));
      setPanes(next);
    },
  ];
}

/** Keys that work wherever no text is typed: 1 to 5 the view, `/` the search, `f` freeze. */
function useKeys(panes: readonly Pane[], setPanes: (panes: readonly Pane[]) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement | null;
      if (
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        (target?.closest("input, textarea, select") ?? null) !== null
      )
        return;
      const view = views[Number(event.key) - 1]?.[0];
      if (view !== undefined) setPanes(panes.map((pane, index) => (index === 0 ? { ...pane, view } : pane)));
      else if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLElement>("[data-search]")?.focus();
      } else if (event.key === "f") document.querySelector<HTMLElement>("[data-freeze]")?.click();
    };
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("keydown", onKey);
    };
  }, [panes, setPanes]);
}

/** How an element and its connections are. */
function State({ element }: { readonly element: ElementStore }): JSX.Element {
  const { state, timeout, connections, description } = element;
  return (
    <span class="state" role="status">
      <span class={state === "active" ? "badge good" : "badge warn"}>{state}</span>
      {timeout && <span class="badge bad">timeout</span>}
      {connections.map((connection) => (
        <span
          key={connection.id}
          class={`badge ${connection.state === "open" ? "good" : connection.state === "connecting" ? "warn" : "bad"}`}
          title={description.connections.find(({ id }) => id === connection.id)?.name ?? ""}
        >
          connection {connection.id} {connection.state}
        </span>
      ))}
    </span>
  );
}

function PaneView(props: {
  readonly store: Store;
  readonly pane: Pane;
  readonly alone: boolean;
  readonly onChange: (pane: Pane) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { store, pane, alone, onChange, onClose } = props;
  const element = store.element(pane.element);
  const View = shown[pane.view];
  const summary = store.elements[pane.element];
  return (
    <section class="pane" aria-label={summary?.name ?? "Element"}>
      <div class="pane-head">
        {store.elements.length > 1 ? (
          <select
            aria-label="Element"
            value={String(pane.element)}
            onChange={(event) => {
              onChange({ ...pane, element: Number(event.currentTarget.value) });
            }}
          >
            {store.elements.map(({ id, name, protocol }) => (
              <option key={id} value={String(id)}>{`${name} (${protocol})`}</option>
            ))}
          </select>
        ) : (
          <h1 title={element === undefined ? "" : `Version ${element.description.version}`}>
            {summary?.protocol ?? "..."}
          </h1>
        )}
        {element !== undefined && <State element={element} />}
        {!alone && (
          <button type="button" class="quiet" aria-label="Close this pane" onClick={onClose}>
            ×
          </button>
        )}
      </div>
      <Tabs
        label="Views"
        tabs={views}
        selected={pane.view}
        onSelect={(view) => {
          onChange({ ...pane, view: view as ViewName });
        }}
      >
        {element === undefined ? (
          <p class="dim">Waiting for the element.</p>
        ) : (
          <View store={store} element={element} />
        )}
      </Tabs>
    </section>
  );
}

/** The page. */
export function App({ store }: { readonly store: Store }): JSX.Element {
  useStore(store);
  const [theme, setTheme] = useTheme();
  const [panes, setPanes] = usePanes();
  useKeys(panes, setPanes);
  useEffect(() => {
    store.watch(panes.map(({ element }) => element));
  }, [store, panes]);
  useEffect(() => {
    const name = store.elements[panes[0]?.element ?? 0]?.protocol;
    document.title = name === undefined ? "QAction viewer" : `${name} - QAction viewer`;
  }, [store.elements, panes]);
  const last = panes.at(-1) ?? { element: 0, view: "element" };
  return (
    <>
      <header class="bar">
        <span class="brand">QAction viewer</span>
        <span class="grow" />
        {panes.length < mostPanes && (
          <button
            type="button"
            onClick={() => {
              const element = (last.element + 1) % Math.max(1, store.elements.length);
              setPanes([
                ...panes,
                {
                  element,
                  view: store.elements.length > 1 ? last.view : last.view === "stream" ? "element" : "stream",
                },
              ]);
            }}
          >
            Add a pane
          </button>
        )}
        <select
          aria-label="Colours"
          value={theme}
          onChange={(event) => {
            setTheme(event.currentTarget.value as Theme);
          }}
        >
          <option value="">system colours</option>
          <option value="light">light</option>
          <option value="dark">dark</option>
        </select>
      </header>
      {store.lost !== undefined && (
        <p class="lost" role="alert">
          {store.lost}
        </p>
      )}
      <main class={`panes panes-${String(panes.length)}`}>
        {panes.map((pane, index) => (
          <PaneView
            key={index}
            store={store}
            pane={pane}
            alone={panes.length === 1}
            onChange={(changed) => {
              setPanes(panes.map((one, at) => (at === index ? changed : one)));
            }}
            onClose={() => {
              setPanes(panes.filter((_, at) => at !== index));
            }}
          />
        ))}
      </main>
    </>
  );
}
