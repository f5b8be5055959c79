// The greatest terminal and the latest event, seconds, that a page plays.
const WIDEST = 500;
const TALLEST = 200;
const LONGEST_S = 1e7;
// A recorder of ours writes 32 MiB at the most; what is much longer would take all of a tab's memory.
const LARGEST = 40 << 20;
const EVENT = /^\[\s*(-?\d[\d.eE+-]*)\s*,\s*"([a-z])"\s*,/;
const RESIZE = /^(\[[^,]+,\s*"r"\s*,\s*)"(\d+)x(\d+)"/;

/**
 * A recording (asciicast v2 or v3) as the player may have it: whoever made it, its terminal has a size that a page can bear, and its
 * events have times and texts. Throws where its first line is no header.
 */
export function bounded(recording: string): string {
  const [first, ...events] = recording.split('\n');
  const kept = events.filter(isEvent).map(event => event.replace(RESIZE, (_, start: string, columns: string, rows: string) =>
    `${start}"${within(Number(columns), WIDEST)}x${within(Number(rows), TALLEST)}"`));
  return [headerOf(first ?? ''), ...kept, ''].join('\n');
}

function headerOf(line: string): string {
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new Error('its first line is no header');
  }
  if (header['version'] === 2) {
    header['width'] = within(header['width'], WIDEST);
    header['height'] = within(header['height'], TALLEST);
  } else if (header['version'] === 3) {
    const terminal = (header['term'] ?? {}) as Record<string, unknown>;
    header['term'] = { ...terminal, cols: within(terminal['cols'], WIDEST), rows: within(terminal['rows'], TALLEST) };
  } else {
    throw new Error('its version is neither 2 nor 3');
  }
  return JSON.stringify(header);
}

// A line that the player could not read would keep it from playing all others.
function isEvent(line: string): boolean {
  if (!isTime(timeOf(line))) return false;
  try {
    return typeof (JSON.parse(line) as unknown[])[2] === 'string';
  } catch {
    return false;
  }
}

function timeOf(line: string): number { return Number(EVENT.exec(line)?.[1]); }

function isTime(seconds: number): boolean { return seconds >= 0 && seconds <= LONGEST_S; }

function within(size: unknown, most: number): number {
  const number = Math.floor(Number(size));
  return number >= 1 ? Math.min(number, most) : 1;
}

/** Reads a recording: from the service, or from the page where that is a file, from which nothing can be fetched (`#` and an id). */
export async function readRecording(source: string): Promise<string> {
  if (source.startsWith('#')) {
    const block = document.getElementById(source.slice(1));
    if (!block) throw new Error('the page does not hold it');
    return bounded(JSON.parse(block.textContent ?? '') as string);
  }
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`it was answered with ${answer.status}`);
  return bounded(await textOf(answer));
}

async function textOf(answer: Response): Promise<string> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  for (let length = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('');
    length += value.length;
    if (length > LARGEST) {
      await reader.cancel();
      throw new Error('it is larger than a page can hold; the file is above');
    }
    parts.push(value);
  }
}

/** Milliseconds from its beginning to its last event. */
export function lengthOf(recording: string): number {
  const [first, ...events] = recording.split('\n');
  const isRelative = (JSON.parse(first ?? '') as Record<string, unknown>)['version'] === 3;
  return events.map(timeOf).filter(isTime).reduce((end, time) => isRelative ? end + time * 1000 : Math.max(end, time * 1000), 0);
}

/** When it began, milliseconds since 1970, as its first line tells it: to the second. */
export function begunAt(recording: string): number {
  const told = Number((JSON.parse(recording.slice(0, recording.indexOf('\n'))) as Record<string, unknown>)['timestamp']);
  return Number.isFinite(told) ? told * 1000 : 0;
}

/** A recording that is still made: what came of it, piece by piece. */
export class GrowingRecording {
  private text = '';
  private next = 0;
  private begun: number | null = null;

  /** When it began, milliseconds since 1970. */
  get begunMs(): number { return this.begun ?? begunAt(this.text); }

  /** What came, up to its last whole line. */
  get recording(): string { return bounded(this.text.slice(0, this.text.lastIndexOf('\n') + 1)); }

  /** Reads what is new. True where there was something. */
  async read(source: string): Promise<boolean> {
    const before = this.next;
    for (;;) {
      const answer = await fetch(`${source}&from=${this.next}`);
      if (!answer.ok) throw new Error(`it was answered with ${answer.status}`);
      const next = Number(answer.headers.get('Recording-Next'));
      this.text += await answer.text();
      if (!(next > this.next)) return this.next > before;
      this.next = next;
      this.begun ??= Number(answer.headers.get('Recording-Begun')) / 1e6;
    }
  }
}
