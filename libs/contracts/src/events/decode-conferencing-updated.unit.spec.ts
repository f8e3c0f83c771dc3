import assigned from '../../fixtures/v1.0.0/conferencing.updated/assigned.json';
import cleared from '../../fixtures/v1.0.0/conferencing.updated/cleared.json';
import reassigned from '../../fixtures/v1.0.0/conferencing.updated/reassigned.json';
import tombstone from '../../fixtures/v1.0.0/conferencing.updated/tombstone.json';
import type { KafkaRecordInput } from '../records/kafka-record.js';
import { MalformedRecordError } from '../records/malformed-record.errors.js';
import { MAX_VALUE_BYTES } from '../topics.js';
import { decodeConferencingUpdated, type DecodedUpdate } from './decode-conferencing-updated.js';

interface Fixture {
  key: string;
  headers: Record<string, string>;
  value: object | null;
}

function record(fixture: Fixture, change: KafkaRecordInput = {}): KafkaRecordInput {
  return { ...fixture, value: fixture.value && JSON.stringify(fixture.value), ...change };
}

function withValue(fixture: Fixture, change: object): KafkaRecordInput {
  return record(fixture, { value: JSON.stringify({ ...fixture.value, ...change }) });
}

function withHeaders(fixture: Fixture, change: KafkaRecordInput['headers']): KafkaRecordInput {
  return record(fixture, { headers: { ...fixture.headers, ...change } });
}

/** Every reason as `code pointer`. */
function reasonsFor(input: KafkaRecordInput): string[] {
  try {
    decodeConferencingUpdated(input);
  } catch (error) {
    if (error instanceof MalformedRecordError) return error.reasons.map(({ code, pointer }) => `${code} ${pointer}`);
    throw error;
  }
  return [];
}

describe('a record that keeps the contract', () => {
  it('is read from bytes as from text', () => {
    const text = record(assigned);
    const bytes = {
      key: Buffer.from(text.key!),
      value: Buffer.from(text.value!),
      headers: Object.fromEntries(
        Object.entries(assigned.headers).map(([name, header]) => [name, Buffer.from(header)]),
      ),
    };

    expect(decodeConferencingUpdated(bytes)).toEqual(decodeConferencingUpdated(text));
    expect(decodeConferencingUpdated(bytes)).toEqual({
      kind: 'updated',
      key: { service_id: 'srv_00000000000c', provider_id: 'prov_00000000000d' },
      id: assigned.value.id,
      time: assigned.value.occurred_at,
      version: 1,
      traceparent: assigned.headers.traceparent,
      event: assigned.value,
    });
  });

  it('may have fields that are not known yet, which are left out', () => {
    const data = {
      ...assigned.value.data,
      colour: 'green',
      external_user: { ...assigned.value.data.external_user, x: 1 },
    };

    const { event } = decodeConferencingUpdated(withValue(assigned, { data, mood: ['fine'] })) as DecodedUpdate;

    expect(event).toEqual(assigned.value);
  });

  it.each(['bat_00000000000e', null])('may belong to the batch %p, or say nothing of batches', (batch_id) => {
    const { event } = decodeConferencingUpdated(withValue(assigned, { batch_id })) as DecodedUpdate;

    expect(event).toEqual({ ...assigned.value, batch_id });
    expect(reasonsFor(withValue(assigned, { batch_id: 'evt_00000000000e' }))).toEqual(['schema_mismatch /batch_id']);
  });

  it('may have a status of a user that is not known yet', () => {
    const external_user = { ...assigned.value.data.external_user, status: 'on_leave' };

    expect(reasonsFor(withValue(assigned, { data: { ...assigned.value.data, external_user } }))).toEqual([]);
  });

  it.each(['reassigned', 'refreshed'])('may have no previous state when it was %s', (change) => {
    expect(reasonsFor(withValue(reassigned, { change, previous: null }))).toEqual([]);
  });

  it('may have characters beyond the first plane, escaped or not', () => {
    const reason = withValue(assigned, { actor: 'user:😀' });

    expect(reasonsFor(reason)).toEqual([]);
    expect(reasonsFor({ ...reason, value: (reason.value as string).replace('😀', '\\ud83d\\ude00') })).toEqual([]);
  });

  it('may have a broken traceparent, which counts as none', () => {
    expect(decodeConferencingUpdated(withHeaders(assigned, { traceparent: 'ff' }))).not.toHaveProperty('traceparent');
  });

  it('without a value says that the pair left the catalog', () => {
    expect(decodeConferencingUpdated(record(tombstone))).toEqual({
      kind: 'tombstone',
      key: { service_id: 'srv_00000000000c', provider_id: 'prov_00000000000d' },
      id: 'evt_000000000006',
      time: '2026-03-06T10:00:00.000Z',
      version: 5,
    });
  });
});

describe('a record that breaks it is refused', () => {
  it.each<[string, KafkaRecordInput, string[]]>([
    ['is not JSON', record(assigned, { value: '{"id":' }), ['not_json value']],
    ['is empty', record(assigned, { value: '' }), ['not_json value']],
    ['is not UTF-8', record(assigned, { value: Buffer.from([0x22, 0xff, 0x22]) }), ['not_utf8 value']],
    ['is too large', record(assigned, { value: `"${'x'.repeat(MAX_VALUE_BYTES)}"` }), ['too_large value']],
    ['is a list', record(assigned, { value: '[]' }), ['schema_mismatch ']],
    ['is JSON null', record(assigned, { value: 'null' }), ['schema_mismatch ']],
    ['has a NUL', withValue(assigned, { actor: 'user:\0' }), ['not_storable /actor']],
    ['has half a character', withValue(assigned, { actor: 'user:\ud83d' }), ['not_storable /actor']],
    ['has a version of zero', withValue(assigned, { version: 0 }), ['schema_mismatch /version']],
    ['has a version beyond counting', withValue(assigned, { version: 2 ** 53 }), ['schema_mismatch /version']],
    [
      'has a day that is none',
      withValue(assigned, { occurred_at: '2026-02-30T00:00:00Z' }),
      ['schema_mismatch /occurred_at'],
    ],
    [
      'has a time with an offset',
      withValue(assigned, { occurred_at: '2026-02-20T00:00:00+00:00' }),
      ['schema_mismatch /occurred_at', 'schema_mismatch /occurred_at'],
    ],
    ['has no account', withValue(assigned, { account_id: undefined }), ['schema_mismatch /account_id']],
    ['has another change', withValue(assigned, { change: 'renamed' }), ['schema_mismatch /change']],
    ['has a text as data', withValue(assigned, { data: 'x' }), ['schema_mismatch /data']],
    ['has another type inside', withValue(assigned, { type: 'conferencing.deleted' }), ['schema_mismatch /type']],
    [
      'is of another pair than its key',
      record(assigned, {
        key: 'srv_00000000000c/prov_00000000000x',
        headers: {
          ...assigned.headers,
          ce_subject: 'srv_00000000000c/prov_00000000000x',
          ce_partitionkey: 'srv_00000000000c/prov_00000000000x',
        },
      }),
      ['key_mismatch key'],
    ],
    [
      'has data of another pair',
      withValue(assigned, { data: { ...assigned.value.data, provider_id: 'prov_00000000000x' } }),
      ['inconsistent /data'],
    ],
    [
      'has a former state of another pair',
      withValue(reassigned, { previous: { ...reassigned.value.previous, service_id: 'srv_00000000000x' } }),
      ['inconsistent /previous'],
    ],
    ['is assigned without data', withValue(assigned, { data: null }), ['inconsistent /data']],
    ['is cleared with data', withValue(cleared, { data: assigned.value.data }), ['inconsistent /data']],
    ['is cleared and yet ready', withValue(cleared, { host_state: 'ready' }), ['inconsistent /host_state']],
    [
      'is assigned with a former host',
      withValue(assigned, { previous: assigned.value.data }),
      ['inconsistent /previous'],
    ],
    ['has no key', record(assigned, { key: null }), ['missing_key key']],
    ['has a long key', record(assigned, { key: 'x'.repeat(300) }), ['too_large key']],
    [
      'is of an unknown type',
      withHeaders(assigned, { ce_type: 'conferencing.updated.v2' }),
      ['unknown_type header:ce_type'],
    ],
    ['has a sequence without zeros', withHeaders(assigned, { ce_sequence: '1' }), ['odd_header header:ce_sequence']],
    [
      'has the sequence of another version',
      withHeaders(assigned, { ce_sequence: '2'.padStart(20, '0') }),
      ['odd_header header:ce_sequence'],
    ],
    [
      'has a sequence beyond counting',
      withHeaders(tombstone, { ce_sequence: '9'.repeat(20) }),
      ['odd_header header:ce_sequence'],
    ],
    ['has another id outside', withHeaders(assigned, { ce_id: 'evt_0000000000zz' }), ['odd_header header:ce_id']],
    [
      'has a header twice',
      withHeaders(assigned, { ce_id: ['evt_000000000001', 'evt_000000000002'] }),
      ['odd_header header:ce_id'],
    ],
    [
      'is not announced as JSON',
      withHeaders(assigned, { 'content-type': 'text/plain' }),
      ['odd_header header:content-type'],
    ],
    [
      'has the subject of another',
      withHeaders(assigned, { ce_subject: 'srv_1/prov_1' }),
      ['odd_header header:ce_subject'],
    ],
  ])('because it %s', (_why, input, reasons) => {
    expect(reasonsFor(input)).toEqual(reasons);
  });

  it('for a key that names no pair', () => {
    expect(reasonsFor(record(tombstone, { key: 'prov_00000000000d' }))).toEqual([
      'odd_key key',
      'odd_header header:ce_subject',
      'odd_header header:ce_partitionkey',
    ]);
  });

  it('for every header that is missing', () => {
    const attributes = [
      'ce_specversion',
      'ce_id',
      'ce_source',
      'ce_type',
      'ce_time',
      'ce_subject',
      'ce_sequence',
      'ce_partitionkey',
    ];
    const missing = attributes.map((name) => `missing_header header:${name}`);

    expect(reasonsFor({ key: tombstone.key, value: null })).toEqual(missing);
    expect(reasonsFor(record(assigned, { headers: {} }))).toEqual([
      ...missing,
      'missing_header header:ce_dataschema',
      'missing_header header:content-type',
    ]);
  });

  it('with every reason at once', () => {
    const input = {
      ...withValue(assigned, { version: -1, reason: 'No Snake' }),
      key: '',
      headers: { ...assigned.headers, ce_type: 'x' },
    };

    expect(reasonsFor(input)).toEqual([
      'missing_key key',
      'unknown_type header:ce_type',
      'schema_mismatch /version',
      'schema_mismatch /reason',
    ]);
  });

  it('without a word of its content', () => {
    const input = withValue(assigned, { actor: 'ada@campus.example', data: { email: 'ada@campus.example' } });

    expect(() => decodeConferencingUpdated(input)).toThrow(MalformedRecordError);
    expect(() => decodeConferencingUpdated(input)).not.toThrow(/campus/);
  });
});
