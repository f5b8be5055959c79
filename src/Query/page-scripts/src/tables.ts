const FILTER_FROM = 8;

/** Tables that can be sorted by a column and filtered by a text; without script they are plain tables. */
export function enhanceTables(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLTableElement>('table[data-sortable]')) {
    addSorting(table);
    if (table.tBodies[0]!.rows.length >= FILTER_FROM) addFilter(table);
  }
}

/** How a reader has sorted and filtered a table. */
export interface TableState {
  readonly column: number;
  readonly descending: boolean;
  readonly filter: string;
}

export function stateOfTable(table: HTMLTableElement): TableState {
  const heads = [...table.tHead?.rows[0]?.cells ?? []];
  const column = heads.findIndex(head => head.hasAttribute('aria-sort'));
  return { column, descending: heads[column]?.getAttribute('aria-sort') === 'descending', filter: filterOf(table)?.value ?? '' };
}

export function restoreTable(table: HTMLTableElement, state: TableState): void {
  const button = table.tHead?.rows[0]?.cells[state.column]?.querySelector('button');
  for (let clicks = button ? (state.descending ? 2 : 1) : 0; clicks > 0; clicks--) button!.click();
  const filter = filterOf(table);
  if (!filter || state.filter === '') return;
  filter.value = state.filter;
  filter.dispatchEvent(new Event('input'));
}

function filterOf(table: HTMLTableElement): HTMLInputElement | null {
  return table.closest('section')?.querySelector<HTMLInputElement>('.filter input') ?? null;
}

function addSorting(table: HTMLTableElement): void {
  const heads = [...table.tHead!.rows[0]!.cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const descending = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sort(table.tBodies[0]!, column, descending);
    });
  });
}

function sort(body: HTMLTableSectionElement, column: number, descending: boolean): void {
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const rows = [...body.rows].map(row => ({ row, cell: row.cells[column], }));
  rows.sort((a, b) => {
    const left = key(a.cell);
    const right = key(b.cell);
    const order = typeof left === 'number' && typeof right === 'number' ? left - right : compare(String(left), String(right));
    return descending ? -order : order;
  });
  body.append(...rows.map(one => one.row));
}

/** What a cell is sorted by: the number that the server gave it, else its text. */
function key(cell: HTMLTableCellElement | undefined): number | string {
  const given = cell?.dataset['value'];
  return given !== undefined && given !== '' ? Number(given) : cell?.textContent ?? '';
}

function addFilter(table: HTMLTableElement): void {
  const label = document.createElement('label');
  label.className = 'filter';
  label.textContent = 'Filter ';
  const input = document.createElement('input');
  input.type = 'search';
  label.append(input);
  const count = document.createElement('span');
  count.setAttribute('role', 'status');
  table.parentElement!.before(label, count);
  const rows = [...table.tBodies[0]!.rows];
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = wanted !== '' && !row.textContent!.toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = wanted === '' ? '' : ` ${shown} of ${rows.length}`;
  });
}
