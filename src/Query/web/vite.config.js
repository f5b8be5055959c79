import { defineConfig } from 'vite';

// Assets are served below /graphiql/; no source maps, no inlined data: every file is fetched from the service itself.
export default defineConfig({
  base: '/graphiql/',
  build: { outDir: process.env.GRAPHIQL_OUT ?? 'dist', emptyOutDir: true, sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 8192 },
  worker: { format: 'es' },
});
