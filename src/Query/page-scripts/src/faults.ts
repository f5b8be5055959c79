const HIDING = 'unread';

/** Says below what should show timelines why it does not. Before they could be shown once, what would move them is not there to be tried. */
export function tellFault(root: Element | null, what: string, fault: unknown, wasShown = false): void {
  const place = root?.querySelector('.replay-fault');
  if (!root || !place) return;
  place.textContent = `${what} could not be shown: ${fault instanceof Error ? fault.message : String(fault)}.`;
  if (!wasShown) root.classList.add(HIDING);
}

/** It was tried again, with success. */
export function takeBackFault(root: Element): void {
  root.classList.remove(HIDING);
  root.querySelector('.replay-fault')!.textContent = '';
}
