import type { ReplayClock } from './clock';
import type { Surface } from './drawing';
import { moveByKey } from './keys';
import type { Viewport } from './viewport';

const ZOOM_STEP = 1.4;
const PAN_SHARE = 0.25;
const CLICK_PX = 4;

/** What moves a view of timelines by hand: its buttons, keys, and what is done with the pointer on a canvas. */
export class ViewControls {
  private readonly foldButton: HTMLButtonElement;

  /** `fold` shows all spans or folds the inner ones, and tells how many are hidden then. */
  constructor(
    root: HTMLElement, private readonly view: Viewport, private readonly clock: ReplayClock,
    private readonly touch: () => void, private readonly foldSpans: (all: boolean) => number,
  ) {
    const button = (selector: string, act: () => void): HTMLButtonElement => {
      const found = root.querySelector<HTMLButtonElement>(selector)!;
      found.addEventListener('click', act);
      return found;
    };
    button('.replay-zoom-in', () => this.zoom(1 / ZOOM_STEP));
    button('.replay-zoom-out', () => this.zoom(ZOOM_STEP));
    button('.replay-fit', () => this.fit());
    this.foldButton = button('.replay-fold', () => this.fold(!this.showsAll));
    this.fold(false);
  }

  get showsAll(): boolean { return this.foldButton.getAttribute('aria-expanded') === 'true'; }

  fold(all: boolean): void {
    const hidden = this.foldSpans(all);
    this.foldButton.hidden = hidden === 0 && !all;
    this.foldButton.textContent = all ? 'Fold inner spans' : `Show ${hidden} inner spans`;
    this.foldButton.setAttribute('aria-expanded', String(all));
    this.touch();
  }

  /** Does what a key stands for; `step` goes to the next span, or to the one before. True when it was one of them. */
  key(event: KeyboardEvent, step: (by: 1 | -1) => void): boolean {
    if (moveByKey(this.clock, event.key)) return true;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => event.shiftKey ? this.pan(-1) : step(-1),
      ArrowRight: () => event.shiftKey ? this.pan(1) : step(1),
      '+': () => this.zoom(1 / ZOOM_STEP),
      '=': () => this.zoom(1 / ZOOM_STEP),
      '-': () => this.zoom(ZOOM_STEP),
      '0': () => this.fit(),
    };
    const act = keys[event.key];
    act?.();
    return act !== undefined;
  }

  /** Dragging moves the view, Ctrl and the wheel zoom it, Shift and the wheel move it; a click is `pick`'s. */
  bind(surface: Surface, pick: (event: PointerEvent) => void): void {
    const { canvas } = surface;
    let from: { x: number; y: number; moved: boolean } | null = null;
    canvas.addEventListener('pointerdown', event => {
      from = { x: event.clientX, y: event.clientY, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => {
      if (!from) return;
      from.moved ||= Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) > CLICK_PX;
      if (!from.moved) return;
      this.view.pan((from.x - event.clientX) / surface.width * this.view.span);
      from.x = event.clientX;
      this.touch();
    });
    canvas.addEventListener('pointerup', event => {
      if (from && !from.moved) pick(event);
      from = null;
    });
    canvas.addEventListener('pointercancel', () => { from = null; });
    canvas.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      if (event.ctrlKey) this.view.zoom(event.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, this.view.ms(event.offsetX, surface.width));
      else this.view.pan((event.deltaY || event.deltaX) / surface.width * this.view.span);
      this.touch();
    }, { passive: false });
  }

  private zoom(factor: number): void {
    this.view.zoom(factor, Math.min(this.view.to, Math.max(this.view.from, this.clock.ms)));
    this.touch();
  }

  private pan(direction: 1 | -1): void {
    this.view.pan(direction * PAN_SHARE * this.view.span);
    this.touch();
  }

  private fit(): void {
    this.view.fit();
    this.touch();
  }
}
