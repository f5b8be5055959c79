import { Alone } from './alone';
import { ReplayClock } from './clock';
import { addCopyButtons } from './copying';
import { takeBackFault, tellFault } from './faults';
import { listenToKeys } from './keys';
import { LivePage } from './live';
import { Marks } from './marks';
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
  readonly replay: Replay | null;
  readonly clock: ReplayClock;
  readonly playback: Playback | null;
}

// Sections in which something moves by the clock, or goes with that.
const MOVING = new Set(['replay', 'playback', 'spans']);

/** What moves by the clock: the replay, or, where no spans are there to show, the terminal alone. */
let replay: Replay | null = null;
let alone: Alone | null = null;
let handle: PageHandle | null = null;
let table: SpanTable | null = null;
let terminal: Terminal | null = null;
let marks: Marks | null = null;
let isFollowing = false;
let turn: Promise<void> = Promise.resolve();

/** The script runs while the page is still being read: the replay stands above it and begins, all else waits for the page's end. */
async function start(): Promise<void> {
  const whole = new Promise<void>(resolve => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
    else resolve();
  });
  listenToKeys(event => (replay ?? alone)?.key(event) ?? false);
  // In a file the spans stand at the page's end.
  if (replayPlace()?.dataset['src']?.startsWith('#')) await whole;
  const begun = beginReplay().catch(tell);
  await whole;
  const sections = new Sections(document.querySelector('main')!, settled => {
    if (settled.some(section => MOVING.has(section.id))) inTurn(showAgain).catch(tell);
  });
  addCopyButtons(document);
  enhanceTables(document);
  await inTurn(async () => showRun(await begun));
  const live = document.querySelector<HTMLElement>('#live[data-src]');
  if (!live) return;
  follow();
  new LivePage(live, now => inTurn(() => putInPlace(sections, now)));
}

/** What is shown is changed by one at a time. */
function inTurn(act: () => Promise<void>): Promise<void> {
  const done = turn.then(act);
  turn = done.catch(() => undefined);
  return done;
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
  if (!root) {
    await news;
    return null;
  }
  const data = await readTimeline(root);
  await news;
  const timeline = new Timeline(reaching(data));
  takeBackFault(root);
  if (replay) {
    replay.update(timeline);
  } else {
    // The terminal begins anew, by the clock of the spans.
    if (alone) dropTerminal();
    const clock = new ReplayClock(timeline.duration);
    replay = new Replay(root, timeline, clock);
    hand(clock);
    root.classList.add('ready');
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

function hand(clock: ReplayClock): void {
  handle = { replay, clock, get playback() { return terminal?.playback ?? null; } };
  (globalThis as { tracingPage?: PageHandle }).tracingPage = handle;
}

/** What moves with the replay: the table of a long run's spans, and the terminal. Null where no spans are there to show. */
async function showRun(data: TimelineData | null): Promise<void> {
  if (replay) showSpans(replayPlace()!, replay);
  const place = document.querySelector<HTMLElement>('#playback [data-src]');
  if (!place) return;
  try {
    if (!terminal) {
      terminal = new Terminal(place);
      await terminal.fetch();
      if (data && replay && terminal.endIn(data) > replay.shown.duration) replay.update(new Timeline(reaching(data)));
    }
    if (!replay) playAlone(terminal);
    await terminal.show(data, handle!.clock);
    if (data) showMarks(terminal, data);
    document.documentElement.dataset['playback'] = 'ready';
  } catch (fault) {
    if (alone) dropTerminal();
    place.textContent = `The recording cannot be played: ${fault instanceof Error ? fault.message : String(fault)}.`;
    place.classList.add('none');
    document.documentElement.dataset['playback'] = 'failed';
  }
}

function playAlone(of: Terminal): void {
  const end = of.partOf(null).to;
  if (alone) return alone.clock.extend(end);
  alone = new Alone(of.place, end);
  hand(alone.clock);
}

function showMarks(of: Terminal, data: TimelineData): void {
  marks ??= new Marks(of.place, span => replay?.select(span));
  marks.show(replay!.shown.spans, of.partOf(data));
}

function showSpans(root: HTMLElement, of: Replay): void {
  const spans = document.getElementById('spans');
  if (table) table.update(of.shown);
  else if (spans) table = SpanTable.in(spans, of.shown, span => { of.select(span); root.scrollIntoView({ block: 'nearest' }); });
}

// The replay takes the new spans, the terminal its news; every other section is replaced where it changed, and so is a replay that could not be shown.
async function putInPlace(sections: Sections, now: Document): Promise<void> {
  const newer = now.getElementById('playback');
  const goesOn = terminal?.playback != null && newer?.querySelector('[data-src]') != null;
  sections.update(now, section => (section.id === 'replay' && replay !== null) || (section.id === 'spans' && table !== null) || (section.id === 'playback' && goesOn));
  if (goesOn) terminal!.rewrite(newer!);
  else dropTerminal();
  const news = terminal?.fetch();
  // Waited for below, after something else that may fail.
  news?.catch(() => undefined);
  const place = replayPlace();
  const source = now.querySelector<HTMLElement>('#replay')?.dataset['src'];
  if (place && source) place.dataset['src'] = source;
  const details = now.querySelector<HTMLElement>('#replay .replay-attributes')?.dataset['src'];
  if (place && details) place.querySelector<HTMLElement>('.replay-attributes')!.dataset['src'] = details;
  // Where something is shown already it stays, and the words on following tell of the fault.
  await showRun(await beginReplay(news).catch(fault => {
    if (!replay) tell(fault);
    throw fault;
  }));
  follow();
}

// Such a section was put in place when its reader had left it.
async function showAgain(): Promise<void> {
  if (terminal && !terminal.place.isConnected) dropTerminal();
  await showRun(await beginReplay());
}

function dropTerminal(): void {
  terminal?.dispose();
  marks?.dispose();
  terminal = null;
  marks = null;
  if (!alone) return;
  alone.dispose();
  alone = null;
  handle = null;
  isFollowing = false;
}

function tell(fault: unknown): null {
  tellFault(document.getElementById('replay'), 'The replay', fault, replay !== null);
  return null;
}

start().catch(tell);
