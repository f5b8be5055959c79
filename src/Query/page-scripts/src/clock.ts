/** One clock for everything on the page that moves: milliseconds since the run's start, and how fast they pass. */

export interface ClockListener {
  /** The time has changed, by playing or by hand. */
  moved(ms: number, byHand: boolean): void;
  /** Playing began or ended, or its speed changed. */
  playing(playing: boolean, speed: number): void;
}

/** A part of what a clock runs through, milliseconds. */
export interface ClockPart {
  readonly from: number;
  readonly to: number;
}

export class ReplayClock {
  private readonly listeners: ClockListener[] = [];
  private at = 0;
  private speed = 1;
  private running = false;
  private since = 0;

  constructor(private end: number) {}

  get duration(): number { return this.end; }

  get ms(): number { return this.at; }
  get isPlaying(): boolean { return this.running; }
  get rate(): number { return this.speed; }

  listen(listener: ClockListener): void {
    this.listeners.push(listener);
    listener.moved(this.at, true);
    listener.playing(this.running, this.speed);
  }

  leave(listener: ClockListener): void {
    this.listeners.splice(this.listeners.indexOf(listener), 1);
  }

  /** The run goes on: who stands at its end stays there. */
  extend(duration: number): void {
    const isAtEnd = this.at > 0 && this.at >= this.end;
    this.end = duration;
    this.seek(isAtEnd ? duration : this.at);
  }

  seek(ms: number): void {
    this.at = Math.min(this.end, Math.max(0, ms));
    this.since = performance.now();
    for (const listener of this.listeners) listener.moved(this.at, true);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    for (const listener of this.listeners) listener.playing(this.running, speed);
  }

  toggle(): void {
    if (this.running) return this.pause();
    if (this.at >= this.end) this.seek(0);
    this.running = true;
    this.since = performance.now();
    this.tell();
    requestAnimationFrame(this.tick);
  }

  pause(): void {
    if (!this.running) return;
    this.running = false;
    this.tell();
  }

  private readonly tick = (now: number): void => {
    if (!this.running) return;
    this.at = Math.min(this.end, this.at + Math.max(0, now - this.since) * this.speed);
    this.since = now;
    for (const listener of this.listeners) listener.moved(this.at, false);
    if (this.at >= this.end) return this.pause();
    requestAnimationFrame(this.tick);
  };

  private tell(): void {
    for (const listener of this.listeners) listener.playing(this.running, this.speed);
  }
}
