// Reads schema and data with the clients that people use; prints one JSON line and exits 1 at the first fault.
import assert from 'node:assert/strict';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { buildClientSchema, getIntrospectionQuery, printSchema } from 'graphql';
import { GraphQLClient } from 'graphql-request';

const [url, cellId] = process.argv.slice(2);
const query = 'query Cell($id: ID!) { cell(id: $id) { id runs { id timing { startedAt durationNano } scores { axis value details } spans { name startTimeUnixNano } } } }';
const variables = { id: cellId };
const read = {};

function check(client, data) {
  assert.equal(data.cell.id, cellId);
  const [run] = data.cell.runs;
  assert.equal(run.timing.startedAt, '2026-06-17T07:00:43.396996Z');
  assert.equal(run.timing.durationNano, '15573750000');
  const composite = run.scores.find((score) => score.axis === 'composite');
  assert.equal(composite.value, 0.5565496484176503);
  assert.equal(composite.details.weights.pass_rate, 0.4);
  assert.equal(run.scores.find((score) => score.axis === 'tokens').value, null);
  assert.equal(run.spans.length, 5);
  read[client] = run.spans.map((span) => span.name).sort();
}

const request = new GraphQLClient(url);
for (const options of [{}, { specifiedByUrl: true }, { directiveIsRepeatable: true }, { schemaDescription: true }, { inputValueDeprecation: true }]) {
  const schema = buildClientSchema(await request.request(getIntrospectionQuery(options)));
  assert.match(printSchema(schema), /type Cell \{/);
}

check('graphql-request', await request.request(query, variables));
const missing = await request.request('{ run(id: "absent") { id } }').catch((error) => error.response.errors[0].extensions.code);
assert.equal(missing, 'NOT_FOUND');

const apollo = new ApolloClient({ link: new HttpLink({ uri: url, fetch }), cache: new InMemoryCache() });
check('apollo', (await apollo.query({ query: gql(query), variables })).data);

for (const preferGetMethod of [false, 'force']) {
  const urql = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod });
  const result = await urql.query(query, variables).toPromise();
  assert.equal(result.error, undefined);
  check(preferGetMethod ? 'urql-get' : 'urql', result.data);
}

console.log(JSON.stringify(read));
