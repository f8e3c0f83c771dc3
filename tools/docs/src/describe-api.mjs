import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { repository } from '../../checkout/repository.mjs';
import { runStep } from '../../checkout/run-step.mjs';
import { entryPoints } from './entry-points.mjs';

/** Writes what is generated from the code: the OpenAPI and AsyncAPI documents, JSON Schemas, and each package's reference. */
export async function describeApi(pages, site) {
  for (const folder of ['openapi', 'asyncapi']) await mkdir(`${pages}/public/${folder}`, { recursive: true });
  for (const app of ['conferencing', 'read-models']) {
    const document = JSON.parse(await readFile(repository('apps', app, 'openapi.json'), 'utf8'));
    // Nest writes an empty one, and the page would have a heading for it.
    delete document.info.contact;
    await writeFile(`${pages}/public/openapi/${app}.json`, JSON.stringify(document));
  }
  await cp(repository('libs/contracts/schemas'), `${pages}/public/schemas`, { recursive: true });
  await cp(
    `${site}/node_modules/@asyncapi/react-component/browser/standalone/index.js`,
    `${pages}/public/asyncapi/viewer.js`,
  );
  await cp(
    `${site}/node_modules/@asyncapi/react-component/styles/default.min.css`,
    `${pages}/public/asyncapi/viewer.css`,
  );
  const { asyncApiDocument } = createRequire(import.meta.url)(repository('dist/libs/contracts/src/index.js'));
  const { version } = JSON.parse(await readFile(repository('package.json'), 'utf8'));
  await writeFile(`${pages}/public/asyncapi/conferencing.json`, JSON.stringify(asyncApiDocument({ version })));
  await runStep('Describing the packages', [
    process.execPath,
    `${site}/node_modules/typedoc/bin/typedoc`,
    ...entryPoints().flatMap(({ file }) => ['--entryPoints', file]),
    '--options',
    `${site}/typedoc.json`,
    '--out',
    `${pages}/packages`,
  ]);
}
