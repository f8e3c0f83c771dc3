import { isPublished, publishDocument } from '@conferencing/http-edge';
import { openApiDocument } from './openapi-document.js';

/** Writes the checked-in OpenAPI document; with `--check`, only says whether it is up to date. */
async function main(): Promise<void> {
  const [option] = process.argv.slice(2);
  const file = 'apps/read-models/openapi.json';
  const document = await openApiDocument();
  if (option !== '--check') publishDocument(document, file);
  else if (!isPublished(document, file)) throw new Error(`${file} is out of date: run npm run openapi`);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
