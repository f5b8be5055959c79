import { ReplayClock } from './clock';
import { moveByKey } from './keys';
import { Transport } from './transport';

/** What moves a terminal of whose run no spans are there to show: a clock of the recording's own length, with its controls above the terminal. */
export class Alone {
  readonly clock: ReplayClock;
  private readonly controls = document.createElement('div');

  constructor(place: HTMLElement, duration: number) {
    this.clock = new ReplayClock(duration);
    this.controls.append(place.parentElement!.querySelector<HTMLTemplateElement>('.terminal-controls')!.content.cloneNode(true));
    place.before(this.controls);
    new Transport(this.controls, this.clock);
  }

  /** The keys of the page. True when it was one of them. */
  key(event: KeyboardEvent): boolean { return moveByKey(this.clock, event.key); }

  dispose(): void {
    this.clock.pause();
    this.controls.remove();
  }
}
