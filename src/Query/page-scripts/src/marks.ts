import type { ClockPart } from './clock';
import { formatTime } from './times';
import type { Span } from './timeline';

const MARKED_KINDS = new Set(['model_call', 'tool_call', 'verify']);
const MOST_MARKS = 300;

/**
 * What the run did while its terminal was recorded, as marks under that; a click on one chooses its span. For whoever has a pointer: the
 * table of spans says the same to everybody.
 */
export class Marks {
  private readonly strip = document.createElement('div');
  private readonly spans = new Map<Element, Span>();

  constructor(terminal: HTMLElement, choose: (span: Span) => void) {
    this.strip.className = 'terminal-marks';
    this.strip.setAttribute('aria-hidden', 'true');
    this.strip.addEventListener('click', event => {
      const span = this.spans.get(event.target as Element);
      if (span) choose(span);
    });
    terminal.after(this.strip);
  }

  show(spans: readonly Span[], part: ClockPart): void {
    const length = Math.max(part.to - part.from, 1);
    // What began before the recording or after it stands at its edge.
    const placed = spans.filter(span => MARKED_KINDS.has(span.kind)).map(span => ({ span, at: Math.min(1, Math.max(0, (span.start - part.from) / length)) }));
    this.spans.clear();
    for (const { span, at } of thinned(placed)) this.spans.set(mark(span, at), span);
    this.strip.replaceChildren(...this.spans.keys());
  }

  dispose(): void { this.strip.remove(); }
}

/** All of them, or, where they are too many, the first in each of as many equal parts. */
function thinned(placed: readonly { span: Span; at: number }[]): readonly { span: Span; at: number }[] {
  if (placed.length <= MOST_MARKS) return placed;
  const taken = new Set<number>();
  return placed.filter(({ at }) => {
    const part = Math.min(MOST_MARKS - 1, Math.floor(at * MOST_MARKS));
    return !taken.has(part) && taken.add(part);
  });
}

function mark(span: Span, at: number): HTMLElement {
  const made = document.createElement('i');
  made.dataset['kind'] = span.kind;
  made.title = `${span.kind}: ${span.name}, +${formatTime(span.start)}`;
  made.style.left = `${at * 100}%`;
  return made;
}
