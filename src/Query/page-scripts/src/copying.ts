/** A button beside every text that is meant to be copied. */
export function addCopyButtons(root: ParentNode): void {
  for (const block of root.querySelectorAll<HTMLElement>('pre[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${block.dataset['copy']}`);
    button.addEventListener('click', () => void copy(block, button));
    block.before(button);
  }
}

async function copy(block: HTMLElement, button: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(block.textContent ?? '');
    button.textContent = 'Copied';
  } catch {
    // Without the right to write, the text is marked, ready for the reader's own copy.
    getSelection()?.selectAllChildren(block);
    button.textContent = 'Marked';
  }
}
