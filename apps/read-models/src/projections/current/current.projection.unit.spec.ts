import fc from 'fast-check';
import { id, projected, tombstone } from '../events.fixture.js';
import type { ProjectedRecord } from '../projected-record.js';
import { foldCurrent } from './current.projection.js';

/** given records, then the newest row of each pair */
const given = (...records: ProjectedRecord[]) => foldCurrent(records);

describe('current conferencing', () => {
  it('shows the newest version of a pair, with the answer ready to be sent', () => {
    const newest = projected({ version: 2, host: 5 });
    const [row] = given(projected({ version: 1 }), newest);
    expect(row).toMatchObject({ version: 2, external_user_id: id('exusr', 5), host_state: 'ready', tombstone: false });
    expect(JSON.parse(row?.body ?? '')).toEqual({
      data: newest.data,
      version: 2,
      host_state: 'ready',
      updated_at: newest.occurred_at,
    });
  });

  it('keeps only the version of a pair that was cleared', () => {
    const [row] = given(projected(), projected({ version: 2, change: 'cleared' }));
    expect(row).toMatchObject({ version: 2, body: null, external_user_id: null, host_state: 'unassigned' });
  });

  it('marks a pair that has left the catalog, although the tombstone has the version of the event before it', () => {
    const [row] = given(tombstone({ version: 2 }), projected({ version: 2, change: 'cleared' }));
    expect(row).toMatchObject({ version: 2, tombstone: true });
  });

  it('shows a pair that came back', () => {
    const [row] = given(tombstone({ version: 2 }), projected({ version: 3, change: 'assigned' }));
    expect(row).toMatchObject({ version: 3, tombstone: false, account_id: id('acct', 1) });
  });

  it('comes to the same whatever the order and however often a record is repeated', () => {
    const record = fc
      .record({ service: fc.integer({ min: 1, max: 3 }), version: fc.integer({ min: 1, max: 5 }), gone: fc.boolean() })
      .map(({ gone, ...shape }) => (gone ? tombstone(shape) : projected(shape)));
    const shuffledWithRepeats = fc
      .array(record, { minLength: 1, maxLength: 20 })
      .chain((records) =>
        fc.tuple(
          fc.constant(records),
          fc.shuffledSubarray([...records, ...records], { minLength: records.length, maxLength: records.length * 2 }),
        ),
      );
    const sorted = (records: ProjectedRecord[]) =>
      foldCurrent(records).sort((a, b) => (a.service_id < b.service_id ? -1 : 1));
    fc.assert(
      fc.property(shuffledWithRepeats, ([records, extra]) => {
        expect(sorted([...extra, ...records])).toEqual(sorted(records));
      }),
    );
  });
});
