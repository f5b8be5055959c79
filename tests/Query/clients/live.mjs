// Subscribes with graphql-ws and graphql-sse until each was told a run and a span; prints one JSON line and exits 1 at the first fault.
// What happens is made to happen by whoever runs this, again and again until this ends.
import assert from 'node:assert/strict';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, runId, sweep] = process.argv.slice(2);
const ws = createWsClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, keepAlive: 1000 });
const sse = createSseClient({ url, retryAttempts: 0 });
const told = {};

async function first(name, client, request) {
  for await (const result of client.iterate(request)) {
    assert.equal(result.errors, undefined, `${name}: ${JSON.stringify(result.errors)}`);
    told[name] = result.data;
    return;
  }
  assert.fail(`${name}: ended without an event`);
}

async function refused(name, client, query, code) {
  try {
    for await (const result of client.iterate({ query })) {
      assert.equal(result.errors?.[0].extensions.code, code, `${name}: ${JSON.stringify(result)}`);
      return;
    }
    assert.fail(`${name}: ended without an error`);
  } catch (errors) {
    assert.equal((Array.isArray(errors) ? errors : [errors])[0].extensions?.code, code, `${name}: ${errors?.message ?? JSON.stringify(errors)}`);
  }
}

for (const [name, client] of Object.entries({ ws, sse })) {
  await refused(`${name} filter`, client, 'subscription { runChanged(filter: { agents: [] }) { id } }', 'BAD_FILTER');
  await refused(`${name} syntax`, client, 'subscription {', 'SYNTAX');
  await refused(`${name} schema`, client, 'subscription { nothing }', 'INVALID');
  await refused(`${name} cost`, client, `subscription { runChanged { ${'spans { attributes { key } events { attributes { key value } } } '.repeat(1)} scores { axis } ${Array.from({ length: 90 }, (_, i) => `a${i}: spans { attributes { key value type } resourceAttributes { key value type } events { attributes { key value } } }`).join(' ')} } }`, 'LIMIT');
  await first(`${name} query`, client, { query: '{ axisNames }' });
}

const runs = { query: 'subscription Runs($sweep: String!) { runChanged(filter: { sweeps: [$sweep] }) { id state identity { sweepId } scores { axis value } } }', variables: { sweep } };
const spans = { query: 'subscription Spans($run: ID!) { spanArrived(run: $run) { runId name } }', variables: { run: runId } };
await Promise.all(Object.entries({ ws, sse }).flatMap(([name, client]) => [first(`${name} run`, client, runs), first(`${name} span`, client, spans)]));
await ws.dispose();
sse.dispose();
console.log(JSON.stringify(told));
process.exit(0);
