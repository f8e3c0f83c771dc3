import { asQuery, readChanges, writeChanges } from './change-filters.js';

const read = (text: string) => readChanges(new URLSearchParams(text));

describe('the filters of all changes', () => {
  it('come back as they were written', () => {
    const shown = {
      since: '2026-03-01',
      actor: 'user:ada',
      change: 'cleared',
      batch_id: 'bat_d025a96ac0c6',
      page: 3,
    } as const;
    expect(read(writeChanges(shown))).toEqual(shown);
  });

  it('leave out what nobody could have chosen', () => {
    expect(read('since=soon&until=2026-13-45&change=odd&batch_id=1&page=-2&actor=%20')).toEqual({});
  });

  it('end with the end of the last day, where the viewer is', () => {
    const { since, until } = asQuery({ since: '2026-02-28', until: '2026-02-28' });
    expect(Date.parse(until!) - Date.parse(since!)).toBe(86_400_000);
    expect(new Date(since!).getHours()).toBe(0);
  });
});
