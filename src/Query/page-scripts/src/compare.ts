import { ReplayClock } from './clock';
import { tellFault } from './faults';
import { listenToKeys } from './keys';
import { Lane } from './lane';
import { SideBySide } from './side-by-side';
import { enhanceTables } from './tables';
import { Timeline } from './timeline';
import { readTimeline } from './timeline-source';
import { Transport } from './transport';

/** What tests and curious readers may ask of the page. */
interface PageHandle {
  clock: ReplayClock;
  timelines: SideBySide;
}

async function start(): Promise<void> {
  enhanceTables(document);
  const root = document.getElementById('timelines');
  const places = [...document.querySelectorAll<HTMLElement>('#timelines .lane')];
  if (!root || places.length === 0) return;
  const lanes = await Promise.all(places.map(async place => new Lane(place, new Timeline(await readTimeline(place)))));
  const clock = new ReplayClock(Math.max(...lanes.map(lane => lane.timeline.duration)));
  new Transport(root, clock);
  const timelines = new SideBySide(root, lanes, clock);
  listenToKeys(event => timelines.key(event));
  const handle: PageHandle = { clock, timelines };
  (globalThis as { tracingPage?: PageHandle }).tracingPage = handle;
  document.documentElement.dataset['replay'] = 'ready';
}

start().catch((fault: unknown) => tellFault(document.getElementById('timelines'), 'The timelines', fault));
