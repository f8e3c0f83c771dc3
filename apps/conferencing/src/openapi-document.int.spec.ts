import { join } from 'node:path';
import { SCHEMAS } from '@conferencing/contracts';
import { isPublished } from '@conferencing/http-edge';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './openapi-document.js';

interface Shape {
  properties?: Record<string, { enum?: readonly unknown[] }>;
}

/** The names of the fields, and the values of those that have a list of them. */
const fieldsOf = (shape: unknown) =>
  Object.entries((shape as Shape).properties ?? {})
    .map(([name, field]) => [name, field.enum ?? null])
    .toSorted();

describe('the OpenAPI document', () => {
  let document: OpenAPIObject;

  beforeAll(async () => {
    document = await openApiDocument();
  });

  it('is checked in as it is served; `npm run openapi` writes it again', () => {
    expect(isPublished(document, join(__dirname, '../openapi.json'))).toBe(true);
  });

  it('describes each answer and asks for a token wherever one is needed', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      for (const operation of [item.get, item.put, item.post, item.patch, item.delete]) {
        if (operation === undefined) continue;
        const where = `${operation.operationId} ${path}`;
        const statuses = Object.keys(operation.responses);
        expect([where, statuses.some((status) => /^[23]/.test(status))]).toEqual([where, true]);
        const open = operation.security?.length === 0;
        expect([where, open || statuses.includes('401')]).toEqual([where, true]);
      }
    }
  });

  it.each(['ServiceProviderConferencing', 'ConnectedAccount', 'ExternalUser'])(
    'shows a %s with the fields and values that the event has',
    (name) => {
      const inEvent = fieldsOf(SCHEMAS.conferencingUpdated.definitions?.[name]);
      expect(inEvent).not.toEqual([]);
      expect(fieldsOf(document.components?.schemas?.[`${name}Response`])).toEqual(inEvent);
    },
  );
});
