import type { ClockListener, ReplayClock } from './clock';
import { AXIS_HEIGHT, ROW_HEIGHT, Surface, drawMinimap, drawRows } from './drawing';
import { onThemeChange, readPalette } from './palette';
import { attributesOf } from './span-attributes';
import type { Row, Span, Timeline } from './timeline';
import { formatTime } from './times';
import { Transport } from './transport';
import { ViewControls } from './view-controls';
import { Viewport } from './viewport';

/** The timeline of a run: canvas, minimap, and the words that stand for them. */
export class Replay implements ClockListener {
  private readonly surface: Surface;
  private readonly map: Surface;
  private readonly scroller: HTMLElement;
  private readonly view: Viewport;
  private readonly whole: Viewport;
  private readonly controls: ViewControls;
  private palette = readPalette();
  private mapImage: ImageBitmap | HTMLCanvasElement | null = null;
  private rows: Row[] = [];
  private selected: Span | null = null;
  private isDirty = false;

  constructor(private readonly root: HTMLElement, private timeline: Timeline, private readonly clock: ReplayClock) {
    this.scroller = this.part('.replay-rows');
    this.surface = new Surface(this.part<HTMLCanvasElement>('.replay-canvas'));
    this.map = new Surface(this.part<HTMLCanvasElement>('.replay-map'));
    this.view = new Viewport(timeline.duration);
    this.whole = new Viewport(timeline.duration);
    this.controls = new ViewControls(root, this.view, clock, () => this.touch(), all => this.showRows(all));
    this.controls.bind(this.surface, event => this.pick(event));
    this.bindMap();
    this.scroller.addEventListener('scroll', () => this.touch(), { passive: true });
    new ResizeObserver(() => { this.mapImage = null; this.touch(); }).observe(this.scroller);
    onThemeChange(() => { this.palette = readPalette(); this.mapImage = null; this.touch(); });
    new Transport(root, clock);
    clock.listen(this);
    this.select(timeline.roots[0] ?? null, false);
  }

  /** The spans that it shows. */
  get shown(): Timeline { return this.timeline; }

  /** Shows more of the run, with what the reader has chosen, folded and zoomed. */
  update(timeline: Timeline): void {
    const chosen = this.selected?.id;
    this.timeline = timeline;
    this.view.extend(timeline.duration);
    this.whole.extend(timeline.duration);
    this.mapImage = null;
    this.controls.fold(this.controls.showsAll);
    this.selected = timeline.spans.find(span => span.id === chosen) ?? null;
    this.clock.extend(timeline.duration);
  }

  moved(ms: number): void {
    if (this.clock.isPlaying) this.view.reveal(ms);
    this.touch();
  }

  playing(): void { this.touch(); }

  /** Draws now; the time it took in milliseconds. */
  draw(): number {
    const begun = performance.now();
    this.isDirty = false;
    const width = this.scroller.clientWidth;
    // On paper it has no place.
    if (width === 0) return 0;
    this.surface.clear(width, this.scroller.clientHeight);
    drawRows(this.surface, { rows: this.rows, view: this.view, top: this.scroller.scrollTop, now: this.clock.ms, selected: this.selected }, this.palette);
    this.drawMap(width);
    return performance.now() - begun;
  }

  /** The keys of the page. True when it was one of them. */
  key(event: KeyboardEvent): boolean { return this.controls.key(event, by => this.step(by)); }

  /** Chooses a span, tells of it, and moves the clock to its start. */
  select(span: Span | null, seek = true): void {
    this.selected = span;
    if (!span) return;
    const row = this.rows.findIndex(one => one.span === span);
    const y = row * ROW_HEIGHT;
    const room = this.scroller.clientHeight - AXIS_HEIGHT;
    if (row >= 0 && (y < this.scroller.scrollTop || y + ROW_HEIGHT > this.scroller.scrollTop + room)) this.scroller.scrollTop = y - room / 2;
    this.view.reveal(span.start);
    this.tell(span);
    if (seek) this.clock.seek(span.start);
    this.touch();
  }

  private step(by: number): void {
    const at = this.rows.findIndex(row => row.span === this.selected);
    this.select(this.rows[Math.min(this.rows.length - 1, Math.max(0, at + by))]?.span ?? null);
  }

  private tell(span: Span): void {
    const facts = this.part('.replay-span');
    facts.replaceChildren();
    const words: [string, string][] = [
      ['span', span.id], ['kind', span.kind || 'inner'], ['name', span.name], ['start', formatTime(span.start)], ['duration', formatTime(span.end - span.start)],
    ];
    if (span.error) words.push(['status', 'error']);
    if (span.isCritical) words.push(['critical path', 'yes']);
    for (const [name, value] of words) {
      const term = document.createElement('dt');
      term.textContent = name;
      const text = document.createElement('dd');
      text.textContent = value;
      facts.append(term, text);
    }
    void this.tellAttributes(span);
  }

  private async tellAttributes(span: Span): Promise<void> {
    const place = this.part('.replay-attributes');
    place.replaceChildren();
    const attributes = await attributesOf(span, place.dataset['src']).catch(() => []);
    if (this.selected === span) place.replaceChildren(...attributes);
  }

  private showRows(all: boolean): number {
    this.rows = this.timeline.rows(all);
    this.part('.replay-pad').style.height = `${this.rows.length * ROW_HEIGHT + AXIS_HEIGHT}px`;
    return this.timeline.spans.length - this.rows.length;
  }

  private bindMap(): void {
    const map = this.map.canvas;
    const center = (event: PointerEvent): void => {
      this.view.pan(this.whole.ms(event.offsetX, this.map.width) - (this.view.from + this.view.to) / 2);
      this.touch();
    };
    map.addEventListener('pointerdown', event => { map.setPointerCapture(event.pointerId); center(event); });
    map.addEventListener('pointermove', event => { if (event.buttons & 1) center(event); });
  }

  private pick(event: PointerEvent): void {
    if (event.offsetY < AXIS_HEIGHT) return this.clock.seek(this.view.ms(event.offsetX, this.surface.width));
    const row = this.rows[Math.floor((event.offsetY - AXIS_HEIGHT + this.scroller.scrollTop) / ROW_HEIGHT)];
    if (row) this.select(row.span);
  }

  // All spans are drawn once into a picture; a frame lays it under the marks that move.
  private drawMap(width: number): void {
    const height = this.map.canvas.clientHeight;
    if (!this.mapImage) {
      const picture = new Surface(document.createElement('canvas'));
      picture.clear(width, height);
      drawMinimap(picture, this.timeline.spans, this.whole, this.whole, -1, this.palette);
      this.mapImage = picture.canvas;
    }
    this.map.clear(width, height);
    this.map.context.drawImage(this.mapImage, 0, 0, width, height);
    drawMinimap(this.map, [], this.view, this.whole, this.clock.ms, this.palette);
  }

  private touch(): void {
    if (this.isDirty) return;
    this.isDirty = true;
    requestAnimationFrame(() => { if (this.isDirty) this.draw(); });
  }

  private part<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.root.querySelector<T>(selector)!;
  }
}
