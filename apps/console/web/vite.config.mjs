import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Everything becomes a file of its own under /assets: the policy of the page allows nothing inline. */
export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('../../../dist/apps/console/web'),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    reportCompressedSize: false,
    // Libraries mark files for a server side that doesn't exist here.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
