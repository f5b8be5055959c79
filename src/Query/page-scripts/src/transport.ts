import type { ClockListener, ReplayClock } from './clock';
import { formatTime } from './times';

/** What a reader moves the clock by: button, speed and scrubber; and the words that say where it stands. */
export class Transport implements ClockListener {
  private readonly scrubber: HTMLInputElement;
  private readonly button: HTMLElement;
  private readonly time: HTMLElement;

  constructor(root: HTMLElement, private readonly clock: ReplayClock) {
    this.scrubber = root.querySelector('.replay-scrubber')!;
    this.button = root.querySelector('.replay-play')!;
    this.time = root.querySelector('.replay-time')!;
    this.scrubber.addEventListener('input', () => clock.seek(Number(this.scrubber.value)));
    this.button.addEventListener('click', () => clock.toggle());
    const speed = root.querySelector<HTMLSelectElement>('.replay-speed')!;
    speed.addEventListener('change', () => clock.setSpeed(Number(speed.value)));
    clock.listen(this);
  }

  moved(ms: number): void {
    this.time.textContent = `t = ${formatTime(ms)} / ${formatTime(this.clock.duration)}`;
    this.scrubber.max = String(this.clock.duration);
    this.scrubber.value = String(ms);
    this.scrubber.setAttribute('aria-valuetext', formatTime(ms));
  }

  playing(playing: boolean): void {
    this.button.textContent = playing ? 'Pause' : 'Play';
    this.button.setAttribute('aria-pressed', String(playing));
  }
}
