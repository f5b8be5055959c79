import { addCopyButtons } from './copying';
import { enhanceTables, restoreTable, stateOfTable } from './tables';

/** The sections of a page as the server wrote them, and those of a newer one put in their place. */
export class Sections {
  private readonly written = new Map<string, string>();
  /** The newest of those in whose place the reader still is. */
  private readonly waiting = new Map<string, HTMLElement>();

  /** To be made before scripts change anything. `settled` is told which were put in place when the reader had left them. */
  constructor(private readonly main: HTMLElement, private readonly settled: (sections: readonly HTMLElement[]) => void) {
    for (const section of sectionsOf(main)) this.written.set(keyOf(section), section.outerHTML);
    // What gets the focus instead is known only when all have been told that it went.
    document.addEventListener('focusout', () => setTimeout(() => this.settle()));
    document.addEventListener('selectionchange', () => this.settle());
  }

  /**
   * Puts in place what changed, and tells which sections that were. One in which the reader is (focus, or marked text) waits until the
   * reader has left it; `keep` names those that are not replaced.
   */
  update(now: ParentNode, keep: (section: HTMLElement) => boolean): HTMLElement[] {
    const open = new Map(sectionsOf(this.main).map(section => [keyOf(section), section]));
    const replaced: HTMLElement[] = [];
    let before: HTMLElement | null = null;
    for (const newer of sectionsOf(now)) {
      const key = keyOf(newer);
      const older = open.get(key);
      this.waiting.delete(key);
      if (older && (this.written.get(key) === newer.outerHTML || keep(newer) || this.waits(older, newer))) {
        before = older;
        continue;
      }
      before = this.put(document.importNode(newer, true), older, before);
      replaced.push(before);
    }
    return replaced;
  }

  private waits(older: HTMLElement, newer: HTMLElement): boolean {
    if (!isUsed(older)) return false;
    this.waiting.set(keyOf(newer), newer);
    return true;
  }

  /** Puts in place what the reader has left. */
  private settle(): void {
    const left = this.waiting.size === 0 ? [] : sectionsOf(this.main).filter(older => this.waiting.has(keyOf(older)) && !isUsed(older));
    const placed = left.map(older => {
      const newer = this.waiting.get(keyOf(older))!;
      this.waiting.delete(keyOf(older));
      return this.put(document.importNode(newer, true), older, null);
    });
    if (placed.length > 0) this.settled(placed);
  }

  private put(newer: HTMLElement, older: HTMLElement | undefined, before: HTMLElement | null): HTMLElement {
    this.written.set(keyOf(newer), newer.outerHTML);
    const states = [...older?.querySelectorAll('table') ?? []].map(stateOfTable);
    if (older) older.replaceWith(newer);
    else if (before) before.after(newer);
    else this.main.append(newer);
    addCopyButtons(newer);
    enhanceTables(newer);
    newer.querySelectorAll('table').forEach((table, i) => { if (states[i]) restoreTable(table, states[i]); });
    return newer;
  }
}

function sectionsOf(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('main > section, :scope > section')];
}

/** A section's id, else its heading without the count behind it. */
function keyOf(section: HTMLElement): string {
  return section.id || section.querySelector('h2')?.textContent?.replace(/ \(.*$/, '') || '';
}

function isUsed(section: HTMLElement): boolean {
  const selection = getSelection();
  return section.contains(document.activeElement) || (selection !== null && !selection.isCollapsed && section.contains(selection.anchorNode));
}
