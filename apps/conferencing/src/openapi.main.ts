import { publishDocument } from '@conferencing/http-edge';
import { openApiDocument } from './openapi-document.js';

/** Writes the checked-in OpenAPI document. */
async function main(): Promise<void> {
  publishDocument(await openApiDocument(), 'apps/conferencing/openapi.json');
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
