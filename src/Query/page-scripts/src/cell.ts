import { ReplayClock } from './clock';
import { addCopyButtons } from './copying';
import { listenToKeys } from './keys';
import { LivePage } from './live';
import type { Playback } from './playback';
import { Replay } from './replay';
import { Sections } from './sections';
import { SpanTable } from './span-table';
import { enhanceTables } from './tables';
import { Terminal } from './terminal';
import { Timeline, type TimelineData } from './timeline';
import { readTimeline } from './timeline-source';

/** What tests and curious readers may ask of the page. */
interface PageHandle {
  replay: Replay;
  clock: ReplayClock;
  readonly playback: Playback | null;
}

let handle: PageHandle | null = null;
let table: SpanTable | null = null;
let terminal: Terminal | null = null;
let isFollowing = false;

/** The script runs while the page is still being read: the replay stands above it and begins, all else waits for the page's end. */
async function start(): Promise<void> {
  const whole = new Promise<void>(resolve => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    else resolve();
  });
  listenToKeys(event => handle?.replay.key(event) ?? false);
  // In a file the spans stand at the page's end.
  if (replayPlace()?.dataset['src']?.startsWith('#')) await whole;
  const begun = beginReplay().catch(tellFault);
  await whole;
  const sections = new Sections(document.querySelector('main')!);
  addCopyButtons(document);
  enhanceTables(document);
  const data = await begun;
  if (data) await showRun(data);
  const live = document.querySelector<HTMLElement>('#live[data-src]');
  if (!live) return;
  follow();
  new LivePage(live, now => putInPlace(sections, now));
}

/** Who opens the page of a run that goes on sees how far it is, and stays at its end until another time is chosen. */
function follow(): void {
  if (isFollowing || !handle) return;
  isFollowing = true;
  handle.clock.seek(handle.clock.duration);
}

function replayPlace(): HTMLElement | null { return document.querySelector<HTMLElement>('#replay[data-src]'); }

/** The replay alone, when what is read meanwhile is there: the terminal's news may reach beyond the spans. */
async function beginReplay(news?: Promise<void>): Promise<TimelineData | null> {
  const root = replayPlace();
  if (!root) return null;
  const data = await readTimeline(root);
  await news;
  const timeline = new Timeline(reaching(data));
  if (handle) {
    handle.replay.update(timeline);
  } else {
    const clock = new ReplayClock(timeline.duration);
    handle = { replay: new Replay(root, timeline, clock), clock, get playback() { return terminal?.playback ?? null; } };
    root.classList.add('ready');
    (globalThis as { tracingPage?: PageHandle }).tracingPage = handle;
    document.documentElement.dataset['replay'] = 'ready';
    performance.mark('replay-ready');
  }
  const cut = root.querySelector<HTMLElement>('.replay-cut');
  if (cut) {
    cut.hidden = !data.isCut;
    cut.textContent = `The first ${data.ids.length} spans by start are shown.`;
  }
  return data;
}

/** A run's spans, with room for what the terminal has shown since the last of them ended. */
function reaching(data: TimelineData): TimelineData {
  return { ...data, durationMs: Math.max(data.durationMs, terminal?.endIn(data) ?? 0) };
}

/** What moves with the replay: the table of a long run's spans, and the terminal. */
async function showRun(data: TimelineData): Promise<void> {
  const page = handle!;
  showSpans(replayPlace()!, page.replay);
  const place = document.querySelector<HTMLElement>('#playback [data-src]');
  if (!place) return;
  try {
    if (!terminal) {
      terminal = new Terminal(place, page.clock);
      await terminal.fetch();
      if (terminal.endIn(data) > page.clock.duration) page.replay.update(new Timeline(reaching(data)));
    }
    await terminal.show(data);
    document.documentElement.dataset['playback'] = 'ready';
  } catch (fault) {
    place.textContent = `The recording cannot be played: ${fault instanceof Error ? fault.message : String(fault)}.`;
    place.classList.add('none');
    document.documentElement.dataset['playback'] = 'failed';
  }
}

function showSpans(root: HTMLElement, replay: Replay): void {
  const spans = document.getElementById('spans');
  if (table) table.update(replay.shown);
  else if (spans) table = SpanTable.in(spans, replay.shown, span => { replay.select(span); root.scrollIntoView({ block: 'nearest' }); });
}

// The replay takes the new spans, the terminal its news; every other section is replaced where it changed.
async function putInPlace(sections: Sections, now: Document): Promise<void> {
  const newer = now.getElementById('playback');
  const goesOn = terminal?.playback != null && newer?.querySelector('[data-src]') != null;
  sections.update(now, section => handle !== null && (section.id === 'replay' || (section.id === 'spans' && table !== null) || (section.id === 'playback' && goesOn)));
  if (goesOn) terminal!.rewrite(newer!);
  else dropTerminal();
  const news = terminal?.fetch();
  // Waited for below, after something else that may fail.
  news?.catch(() => undefined);
  const replay = replayPlace();
  const source = now.querySelector<HTMLElement>('#replay')?.dataset['src'];
  if (replay && source) replay.dataset['src'] = source;
  const data = await beginReplay(news);
  if (data) await showRun(data);
  follow();
}

function dropTerminal(): void {
  terminal?.dispose();
  terminal = null;
}

function tellFault(fault: unknown): null {
  const place = document.querySelector('#replay .replay-fault');
  if (place) place.textContent = `The replay could not be shown: ${fault instanceof Error ? fault.message : String(fault)}.`;
  return null;
}

start().catch(tellFault);
