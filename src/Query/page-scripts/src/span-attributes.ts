import type { Span } from './timeline';

/** What a span says of itself, in the server's words: those of the page's table, else those that it is asked for. None where nobody knows. */
export async function attributesOf(span: Span, source: string | undefined): Promise<Node[]> {
  const row = document.getElementById('span-' + span.id);
  if (row) return [...row.lastElementChild!.childNodes].map(node => node.cloneNode(true));
  if (!source) return [];
  const answer = await fetch(`${source}&span=${span.id}`);
  if (!answer.ok) return [];
  const told = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return [...told.body.childNodes].map(node => document.importNode(node, true));
}
