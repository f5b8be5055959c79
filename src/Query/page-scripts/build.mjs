// One bundle for a cell's page, one for comparisons, and one for the player, which is fetched when a recording is on the page. Classic scripts: they also run from file://.
import { build } from 'esbuild';

const out = process.env.PAGES_OUT ?? 'dist';
const shared = { bundle: true, minify: true, legalComments: 'none', target: 'es2022', format: 'iife', logLevel: 'warning' };
await build({ ...shared, entryPoints: { cell: 'src/cell.ts' }, outdir: out });
await build({ ...shared, entryPoints: { compare: 'src/compare.ts' }, outdir: out });
await build({ ...shared, entryPoints: { player: 'src/player.ts' }, outdir: out });
