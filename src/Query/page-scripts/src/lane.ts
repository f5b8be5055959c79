import { AXIS_HEIGHT, ROW_HEIGHT, Surface, drawRows } from './drawing';
import type { Palette } from './palette';
import type { Row, Timeline } from './timeline';
import type { Viewport } from './viewport';

/** One of several timelines that share a clock and a view. */
export class Lane {
  readonly surface: Surface;
  private rows: Row[] = [];

  constructor(readonly place: HTMLElement, readonly timeline: Timeline) {
    this.surface = new Surface(place.querySelector<HTMLCanvasElement>('.replay-canvas')!);
    this.fold(false);
  }

  /** Starts of the spans that are shown, milliseconds. */
  get starts(): number[] { return this.rows.map(row => row.span.start); }

  /** Spans that are not shown. */
  get hidden(): number { return this.timeline.spans.length - this.rows.length; }

  fold(showAll: boolean): void {
    this.rows = this.timeline.rows(showAll);
    this.place.querySelector<HTMLElement>('.replay-pad')!.style.height = `${this.rows.length * ROW_HEIGHT + AXIS_HEIGHT}px`;
  }

  draw(view: Viewport, now: number, palette: Palette): void {
    this.surface.clear(this.place.clientWidth, this.place.clientHeight);
    drawRows(this.surface, { rows: this.rows, view, top: this.place.scrollTop, now, selected: null }, palette);
  }
}
