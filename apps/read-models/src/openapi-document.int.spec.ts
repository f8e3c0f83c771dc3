import { join } from 'node:path';
import { isPublished } from '@conferencing/http-edge';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv } from 'ajv';
import { openApiDocument } from './openapi-document.js';

describe('the OpenAPI document', () => {
  let document: OpenAPIObject;

  beforeAll(async () => {
    document = await openApiDocument();
  });

  it('is checked in as it is served; `npm run openapi` writes it again', () => {
    expect(isPublished(document, join(__dirname, '../openapi.json'))).toBe(true);
  });

  it('shows what each query answers and that it asks for a token', () => {
    const queries = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'));
    expect(queries).toHaveLength(8);
    for (const [path, item] of queries) {
      const { 200: found, 401: refused } = item.get?.responses ?? {};
      expect([path, found]).toEqual([path, expect.objectContaining({ content: expect.anything() })]);
      expect([path, refused]).toEqual([path, expect.anything()]);
    }
  });

  it('has a schema and a valid example for each JSON answer', () => {
    const ajv = new Ajv({ strict: false });
    ajv.addFormat('date-time', true).addSchema({ $id: 'errors', ...document.components?.schemas?.Errors });
    for (const [path, item] of Object.entries(document.paths)) {
      if (!path.startsWith('/v1/') || path.endsWith('/stream')) continue;
      for (const [status, response] of Object.entries(item.get?.responses ?? {})) {
        const content = response !== undefined && 'content' in response ? response.content : undefined;
        const { schema, example } = content?.['application/json'] ?? {};
        expect([path, status, schema, example]).toEqual([path, status, expect.anything(), expect.anything()]);
        const isFitting = ajv.validate(status === '200' ? (schema as object) : { $ref: 'errors' }, example);
        expect([path, status, isFitting, ajv.errors]).toEqual([path, status, true, null]);
      }
    }
  });
});
