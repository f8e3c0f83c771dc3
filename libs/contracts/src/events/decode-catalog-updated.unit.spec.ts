import pair from '../../fixtures/v1.0.0/catalog.updated/service-provider-assigned.json';
import provider from '../../fixtures/v1.0.0/catalog.updated/provider-upserted.json';
import service from '../../fixtures/v1.0.0/catalog.updated/service-upserted.json';
import type { KafkaRecordInput } from '../records/kafka-record.js';
import { MalformedRecordError } from '../records/malformed-record.errors.js';
import type { CatalogUpdated } from './catalog-updated.events.js';
import { decodeCatalogUpdated, encodeCatalogUpdated } from './decode-catalog-updated.js';

function record(fixture: { key: string; value: object }, change: object = {}, key = fixture.key): KafkaRecordInput {
  return { key, value: JSON.stringify({ ...fixture.value, ...change }) };
}

function reasonsFor(input: KafkaRecordInput): string[] {
  try {
    decodeCatalogUpdated(input);
  } catch (error) {
    if (error instanceof MalformedRecordError) return error.reasons.map(({ code, pointer }) => `${code} ${pointer}`);
    throw error;
  }
  return [];
}

it('a record needs no headers, and unknown fields are left out', () => {
  const input = record(service, { data: { ...service.value.data, colour: 'green' } });

  expect(decodeCatalogUpdated(input)).toEqual({ kind: 'updated', key: service.key, version: 3, event: service.value });
});

it('the trace is read if there is one', () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

  expect(decodeCatalogUpdated({ ...record(pair), headers: { traceparent: Buffer.from(traceparent) } })).toMatchObject({
    traceparent,
  });
});

it.each([service, provider, pair])('what is written is read again', ({ key, value }) => {
  expect(decodeCatalogUpdated(encodeCatalogUpdated(value as CatalogUpdated))).toMatchObject({ key, event: value });
});

it.each<[string, KafkaRecordInput, string[]]>([
  ['has no value', { key: service.key, value: null }, ['null_value value']],
  ['is not JSON', { key: service.key, value: 'upserted' }, ['not_json value']],
  ['is of an unknown type', record(service, { type: 'service.renamed' }), ['unknown_type /type']],
  ['is no object', { key: service.key, value: '7' }, ['unknown_type /type']],
  ['has a type that names something of the language', record(service, { type: 'toString' }), ['unknown_type /type']],
  ['names another in its key', record(service, {}, 'srv_0000000000zz'), ['key_mismatch key']],
  ['names only a half of the pair', record(pair, {}, 'prov_00000000000d'), ['key_mismatch key']],
  ['has no key', record(service, {}, ''), ['missing_key key']],
  ['has an empty name', record(service, { data: { id: service.key, name: '' } }), ['schema_mismatch /data/name']],
  [
    'has an id of another kind',
    record(service, { data: { id: 'prov_00000000000d', name: 'x' } }),
    ['schema_mismatch /data/id'],
  ],
  ['has no version', record(service, { version: undefined }), ['schema_mismatch /version']],
  ['has a NUL', record(service, { data: { id: service.key, name: 'a\0' } }), ['not_storable /data/name']],
])('a record is refused because it %s', (_why, input, reasons) => {
  expect(reasonsFor(input)).toEqual(reasons);
});
