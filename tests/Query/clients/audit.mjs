// graphql-http's own audit: prints {"ok":n,"failed":[…]} and exits 1 unless every check is ok.
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const failed = results.filter((result) => result.status !== 'ok');
console.log(JSON.stringify({ total: results.length, ok: results.length - failed.length, failed: failed.map(({ id, name, reason }) => ({ id, name, reason })) }));
process.exit(failed.length === 0 ? 0 : 1);
