import { readFileSync, writeFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The document as it is checked in, so that a change of the API shows in its diff. */
function toPublishedText(document: OpenAPIObject): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

export function publishDocument(document: OpenAPIObject, file: string): void {
  writeFileSync(file, toPublishedText(document));
}

/** Whether the checked-in document matches the code. */
export function isPublished(document: OpenAPIObject, file: string): boolean {
  return readFileSync(file, 'utf8') === toPublishedText(document);
}
