import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const assets = here('../../../dist/apps/console/web/assets');

/** Compressed once here, so the server never compresses what doesn't change. */
const compressed = {
  name: 'compressed',
  closeBundle() {
    for (const name of readdirSync(assets).filter((one) => /\.(js|css|svg)$/.test(one))) {
      const content = readFileSync(join(assets, name));
      writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content));
      writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
  },
};

/** Everything becomes a file of its own under /assets: the policy of the page allows nothing inline. */
export default defineConfig({
  root: here('.'),
  plugins: [compressed],
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
