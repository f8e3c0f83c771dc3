import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { OWN_SCOPE } from './packages.mjs';

const SPECIFIER = new RegExp(`(["'])${OWN_SCOPE}/([a-z-]+)((?:/[a-z-]+)?)\\1`, 'g');

/**
 * Points the imports of compiled files at what travels inside the package, and at the scope under which it is published.
 *
 * @param inside the libraries inside, which lie in `internal/<name>`
 */
export function rewriteImports(package_, inside, scope) {
  for (const file of compiledFiles(package_)) {
    const text = readFileSync(file, 'utf8');
    const rewritten = text.replace(SPECIFIER, (_whole, quote, name, path) => {
      if (!inside.includes(name)) return `${quote}${scope}/${name}${path}${quote}`;
      const target = relative(dirname(file), join(package_, 'internal', name, 'index.js'));
      return `${quote}${target.startsWith('.') ? target : `./${target}`}${quote}`;
    });
    if (rewritten !== text) writeFileSync(file, rewritten);
  }
}

function compiledFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:js|d\.ts)$/.test(name))
    .map((name) => join(folder, name));
}
