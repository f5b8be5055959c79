/** Follows a run that has not ended: asks the server to be told of changes, and reads the page anew whenever it is. */

const FOLLOWS = 'Follows the run.';
const LEAST_BETWEEN_MS = 1_000;
// A page that takes long to read is read less often.
const REST_FACTOR = 4;
const LONGEST_REST_MS = 5_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
// What a run told before its end may come after the word of it: spans and log records have ways of their own.
const LATE_MS = 60_000;

export class LivePage {
  private source: EventSource | null = null;
  private timer = 0;
  private retryMs = FIRST_RETRY_MS;
  private isReading = false;
  private isBehind = false;
  private isOver = false;
  private overTimer = 0;
  private nextRead = 0;

  /** `apply` puts the page as it is now into the one that is open. `place` tells how it stands, and where changes are told. */
  constructor(private readonly place: HTMLElement, private readonly apply: (now: Document) => Promise<void>) {
    document.addEventListener('visibilitychange', () => this.turn());
    this.turn();
  }

  /** True until the last run of the page has ended, and a while longer. */
  get isFollowing(): boolean { return this.place.isConnected && this.place.dataset['src'] !== undefined; }

  // A hidden page asks for nothing: browsers open few connections to a server, and each page that listens holds one.
  private turn(): void {
    if (document.hidden || !this.isFollowing) this.close();
    else if (!this.source) this.open();
  }

  private open(): void {
    const source = new EventSource(this.place.dataset['src']!);
    this.source = source;
    // What changed before the server listened, or while the connection was lost, was not told.
    source.addEventListener('open', () => {
      this.retryMs = FIRST_RETRY_MS;
      this.tell(FOLLOWS);
      this.read();
    });
    source.addEventListener('next', () => this.read());
    source.addEventListener('complete', () => this.reopen());
    source.addEventListener('error', () => {
      this.tell('The connection is lost; it is tried again.');
      if (source.readyState === EventSource.CLOSED) this.reopen();
    });
  }

  private reopen(): void {
    this.close();
    if (!this.isFollowing) return;
    this.timer = window.setTimeout(() => this.turn(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  // One read at a time, and never more than one a second: what is told meanwhile is in the next one.
  private read(): void {
    this.isBehind = true;
    if (this.isReading) return;
    this.isReading = true;
    const wait = Math.max(0, this.nextRead - performance.now());
    window.setTimeout(() => void this.readNow(), wait);
  }

  private async readNow(): Promise<void> {
    this.isBehind = false;
    const begun = performance.now();
    let rest = 0;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (!answer.ok) throw new Error(`the page was answered with ${answer.status}`);
      const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
      await this.apply(now);
      if (now.getElementById('live')) this.goOn();
      else this.end();
      rest = REST_FACTOR * (performance.now() - begun);
    } catch (fault) {
      rest = LONGEST_REST_MS;
      // Where the connection is lost, all is read when it is back.
      if (this.source?.readyState === EventSource.OPEN) {
        this.tell(`What changed could not be read (${fault instanceof Error ? fault.message : String(fault)}); it is tried again.`);
        this.isBehind = true;
      }
    }
    this.nextRead = Math.max(begun + LEAST_BETWEEN_MS, performance.now() + Math.min(LONGEST_REST_MS, rest));
    this.isReading = false;
    if (this.isBehind && this.isFollowing) this.read();
  }

  // Another run of the cell may have begun meanwhile.
  private goOn(): void {
    this.isOver = false;
    clearTimeout(this.overTimer);
    this.place.classList.remove('ended');
    if (this.source?.readyState === EventSource.OPEN) this.say(FOLLOWS);
  }

  private end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.place.classList.add('ended');
    this.say('The run has ended.');
    this.overTimer = window.setTimeout(() => {
      delete this.place.dataset['src'];
      this.close();
    }, LATE_MS);
  }

  /** Of the following nothing is said any more when the run has ended. */
  private tell(text: string): void {
    if (!this.isOver) this.say(text);
  }

  private say(text: string): void {
    if (this.place.textContent !== text) this.place.textContent = text;
  }
}
