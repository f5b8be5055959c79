import type { Palette } from './palette';
import { formatTick } from './times';
import type { Row, Span } from './timeline';
import type { Viewport } from './viewport';

export const ROW_HEIGHT = 20;
export const AXIS_HEIGHT = 18;
const INDENT = 10;
// Of the width: however deep a span stands, its name can be read.
const MOST_INDENT = 0.3;
const LEAST_LABEL = 24;

/** A canvas in the pixels of the screen. */
export class Surface {
  readonly context: CanvasRenderingContext2D;
  width = 0;
  height = 0;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d')!;
  }

  /** Begins a frame. */
  clear(width: number, height: number): void {
    const ratio = devicePixelRatio;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    this.width = width;
    this.height = height;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.context.font = '12px system-ui, sans-serif';
    this.context.textBaseline = 'middle';
  }
}

export interface Scene {
  rows: readonly Row[];
  view: Viewport;
  top: number;
  now: number;
  selected: Span | null;
}

/** Draws the lines that can be seen, whatever their number. */
export function drawRows(surface: Surface, scene: Scene, palette: Palette): void {
  const { context, width, height } = surface;
  drawTicks(surface, scene.view, palette);
  const first = Math.max(0, Math.floor(scene.top / ROW_HEIGHT));
  const last = Math.min(scene.rows.length, Math.ceil((scene.top + height - AXIS_HEIGHT) / ROW_HEIGHT));
  context.save();
  context.beginPath();
  context.rect(0, AXIS_HEIGHT, width, height - AXIS_HEIGHT);
  context.clip();
  for (let i = first; i < last; i++) drawRow(surface, scene, palette, scene.rows[i]!, AXIS_HEIGHT + i * ROW_HEIGHT - scene.top);
  context.restore();
  const x = scene.view.x(scene.now, width);
  context.fillStyle = palette.bad;
  context.fillRect(x - 0.75, 0, 1.5, height);
}

function drawRow(surface: Surface, scene: Scene, palette: Palette, row: Row, y: number): void {
  const { context, width } = surface;
  const { span } = row;
  if (span === scene.selected) {
    context.fillStyle = palette.raised;
    context.fillRect(0, y, width, ROW_HEIGHT);
  }
  const from = Math.max(-2, scene.view.x(span.start, width));
  const to = Math.min(width + 2, scene.view.x(span.end, width));
  const bar = Math.max(2, to - from);
  if (from < width && to > 0) {
    context.globalAlpha = span.start > scene.now ? 0.3 : 1;
    context.fillStyle = span.error ? palette.bad : palette.kinds[span.kind] || palette.faint;
    context.fillRect(from, y + 3, bar, ROW_HEIGHT - 8);
    if (span.isCritical) context.fillRect(from, y + ROW_HEIGHT - 4, bar, 2);
    if (span === scene.selected) {
      context.strokeStyle = palette.text;
      context.lineWidth = 1.5;
      context.strokeRect(from, y + 2.5, bar, ROW_HEIGHT - 6);
    }
    context.globalAlpha = 1;
  }
  const label = (row.folded > 0 ? `${span.name} +${row.folded}` : span.name);
  const right = to + 5;
  const measured = context.measureText(label).width;
  const x = right + measured < width ? Math.max(right, 4) : Math.max(4 + Math.min(span.depth * INDENT, width * MOST_INDENT), Math.min(from - measured - 5, width - measured - 4));
  context.fillStyle = palette.text;
  if (width - x > LEAST_LABEL) context.fillText(label, x, y + ROW_HEIGHT / 2 - 1, width - x - 2);
}

function drawTicks(surface: Surface, view: Viewport, palette: Palette): void {
  const { context, width, height } = surface;
  const step = niceStep(view.span / Math.max(2, width / 110));
  context.fillStyle = palette.faint;
  for (let at = Math.ceil(view.from / step) * step; at <= view.to; at += step) {
    const x = view.x(at, width);
    context.globalAlpha = 0.25;
    context.fillRect(x, AXIS_HEIGHT, 1, height);
    context.globalAlpha = 1;
    context.fillText(formatTick(at, step), x + 3, AXIS_HEIGHT / 2);
  }
}

/** All spans on few pixels, and the part that is shown. */
export function drawMinimap(surface: Surface, spans: readonly Span[], view: Viewport, whole: Viewport, now: number, palette: Palette): void {
  const { context, width, height } = surface;
  const lanes = Math.max(1, Math.floor(height / 3));
  for (const span of spans) {
    context.fillStyle = span.error ? palette.bad : palette.kinds[span.kind] || palette.line;
    context.fillRect(whole.x(span.start, width), (span.depth % lanes) * 3, Math.max(1, whole.x(span.end, width) - whole.x(span.start, width)), 2);
  }
  if (!view.isWhole) {
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.2;
    context.fillRect(whole.x(view.from, width), 0, Math.max(2, whole.x(view.to, width) - whole.x(view.from, width)), height);
    context.globalAlpha = 1;
  }
  context.fillStyle = palette.bad;
  context.fillRect(whole.x(now, width) - 0.5, 0, 1, height);
}

/** 1, 2 or 5 times a power of ten, at least as long as asked for. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map(n => n * power).find(step => step >= least)!;
}
