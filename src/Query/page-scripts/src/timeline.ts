import { visible } from './visible-text';

/** The spans of a run as the server sends them, in columns: `replay.json`. Times are milliseconds since the run's start. */
export interface TimelineData {
  durationMs: number;
  /** The run's start, milliseconds since 1970. */
  startUnixMs: number;
  /** When the terminal's recording began; absent before the agent has ended. */
  recordingOffsetMs?: number;
  /** The run has more spans than these. */
  isCut: boolean;
  names: string[];
  kinds: string[];
  ids: string[];
  parents: number[];
  name: number[];
  kind: number[];
  start: number[];
  duration: number[];
  error: number[];
}

export interface Span {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  /** Empty: an inner span of the agent, which is none of the kinds that a run is made of. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly error: boolean;
  readonly parent: Span | null;
  readonly children: Span[];
  depth: number;
  isCritical: boolean;
}

/** One line of the timeline. */
export interface Row {
  readonly span: Span;
  /** Spans below it that are not shown. */
  readonly folded: number;
}

const LONG_SHARE = 0.02;

export class Timeline {
  readonly spans: Span[] = [];
  readonly roots: Span[] = [];
  readonly duration: number;

  constructor(data: TimelineData) {
    const names = data.names.map(visible);
    const kinds = data.kinds.map(visible);
    for (let i = 0; i < data.ids.length; i++) {
      const parent = this.spans[data.parents[i]!] ?? null;
      const start = data.start[i]!;
      const span: Span = {
        index: i, id: data.ids[i]!, name: names[data.name[i]!]!, kind: kinds[data.kind[i]!]!,
        start, end: start + data.duration[i]!, error: data.error[i] === 1, parent, children: [], depth: 0, isCritical: false,
      };
      this.spans.push(span);
      (parent?.children ?? this.roots).push(span);
    }
    this.duration = Math.max(data.durationMs, this.spans.reduce((end, span) => Math.max(end, span.end), 0));
    for (const span of this.walk()) span.depth = span.parent ? span.parent.depth + 1 : 0;
    for (const root of this.roots) markCritical(root);
  }

  /** Lines, parents before children. Folded: what neither says what the run did, nor took long, nor failed. */
  rows(showAll: boolean): Row[] {
    const shown = new Set<Span>();
    for (const span of this.spans) {
      if (!showAll && !this.tells(span)) continue;
      for (let at: Span | null = span; at && !shown.has(at); at = at.parent) shown.add(at);
    }
    if (shown.size === 0) for (const root of this.roots) shown.add(root);
    const hidden = this.hiddenBelow(shown);
    const rows: Row[] = [];
    for (const span of this.walk()) if (shown.has(span)) rows.push({ span, folded: hidden[span.index]! });
    return rows;
  }

  // Children stand behind their parents: from the end, what is hidden below a span is known when its parent is told of it.
  private hiddenBelow(shown: ReadonlySet<Span>): number[] {
    const below = new Array<number>(this.spans.length).fill(0);
    for (let i = this.spans.length - 1; i >= 0; i--) {
      const span = this.spans[i]!;
      if (span.parent && !shown.has(span)) below[span.parent.index]! += below[i]! + 1;
    }
    return below;
  }

  private tells(span: Span): boolean {
    return span.kind !== '' || span.error || span.end - span.start >= this.duration * LONG_SHARE;
  }

  /** Depth first, without recursion: a trace may be deeper than the stack. */
  private *walk(): Generator<Span> {
    const open = [...this.roots].reverse();
    for (let span = open.pop(); span; span = open.pop()) {
      yield span;
      for (let i = span.children.length - 1; i >= 0; i--) open.push(span.children[i]!);
    }
  }
}

/** The chain of spans that the run's length hangs on: from its end back, always the child that ended last before. */
function markCritical(root: Span): void {
  const open = [{ span: root, until: root.end }];
  for (let at = open.pop(); at; at = open.pop()) {
    at.span.isCritical = true;
    let until = Math.min(at.until, at.span.end);
    for (const child of [...at.span.children].sort((a, b) => b.end - a.end)) {
      if (child.end > until && child.start >= until) continue;
      if (child.start < until && Math.min(child.end, until) > at.span.start) {
        open.push({ span: child, until: Math.min(child.end, until) });
        until = child.start;
      }
    }
  }
}
