import type { TimelineData } from './timeline';

/**
 * A timeline's spans: from the page itself where it was written for a file (its source then is `#` and the id of an element, or there is an element named as the
 * place with `-data` behind it), else from the server.
 */
export async function readTimeline(place: HTMLElement): Promise<TimelineData> {
  const source = place.dataset['src']!;
  const inlined = document.getElementById(source.startsWith('#') ? source.slice(1) : place.id + '-data');
  if (inlined) return JSON.parse(inlined.textContent!) as TimelineData;
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`the timeline was answered with ${answer.status}`);
  return await answer.json() as TimelineData;
}
