// Below a limit, milliseconds, a time is told to a number of milliseconds.
const PRECISIONS: readonly { below: number; step: number }[] = [
  { below: 10, step: 0.001 }, { below: 1_000, step: 1 }, { below: 60_000, step: 10 }, { below: Infinity, step: 100 },
];

/** A time or a duration in the unit a reader expects: `0.4 ms`, `350 ms`, `15.57 s`, `2 min 3.4 s`. */
export function formatTime(ms: number): string {
  // What is rounded up to the next unit is told in that.
  const { step } = PRECISIONS.find(one => rounded(ms, one.step) < one.below)!;
  return step < 1 ? `${rounded(ms, step)} ms` : formatTick(ms, step);
}

/** A time on an axis with a line every `step` milliseconds, in as many digits as tell it from its neighbours. */
export function formatTick(ms: number, step: number): string {
  const at = rounded(ms, step);
  const unit = Math.max(at, step);
  if (unit < 1_000) return `${at.toFixed(digits(step))} ms`;
  const seconds = digits(step / 1_000);
  if (unit < 60_000) return `${(at / 1_000).toFixed(seconds)} s`;
  const minutes = Math.floor(at / 60_000);
  return `${minutes} min ${(at / 1_000 - minutes * 60).toFixed(seconds)} s`;
}

// The second rounding takes away what multiplying has put behind the last digit.
function rounded(ms: number, step: number): number { return Number((Math.round(ms / step) * step).toPrecision(12)); }

/** Digits behind the point that a step of 1, 2 or 5 times a power of ten needs. */
function digits(step: number): number { return Math.max(0, -Math.floor(Math.log10(step) + 1e-9)); }
