import { addCopyButtons } from './copying';
import { enhanceTables, restoreTable, stateOfTable } from './tables';

/** The sections of a page as the server wrote them, and those of a newer one put in their place. */
export class Sections {
  private readonly written = new Map<string, string>();

  /** To be made before scripts change anything. */
  constructor(private readonly main: HTMLElement) {
    for (const section of sectionsOf(main)) this.written.set(keyOf(section), section.outerHTML);
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
      const html = newer.outerHTML;
      if (older && (this.written.get(key) === html || keep(newer) || isUsed(older))) {
        before = older;
        continue;
      }
      this.written.set(key, html);
      before = this.put(document.importNode(newer, true), older, before);
      replaced.push(before);
    }
    return replaced;
  }

  private put(newer: HTMLElement, older: HTMLElement | undefined, before: HTMLElement | null): HTMLElement {
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
