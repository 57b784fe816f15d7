/** OLE Automation dates to `Date`; `toOADate` of the parameter layer does the reverse. */

const dayMs = 86_400_000;
/** 1899-12-30, as if local time were UTC. */
const epoch = Date.UTC(1899, 11, 30);

/**
 * `DateTime.FromOADate`: the moment at which local time is that many days after 1899-12-30. Before that day the
 * fraction counts away from zero, as in COM: -1.25 is 6 o'clock on the 29th.
 */
export function fromOADate(days: number): Date {
  const whole = Math.trunc(days);
  const ms = Math.round((whole + Math.abs(days - whole)) * dayMs) + epoch;
  const shown = new Date(ms);
  return new Date(
    shown.getUTCFullYear(),
    shown.getUTCMonth(),
    shown.getUTCDate(),
    shown.getUTCHours(),
    shown.getUTCMinutes(),
    shown.getUTCSeconds(),
    shown.getUTCMilliseconds(),
  );
}
