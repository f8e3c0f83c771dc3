import { join } from 'node:path';
import { isPublished } from '@conferencing/http-edge';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './openapi-document.js';

describe('the OpenAPI document', () => {
  let document: OpenAPIObject;

  beforeAll(async () => {
    document = await openApiDocument();
  });

  it('is checked in as it is served; `npm run openapi` writes it anew', () => {
    expect(isPublished(document, join(__dirname, '../openapi.json'))).toBe(true);
  });

  it('shows what each query answers and that it asks for a token', () => {
    const queries = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'));
    expect(queries).toHaveLength(7);
    for (const [path, item] of queries) {
      const { 200: found, 401: refused } = item.get?.responses ?? {};
      expect([path, found]).toEqual([path, expect.objectContaining({ content: expect.anything() })]);
      expect([path, refused]).toEqual([path, expect.anything()]);
    }
  });
});
