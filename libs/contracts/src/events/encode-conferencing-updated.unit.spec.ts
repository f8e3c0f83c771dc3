import assigned from '../../fixtures/v1.0.0/conferencing.updated/assigned.json';
import { decodeConferencingUpdated } from './decode-conferencing-updated.js';
import { type ConferencingUpdatedV1 } from './conferencing-updated.events.js';
import { encodeConferencingTombstone, encodeConferencingUpdated } from './encode-conferencing-updated.js';

const event = assigned.value as ConferencingUpdatedV1;
const traceparent = assigned.headers.traceparent;

it('an event becomes a CloudEvent in binary mode', () => {
  expect(encodeConferencingUpdated(event, { traceparent })).toEqual({
    key: assigned.key,
    value: JSON.stringify(event),
    headers: assigned.headers,
  });
});

it('a tombstone keeps the headers and has no value', () => {
  const { id, version, occurred_at: time } = event;
  const tombstone = encodeConferencingTombstone(event, { id, version, time, traceparent });

  expect(tombstone).toEqual({ key: assigned.key, value: null, headers: assigned.headers });
  expect(decodeConferencingUpdated(tombstone)).toMatchObject({ kind: 'tombstone', id, version, traceparent });
});

it('sent records are checked more strictly than received ones', () => {
  const status = { ...event.data!.external_user, status: 'on_leave' };

  expect(() => encodeConferencingUpdated(Object.assign({ mood: 'fine' }, event))).toThrow(/schema_mismatch at \/mood/);
  expect(() => encodeConferencingUpdated({ ...event, data: { ...event.data!, external_user: status } })).toThrow(
    /schema_mismatch at \/data\/external_user\/status/,
  );
  expect(() => encodeConferencingUpdated({ ...event, data: null })).toThrow(/inconsistent at \/data/);
});
