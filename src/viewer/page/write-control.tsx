/** Sets a parameter or a cell, in the form that its write parameter asks for. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ParamDescription } from "../messages.ts";
import type { Store } from "./store.ts";

/** What became of a set. */
type Outcome = "" | "..." | "set" | { readonly why: string };

/** What is set, and where. */
export interface WriteProps {
  readonly store: Store;
  readonly element: number;
  /** The write parameter. */
  readonly param: ParamDescription;
  /** Row of a cell. */
  readonly cellKey?: string;
  /** Opens the page of a page button. */
  readonly onPage: (page: string) => void;
  /** In a table: without words about what became of it when it went well. */
  readonly small?: boolean;
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The control. */
export function WriteControl({
  store,
  element,
  param,
  cellKey,
  onPage,
  small = false,
}: WriteProps): JSX.Element {
  const [text, setText] = useState("");
  const [outcome, setOutcome] = useState<Outcome>("");
  const label = `Set ${param.description || param.name}${cellKey === undefined ? "" : ` of ${cellKey}`}`;
  const set = (value: string | number): void => {
    setOutcome("...");
    const key = cellKey === undefined ? {} : { key: cellKey };
    void store.ask({ do: "set", element, pid: param.id, value, ...key }).then((answer) => {
      setOutcome(answer.ok ? "set" : { why: answer.why });
      if (answer.ok) setText("");
    });
  };
  const words = typeof outcome === "object" ? outcome.why : small || outcome === "" ? "" : outcome;
  const said = (
    <span class={typeof outcome === "object" ? "problem" : "dim"} role="status">
      {words}
    </span>
  );
  const { measurement = "", discreets } = param;
  if (measurement === "pagebutton")
    return (
      <span class="write">
        {discreets.map(({ display, value }) => (
          <button
            key={value}
            type="button"
            onClick={() => {
              onPage(value);
            }}
          >
            {display}
          </button>
        ))}
      </span>
    );
  if (measurement === "button" || (discreets.length === 1 && measurement !== "discreet"))
    return (
      <span class="write">
        {discreets.map(({ display, value }) => (
          <button
            key={value}
            type="button"
            aria-label={cellKey === undefined ? display : `${display} ${cellKey}`}
            onClick={() => {
              set(value);
            }}
          >
            {display}
          </button>
        ))}
        {said}
      </span>
    );
  const isNumber = param.numeric && discreets.length === 0;
  const invalid = isNumber && text !== "" && !numberPattern.test(text.trim());
  const outside =
    isNumber &&
    !invalid &&
    text !== "" &&
    ((param.low !== undefined && Number(text) < param.low) ||
      (param.high !== undefined && Number(text) > param.high));
  const range =
    param.low === undefined && param.high === undefined
      ? ""
      : `${String(param.low ?? "")} to ${String(param.high ?? "")}`;
  return (
    <form
      class="write"
      onSubmit={(event) => {
        event.preventDefault();
        if (!invalid && !outside) set(text);
      }}
    >
      {discreets.length > 0 ? (
        <select
          aria-label={label}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        >
          <option value="">choose</option>
          {discreets.map(({ display, value }) => (
            <option key={value} value={value}>
              {display}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...(param.secret ? { type: "password" as const } : { type: "text" as const })}
          autocomplete="off"
          aria-label={label}
          aria-invalid={invalid || outside}
          placeholder={range}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      )}
      <button
        type="submit"
        aria-label={label}
        disabled={invalid || outside || (discreets.length > 0 && text === "")}
      >
        Set
      </button>
      {invalid ? (
        <span class="problem">not a number</span>
      ) : outside ? (
        <span class="problem">outside {range}</span>
      ) : (
        said
      )}
    </form>
  );
}
