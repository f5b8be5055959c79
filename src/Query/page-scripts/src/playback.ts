import type { ClockListener, ReplayClock } from './clock';

/** What the player's bundle puts on the window. */
export interface Player {
  play(): Promise<void>;
  pause(): void;
  seek(seconds: number): Promise<void>;
  getCurrentTime(): Promise<number>;
  getDuration(): Promise<number | undefined>;
  dispose(): void;
}

export type CreatePlayer = (recording: { data: string }, place: HTMLElement, options: Record<string, unknown>) => Player;

const MOST_APART_MS = 30;
const LOOK_EVERY_MS = 200;
const READY_WITHIN_MS = 5_000;
const OPTIONS = { fit: 'width', controls: false, idleTimeLimit: 1e9, preload: true, poster: 'npt:0', terminalFontFamily: 'ui-monospace, monospace' };

/** The terminal's recording, moved by the page's clock. */
export class Playback implements ClockListener {
  private readonly create: CreatePlayer;
  private box: HTMLElement;
  private player: Player;
  private lastLook = 0;
  private isPlaying = false;
  private pending: number | null = null;
  private isSeeking = false;

  constructor(private readonly place: HTMLElement, player: { create: CreatePlayer; recording: string }, private readonly clock: ReplayClock, private offsetMs: number) {
    this.create = player.create;
    this.box = document.createElement('div');
    place.style.position = 'relative';
    place.replaceChildren(this.box);
    place.classList.remove('none');
    // The player has keys of its own, and would do again, or otherwise, what they did to the clock.
    place.addEventListener('keydown', stop);
    this.player = this.create({ data: player.recording }, this.box, OPTIONS);
    clock.listen(this);
  }

  /** Plays another recording in its place: it is made ready behind what is seen, and seen when it stands where the clock does. */
  async replace(recording: string, offsetMs: number): Promise<void> {
    const box = document.createElement('div');
    Object.assign(box.style, { position: 'absolute', inset: '0 0 auto', visibility: 'hidden' });
    this.place.append(box);
    const player = this.create({ data: recording }, box, OPTIONS);
    this.offsetMs = offsetMs;
    // One that the player cannot read is never ready: its own words then are what is seen.
    await Promise.race([player.seek(this.wanted / 1000), new Promise(resolve => setTimeout(resolve, READY_WITHIN_MS))]);
    await new Promise(requestAnimationFrame);
    const [oldBox, oldPlayer] = [this.box, this.player];
    const hadFocus = oldBox.contains(document.activeElement);
    [this.box, this.player, this.isPlaying, this.isSeeking] = [box, player, false, false];
    box.removeAttribute('style');
    oldBox.remove();
    oldPlayer.dispose();
    if (hadFocus) box.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    this.moved(this.clock.ms, true);
  }

  /** How far the terminal is from the clock, milliseconds. After its end a recording stands still. */
  async apart(): Promise<number> {
    const length = ((await this.player.getDuration()) ?? Infinity) * 1000;
    return Math.abs((await this.player.getCurrentTime()) * 1000 - Math.min(this.wanted, length));
  }

  /** The recording began at another time of the clock than was known. */
  moveTo(offsetMs: number): void {
    if (offsetMs === this.offsetMs) return;
    this.offsetMs = offsetMs;
    this.moved(this.clock.ms, true);
  }

  dispose(): void {
    this.clock.leave(this);
    this.place.removeEventListener('keydown', stop);
    this.player.dispose();
  }

  moved(ms: number, byHand: boolean): void {
    if (byHand || this.clock.rate !== 1) this.seek();
    else if (this.isPlaying && performance.now() - this.lastLook > LOOK_EVERY_MS) this.look();
    this.follow(ms);
  }

  playing(): void { this.follow(this.clock.ms); }

  // The player keeps its own time at its own speed; at any other speed, and before the recording begins, it is moved frame by frame.
  private follow(ms: number): void {
    const shall = this.clock.isPlaying && this.clock.rate === 1 && ms >= this.offsetMs;
    if (shall === this.isPlaying) return;
    this.isPlaying = shall;
    if (shall) void this.player.play();
    else this.player.pause();
    // Playing, it may be a little behind.
    if (!shall) this.seek();
  }

  private get wanted(): number { return Math.max(0, this.clock.ms - this.offsetMs); }

  private look(): void {
    this.lastLook = performance.now();
    const player = this.player;
    void this.apart().then(apart => { if (player === this.player && apart > MOST_APART_MS) this.seek(); });
  }

  // One seek at a time; of those that were asked for meanwhile the last counts.
  private seek(): void {
    this.pending = this.wanted;
    if (!this.isSeeking) void this.drain(this.player);
  }

  private async drain(player: Player): Promise<void> {
    this.isSeeking = true;
    while (this.pending !== null && player === this.player) {
      const to = this.pending;
      this.pending = null;
      await player.seek(to / 1000);
    }
    // One that was replaced meanwhile says nothing of its successor.
    if (player === this.player) this.isSeeking = false;
  }
}

function stop(event: Event): void { event.stopPropagation(); }
