/** What pasted bytes or text are, what damaged them, and the fix. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { EncodingReport, InputKindName } from "../messages.ts";
import { Cure, Damage, Readings } from "./encoding-parts.tsx";
import { paramLabel } from "./formats.ts";
import { HexView } from "./hex-view.tsx";
import type { ElementStore, Store } from "./store.ts";

const kinds: readonly (readonly [InputKindName | "", string])[] = [
  ["", "find out"],
  ["hex", "hex digits"],
  ["dec", "decimal bytes"],
  ["dump", "a dump"],
  ["base64", "base64"],
  ["escapes", "text with escapes"],
  ["text", "text"],
];

/** The view. */
export function EncodingView({
  store,
  element,
}: {
  readonly store: Store;
  readonly element: ElementStore;
}): JSX.Element {
  const [text, setText] = useState("");
  const [kind, setKind] = useState<InputKindName | "">("");
  const [report, setReport] = useState<EncodingReport>();
  const [problem, setProblem] = useState("");
  const decode = (as: InputKindName | ""): void => {
    setKind(as);
    if (text === "") return;
    void store.ask({ do: "decode", element: element.id, text, ...(as !== "" && { as }) }).then((answer) => {
      setProblem(answer.ok ? "" : answer.why);
      setReport(answer.ok ? answer.encoding : undefined);
    });
  };
  return (
    <div class="view encoding">
      <form
        class="encoding-input"
        onSubmit={(event) => {
          event.preventDefault();
          decode(kind);
        }}
      >
        <label for={`paste-${String(element.id)}`}>Bytes in any notation, a dump, or a damaged text</label>
        <textarea
          id={`paste-${String(element.id)}`}
          data-search
          rows={4}
          spellcheck={false}
          placeholder="5a c3 bc 72 69 63 68"
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <div class="toolbar">
          <select
            aria-label="What it is"
            value={kind}
            onChange={(event) => {
              decode(event.currentTarget.value as InputKindName | "");
            }}
          >
            {kinds.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
          <button type="submit">Decode</button>
        </div>
      </form>
      {problem !== "" && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {report !== undefined && (
        <div class="encoding-report" role="region" aria-label="What it is">
          <p>
            Taken for {report.input}.{" "}
            {report.others.map((other) => (
              <button
                key={other.kind + other.description}
                type="button"
                class="quiet link"
                onClick={() => {
                  decode(other.kind);
                }}
              >
                Or {other.description}
              </button>
            ))}
          </p>
          {report.damage !== undefined && <Damage report={report.damage} />}
          {report.damage === undefined && report.bytes === undefined && (
            <p class="verdict">Nothing is wrong with this text.</p>
          )}
          {report.cure !== undefined && <Cure report={report.cure} />}
          {report.bytes !== undefined && <Readings report={report.bytes} />}
          {report.hex !== undefined && (
            <HexView hex={report.hex} nameOf={(pid) => paramLabel(element.description, pid)} />
          )}
        </div>
      )}
    </div>
  );
}
