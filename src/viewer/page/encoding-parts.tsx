/** Readings, damage and cure, as the stream and the encoding view show them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { BytesReport, CureReport, DamageReport } from "../messages.ts";

/** Readings that are shown before the others are asked for. */
const readingsShown = 6;

/** Every plausible reading side by side, with the verdict. */
export function Readings({ report }: { readonly report: BytesReport }): JSX.Element {
  const [all, setAll] = useState(false);
  const { readings } = report;
  return (
    <section class="readings">
      <p class="verdict">{report.verdict}</p>
      {report.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <div class="scroll" tabIndex={0} role="group" aria-label="Readings">
        <table>
          <thead>
            <tr>
              <th scope="col">Encoding</th>
              <th scope="col" class="number">
                Likely
              </th>
              <th scope="col">Text</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {(all ? readings : readings.slice(0, readingsShown)).map((reading, index) => (
              <tr key={reading.codePage} class={index === 0 ? "best" : ""}>
                <th scope="row">
                  {reading.name}
                  <span class="dim"> {reading.codePage}</span>
                </th>
                <td class="number">{Math.round(reading.score)} %</td>
                <td class="text">
                  <bdi>{reading.text}</bdi>
                </td>
                <td class="dim">
                  {reading.reason}
                  {reading.valid ? "" : "; not valid"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!all && readings.length > readingsShown && (
        <button
          type="button"
          onClick={() => {
            setAll(true);
          }}
        >
          All {readings.length} readings
        </button>
      )}
    </section>
  );
}

/** The chain that damaged a text. */
export function Damage({ report }: { readonly report: DamageReport }): JSX.Element {
  return (
    <section class="damage">
      <h3>The text was damaged</h3>
      <p>{report.summary}</p>
      <ol>
        {report.steps.map(({ what, where }, index) => (
          <li key={index}>
            <strong>{what}</strong>
            <br />
            {where}
          </li>
        ))}
      </ol>
      <p>
        Meant was: <bdi class="good-text">{report.text}</bdi>
      </p>
      {report.lost.map((lost) => (
        <p key={lost} class="note">
          {lost}
        </p>
      ))}
    </section>
  );
}

/** What the connector makes of bytes, and what to change. */
export function Cure({ report }: { readonly report: CureReport }): JSX.Element {
  return (
    <section class="cure">
      <h3>{report.damaged ? "GetParameter gives damaged text" : "GetParameter gives the right text"}</h3>
      <p>{report.how}</p>
      <dl>
        <dt>GetParameter gives</dt>
        <dd>
          <bdi class={report.damaged ? "bad-text" : "good-text"}>{report.given}</bdi>
        </dd>
        <dt>What was meant</dt>
        <dd>
          <bdi class="good-text">{report.meant}</bdi>
        </dd>
      </dl>
      {report.damaged && report.takers.length > 0 && (
        <p>{report.takers.join(", ")} can decode it: a binary input holds the bytes as they came.</p>
      )}
      {report.cure.map(({ where, code }) => (
        <div key={where}>
          <p>{where}:</p>
          <pre tabIndex={0}>{code}</pre>
        </div>
      ))}
    </section>
  );
}
