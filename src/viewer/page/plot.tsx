/** A number over time, drawn. */
import type { JSX } from "preact";
import { useSize } from "./hooks.ts";
import { timeText } from "./formats.ts";
import type { Point } from "./store.ts";

/** Pixels around the curve, and its height. */
const margin = { left: 64, right: 12, top: 10, bottom: 22 };
const height = 180;

function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

/** The line that stays on a value until the next one. */
function pathOf(points: readonly (readonly [number, number])[], end: number): string {
  const [first, ...others] = points;
  if (first === undefined) return "";
  const steps = others.map(([x, y]) => `H${x.toFixed(1)}V${y.toFixed(1)}`).join("");
  return `M${first[0].toFixed(1)} ${first[1].toFixed(1)}${steps}H${end.toFixed(1)}`;
}

/** The plot. */
export function Plot({
  points,
  until,
  label,
}: {
  readonly points: readonly Point[];
  readonly until: number;
  readonly label: string;
}): JSX.Element {
  const [box, { width }] = useSize();
  const [first] = points;
  if (first === undefined) return <p class="dim">No number came since the page was opened.</p>;
  const values = points.map(({ value }) => value);
  const [least, greatest] = [
    values.reduce((a, b) => Math.min(a, b)),
    values.reduce((a, b) => Math.max(a, b)),
  ];
  const [low, high] = least === greatest ? [least - 1, greatest + 1] : [least, greatest];
  const [begin, end] = [first.at, Math.max(until, first.at + 1000)];
  const right = Math.max(margin.left + 10, width - margin.right);
  const x = (at: number): number => margin.left + ((at - begin) / (end - begin)) * (right - margin.left);
  const y = (value: number): number =>
    margin.top + ((high - value) / (high - low)) * (height - margin.top - margin.bottom);
  const last = points.at(-1) ?? first;
  return (
    <div ref={box} class="plot">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${label}: ${String(points.length)} values from ${numberText(least)} to ${numberText(greatest)}, now ${numberText(last.value)}`}
      >
        <line class="axis" x1={margin.left} x2={right} y1={y(low)} y2={y(low)} />
        <line class="grid" x1={margin.left} x2={right} y1={y(high)} y2={y(high)} />
        <text x={margin.left - 6} y={y(high) + 4} text-anchor="end">
          {numberText(high)}
        </text>
        <text x={margin.left - 6} y={y(low) + 4} text-anchor="end">
          {numberText(low)}
        </text>
        <text x={margin.left} y={height - 5}>
          {timeText(begin).slice(0, 8)}
        </text>
        <text x={right} y={height - 5} text-anchor="end">
          {timeText(end).slice(0, 8)}
        </text>
        <path
          class="curve"
          d={pathOf(
            points.map(({ at, value }) => [x(at), y(value)]),
            right,
          )}
        />
        <circle class="now" cx={right} cy={y(last.value)} r="3" />
      </svg>
    </div>
  );
}
