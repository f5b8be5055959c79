/** Which part of the run a canvas shows. */
export class Viewport {
  from = 0;
  to: number;

  constructor(private duration: number, private readonly shortest = 1) {
    this.to = Math.max(duration, shortest);
  }

  get span(): number { return this.to - this.from; }
  get isWhole(): boolean { return this.from <= 0 && this.to >= this.duration; }

  x(ms: number, width: number): number { return (ms - this.from) / this.span * width; }
  ms(x: number, width: number): number { return this.from + x / width * this.span; }

  /** Zooms by a factor around a time. */
  zoom(factor: number, around: number): void {
    const wanted = Math.min(Math.max(this.span * factor, this.shortest), Math.max(this.duration, this.shortest));
    const share = (around - this.from) / this.span;
    this.moveTo(around - share * wanted, wanted);
  }

  pan(ms: number): void { this.moveTo(this.from + ms, this.span); }

  /** The run goes on: what showed all of it still does. */
  extend(duration: number): void {
    const whole = this.isWhole;
    this.duration = duration;
    if (whole) this.fit();
  }

  fit(): void { this.moveTo(0, Math.max(this.duration, this.shortest)); }

  /** Moves so that a time can be seen. */
  reveal(ms: number): void {
    if (ms < this.from || ms > this.to) this.moveTo(ms - this.span / 10, this.span);
  }

  private moveTo(from: number, span: number): void {
    const last = Math.max(this.duration, this.shortest) - span;
    this.from = Math.min(Math.max(0, from), Math.max(0, last));
    this.to = this.from + span;
  }
}
