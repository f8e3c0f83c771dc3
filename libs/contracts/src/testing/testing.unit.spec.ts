import { decodeConferencingUpdated, MalformedRecordError } from '../wire.js';
import { consumerCases, fakeEvent, fakeRecord, fakeTombstone } from './index.js';

it('a made-up record is one that the contract allows, and holds what was given', () => {
  const decoded = decodeConferencingUpdated(fakeRecord({ version: 7, host_state: 'host_inactive' }));
  expect(decoded).toMatchObject({ kind: 'updated', version: 7, event: { host_state: 'host_inactive' } });
  const { service_id, provider_id } = fakeEvent();
  expect(decodeConferencingUpdated(fakeTombstone({ service_id, provider_id }, 3))).toMatchObject({
    kind: 'tombstone',
    version: 3,
  });
  expect(() => fakeRecord({ change: 'cleared' })).toThrow(MalformedRecordError);
});

it.each(consumerCases())('$name: a consumer that follows the README stores what is expected', (one) => {
  const stored = new Map<string, { host: string | null; version: number }>();
  let malformed = 0;
  for (const record of one.records) {
    try {
      const change = decodeConferencingUpdated(record);
      if (change.kind === 'tombstone') stored.delete(record.key);
      else if (change.version > (stored.get(record.key)?.version ?? 0))
        stored.set(record.key, { host: change.event.data?.external_user.email ?? null, version: change.version });
    } catch (error) {
      if (!(error instanceof MalformedRecordError)) throw error;
      malformed += 1;
    }
  }
  expect(Object.fromEntries([...stored].map(([key, { host }]) => [key, host]))).toEqual(one.hosts);
  expect(malformed).toBe(one.malformed);
});
