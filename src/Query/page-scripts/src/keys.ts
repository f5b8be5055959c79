const KEYS_OF_THEIR_OWN = 'input, select, textarea, [contenteditable]';
const PRESSED_BY_SPACE = 'button, a, summary';

/** Hands the keys of the page to one listener, but for those that what has the focus needs itself. It says which were its own. */
export function listenToKeys(act: (event: KeyboardEvent) => boolean): void {
  document.addEventListener('keydown', event => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest(KEYS_OF_THEIR_OWN)) return;
    if (event.key === ' ' && target.closest(PRESSED_BY_SPACE)) return;
    if (act(event)) event.preventDefault();
  });
}
