import type { ClockListener, ReplayClock } from './clock';
import type { Lane } from './lane';
import { onThemeChange, readPalette } from './palette';
import { ViewControls } from './view-controls';
import { Viewport } from './viewport';

const SAME_START_MS = 0.001;

/** Timelines on one time scale, each from its own start. */
export class SideBySide implements ClockListener {
  private readonly view: Viewport;
  private readonly controls: ViewControls;
  private palette = readPalette();
  private isDirty = false;

  constructor(root: HTMLElement, readonly lanes: readonly Lane[], private readonly clock: ReplayClock) {
    this.view = new Viewport(clock.duration);
    this.controls = new ViewControls(root, this.view, clock, () => this.touch(), all => this.fold(all));
    for (const lane of lanes) this.bind(lane);
    onThemeChange(() => { this.palette = readPalette(); this.touch(); });
    clock.listen(this);
  }

  moved(ms: number): void {
    if (this.clock.isPlaying) this.view.reveal(ms);
    this.touch();
  }

  playing(): void { this.touch(); }

  /** The keys of the page. True when it was one of them. */
  key(event: KeyboardEvent): boolean { return this.controls.key(event, by => this.step(by)); }

  /** To the next start of a span in any of the timelines, or the one before. */
  private step(direction: 1 | -1): void {
    const ahead = this.lanes.flatMap(lane => lane.starts).map(start => (start - this.clock.ms) * direction).filter(far => far > SAME_START_MS);
    if (ahead.length === 0) return;
    this.clock.seek(this.clock.ms + direction * ahead.reduce((least, far) => Math.min(least, far)));
    this.view.reveal(this.clock.ms);
  }

  private fold(showAll: boolean): number {
    for (const lane of this.lanes) lane.fold(showAll);
    return this.lanes.reduce((sum, lane) => sum + lane.hidden, 0);
  }

  private bind(lane: Lane): void {
    this.controls.bind(lane.surface, event => this.clock.seek(this.view.ms(event.offsetX, lane.surface.width)));
    lane.place.addEventListener('scroll', () => this.touch(), { passive: true });
    new ResizeObserver(() => this.touch()).observe(lane.place);
  }

  private touch(): void {
    if (this.isDirty) return;
    this.isDirty = true;
    requestAnimationFrame(() => {
      this.isDirty = false;
      for (const lane of this.lanes) lane.draw(this.view, this.clock.ms, this.palette);
    });
  }
}
