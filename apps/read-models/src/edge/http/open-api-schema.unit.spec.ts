import { SCHEMAS } from '@conferencing/contracts';
import { openApiSchema } from './open-api-schema.js';

describe('a schema of the contracts in OpenAPI', () => {
  it('says `nullable` where JSON Schema has a list of types', () => {
    const text = openApiSchema({ type: ['string', 'null'], pattern: '^a' });
    expect(text).toEqual({ type: 'string', nullable: true, pattern: '^a' });
  });

  it('shows each definition where it is used, also where null may stand instead', () => {
    const definitions = { Name: { type: 'string' } };
    const name = { $ref: '#/definitions/Name' };
    const properties = { first: name, last: { anyOf: [name, { type: 'null' }] } };
    expect(openApiSchema({ type: 'object', properties }, definitions)).toEqual({
      type: 'object',
      properties: { first: { type: 'string' }, last: { type: 'string', nullable: true } },
    });
  });

  it('leaves nothing in the event that only JSON Schema knows', () => {
    const { $schema: _dialect, $id: _id, definitions, ...event } = SCHEMAS.conferencingUpdated;
    expect(JSON.stringify(openApiSchema(event, definitions))).not.toMatch(/\$ref|anyOf|"null"|"type":\[/);
  });
});
