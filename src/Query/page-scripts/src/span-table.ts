import type { Span, Timeline } from './timeline';
import { formatTime } from './times';

const ROW_HEIGHT = 30;
const MARGIN_ROWS = 12;
const COLUMNS: readonly ((span: Span) => number | string)[] = [
  span => span.id, span => span.kind, span => span.name, span => span.start, span => span.end - span.start, span => span.error ? 0 : 1,
];

/**
 * The table of spans of a run that has more than the server wrote as HTML: all of them, of which only those in sight are elements.
 * A span's attributes are read where it is chosen, in the replay.
 */
export class SpanTable {
  private readonly body: HTMLTableSectionElement;
  private readonly scroller: HTMLElement;
  private readonly heads: HTMLTableCellElement[];
  private readonly count = document.createElement('span');
  private readonly filter = document.createElement('input');
  private column = 3;
  private descending = false;
  private rows: Span[] = [];
  private isDirty = false;

  static in(section: HTMLElement, timeline: Timeline, choose: (span: Span) => void): SpanTable | null {
    const table = section.querySelector<HTMLTableElement>('table[data-part-of]');
    return table ? new SpanTable(table, timeline, choose) : null;
  }

  private constructor(private readonly table: HTMLTableElement, private timeline: Timeline, private readonly choose: (span: Span) => void) {
    this.body = table.tBodies[0]!;
    this.scroller = table.parentElement!;
    this.scroller.classList.add('virtual');
    this.heads = [...table.tHead!.rows[0]!.cells];
    this.heads.forEach((head, column) => this.addSorting(head, column));
    this.addFilter();
    this.scroller.addEventListener('scroll', () => this.touch(), { passive: true });
    new ResizeObserver(() => this.touch()).observe(this.scroller);
    this.arrange();
  }

  /** Shows more of the run. */
  update(timeline: Timeline): void {
    this.timeline = timeline;
    this.arrange();
  }

  private addSorting(head: HTMLTableCellElement, column: number): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      this.descending = this.column === column && !this.descending;
      this.column = column;
      this.arrange();
    });
  }

  private addFilter(): void {
    const label = document.createElement('label');
    label.className = 'filter';
    label.textContent = 'Filter ';
    this.filter.type = 'search';
    label.append(this.filter);
    this.count.setAttribute('role', 'status');
    this.scroller.before(label, this.count);
    this.filter.addEventListener('input', () => this.arrange());
  }

  private arrange(): void {
    const wanted = this.filter.value.trim().toLowerCase();
    const fits = (span: Span): boolean => span.name.toLowerCase().includes(wanted) || span.kind.toLowerCase().includes(wanted) || span.id.includes(wanted);
    this.rows = wanted === '' ? [...this.timeline.spans] : this.timeline.spans.filter(fits);
    const key = COLUMNS[this.column]!;
    const compare = new Intl.Collator('en', { numeric: true }).compare;
    const sign = this.descending ? -1 : 1;
    this.rows.sort((a, b) => {
      const left = key(a);
      const right = key(b);
      return sign * (typeof left === 'number' ? left - (right as number) : compare(left, right as string));
    });
    this.heads.forEach((head, column) => {
      if (column === this.column) head.setAttribute('aria-sort', this.descending ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
    this.count.textContent = wanted === '' ? ` ${this.rows.length}` : ` ${this.rows.length} of ${this.timeline.spans.length}`;
    this.table.setAttribute('aria-rowcount', String(this.rows.length + 1));
    this.draw();
  }

  private touch(): void {
    if (this.isDirty) return;
    this.isDirty = true;
    requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.isDirty = false;
    // Fewer rows than before: the place may lie below the last of them, until the browser has moved it.
    const top = Math.min(this.scroller.scrollTop, Math.max(0, this.rows.length * ROW_HEIGHT - this.scroller.clientHeight));
    const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - MARGIN_ROWS);
    const last = Math.min(this.rows.length, Math.ceil((top + this.scroller.clientHeight) / ROW_HEIGHT) + MARGIN_ROWS);
    const shown = this.rows.slice(first, last).map((span, i) => this.row(span, first + i));
    const focused = this.body.contains(document.activeElement) ? (document.activeElement as HTMLElement).closest('tr')?.getAttribute('aria-rowindex') : null;
    this.body.replaceChildren(this.gap(first), ...shown, this.gap(this.rows.length - last));
    if (focused) this.body.querySelector<HTMLElement>(`tr[aria-rowindex="${focused}"] button`)?.focus({ preventScroll: true });
  }

  private row(span: Span, index: number): HTMLTableRowElement {
    const row = document.createElement('tr');
    row.setAttribute('aria-rowindex', String(index + 2));
    const choose = document.createElement('button');
    choose.type = 'button';
    choose.className = 'choose';
    choose.textContent = span.id;
    choose.setAttribute('aria-label', `${span.id}, show ${span.name} in the replay`);
    choose.addEventListener('click', () => this.choose(span));
    const texts = [span.kind || 'inner', span.name, `+${formatTime(span.start)}`, formatTime(span.end - span.start), span.error ? 'Error' : ''];
    row.append(cell(choose), ...texts.map(text => cell(text)));
    return row;
  }

  private gap(rows: number): HTMLTableRowElement {
    const row = document.createElement('tr');
    row.setAttribute('aria-hidden', 'true');
    const space = document.createElement('td');
    space.colSpan = this.heads.length;
    space.className = 'gap';
    space.style.height = `${rows * ROW_HEIGHT}px`;
    row.hidden = rows === 0;
    row.append(space);
    return row;
  }
}

function cell(content: string | Node): HTMLTableCellElement {
  const made = document.createElement('td');
  made.append(content);
  return made;
}
