import type { ReplayClock } from './clock';

const KEYS_OF_THEIR_OWN = 'input, select, textarea, [contenteditable]';
const PRESSED_BY_SPACE = 'button, a, summary';
// What a reader scrolls by keys, but for what stands for the run: that moves by the clock.
const SCROLLED = '[tabindex="0"], .wide, pre, .replay-attributes';
const MOVED_BY_THE_CLOCK = '.replay-rows, .terminal';
const SCROLLING_KEYS = new Set([' ', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);
const STEP_MS = 100;

/**
 * Hands the keys of the page to one listener, but for those that what has the focus needs itself. It says which were its own. They are
 * taken on their way down, so that an element may keep them from others on their way up.
 */
export function listenToKeys(act: (event: KeyboardEvent) => boolean): void {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isNeededBy(event.target as HTMLElement, event.key)) return;
    if (act(event)) event.preventDefault();
  }, { capture: true });
}

function isNeededBy(target: HTMLElement, key: string): boolean {
  if (target.closest(KEYS_OF_THEIR_OWN)) return true;
  if (key === ' ' && target.closest(PRESSED_BY_SPACE)) return true;
  return SCROLLING_KEYS.has(key) && target.closest(SCROLLED) !== null && !target.closest(MOVED_BY_THE_CLOCK);
}

/** Does to a clock what a key stands for. True when it was one of its keys. */
export function moveByKey(clock: ReplayClock, key: string): boolean {
  const keys: Record<string, () => void> = {
    ' ': () => clock.toggle(),
    ',': () => clock.seek(clock.ms - STEP_MS),
    '.': () => clock.seek(clock.ms + STEP_MS),
    Home: () => clock.seek(0),
    End: () => clock.seek(clock.duration),
  };
  const act = keys[key];
  act?.();
  return act !== undefined;
}
