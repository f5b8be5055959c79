import type { ClockPart, ReplayClock } from './clock';
import { Playback, type CreatePlayer } from './playback';
import { GrowingRecording, begunAt, lengthOf, readRecording } from './recording';
import type { TimelineData } from './timeline';

// Times are rounded on their way: at the end the last event has to be seen.
const BEHIND_LAST_EVENT_MS = 0.5;

/** The run's terminal on the page. While its recording is made it takes what is new of it, and the whole one once that is there. */
export class Terminal {
  private growing = new GrowingRecording();
  private recording = '';
  private length = 0;
  /** When it began, milliseconds since 1970, where something of it came while it was made. */
  private begunMs: number | null = null;
  /** Which of its recordings was read, and how much of it there was. */
  private read = '';
  private isBehind = false;
  private created: Playback | null = null;
  /** Shows what came while the reader marked text. */
  private catchUp: (() => Promise<void>) | null = null;

  private readonly player: Promise<CreatePlayer>;

  constructor(readonly place: HTMLElement) {
    // Fetched beside the recording, and waited for when that is there.
    this.player = loadPlayer(place);
    this.player.catch(() => undefined);
    document.addEventListener('selectionchange', this.marked);
  }

  get playback(): Playback | null { return this.created; }

  /** It is what came while the recording was made. */
  get isLive(): boolean { return this.place.dataset['live'] !== undefined; }

  /** Takes the words of a newer page's section, and where that finds the recording. */
  rewrite(newer: HTMLElement): void {
    const place = newer.querySelector<HTMLElement>('[data-src]')!;
    if (place.dataset['src'] !== this.place.dataset['src']) {
      // Another run's, from its beginning.
      this.growing = new GrowingRecording();
      this.read = '';
    }
    for (const name of ['src', 'live', 'size']) {
      const value = place.dataset[name];
      if (value === undefined) delete this.place.dataset[name];
      else this.place.dataset[name] = value;
    }
    const [older, words] = [this.place.parentElement!.querySelector('.hint'), newer.querySelector('.hint')];
    if (older && words && older.innerHTML !== words.innerHTML) older.replaceWith(document.importNode(words, true));
  }

  /** Reads what is new of the recording. */
  async fetch(): Promise<void> {
    const { src, size } = this.place.dataset;
    const asked = `${this.isLive} ${size}`;
    if (asked === this.read) return;
    if (!this.isLive || src!.startsWith('#')) {
      this.recording = await readRecording(src!);
      if (this.isLive) this.begunMs = begunAt(this.recording);
    } else if (await this.growing.read(src!)) {
      this.recording = this.growing.recording;
      this.begunMs = this.growing.begunMs;
    } else {
      return;
    }
    this.read = asked;
    this.length = lengthOf(this.recording);
    this.isBehind = true;
  }

  /** Where what came so far ends on the run's clock; 0 for a recording that came as a whole, whose end the spans tell. */
  endIn(data: TimelineData): number { return this.begunMs === null ? 0 : this.partOf(data).to; }

  /** Which part of the run's clock the recording takes; all of it where there are no spans. */
  partOf(data: TimelineData | null): ClockPart {
    const from = this.offsetIn(data);
    return { from, to: from + this.length + BEHIND_LAST_EVENT_MS };
  }

  /** Plays what was read. A reader who marks text in it keeps it as it is until it is no longer marked. */
  async show(data: TimelineData | null, clock: ReplayClock): Promise<void> {
    const offset = this.offsetIn(data);
    this.catchUp = this.created && this.isBehind && this.isMarked() ? () => this.show(data, clock) : null;
    if (this.created && (!this.isBehind || this.catchUp)) return this.created.moveTo(offset);
    this.isBehind = false;
    if (this.created) await this.created.replace(this.recording, offset);
    else this.created = new Playback(this.place, { create: await this.player, recording: this.recording }, clock, offset);
  }

  dispose(): void {
    document.removeEventListener('selectionchange', this.marked);
    this.created?.dispose();
  }

  private readonly marked = (): void => {
    if (this.catchUp && !this.isMarked()) void this.catchUp();
  };

  // The agent's span, which tells it, comes when the agent has ended.
  private offsetIn(data: TimelineData | null): number {
    if (!data) return 0;
    return data.recordingOffsetMs ?? (this.begunMs === null ? 0 : Math.max(0, this.begunMs - data.startUnixMs));
  }

  private isMarked(): boolean {
    const selection = getSelection();
    return selection !== null && !selection.isCollapsed && this.place.contains(selection.anchorNode);
  }
}

function loadPlayer(place: HTMLElement): Promise<CreatePlayer> {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = place.dataset['style']!;
  const script = document.createElement('script');
  script.src = place.dataset['script']!;
  document.head.append(style, script);
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => resolve((globalThis as unknown as { tracingPlayer: CreatePlayer }).tracingPlayer));
    script.addEventListener('error', () => reject(new Error('the player could not be fetched')));
  });
}
