import { ListingCheck } from './listing-check.js';
import { userPage } from './user-page.js';

const complete = (...pages: object[]) => {
  const check = new ListingCheck();
  for (const page of pages) check.add(userPage({ users: [], ...page }, 'active'));
  return check.complete;
};
const users = (...ids: string[]) => ids.map((id) => ({ id, email: `${id}@x.io` }));
const next_page_token = 'more';

describe('a listing of Zoom’s users', () => {
  it('is complete when its pages fit together, and when Zoom sends no totals', () => {
    const [first, last] = [users('a', 'b'), users('c')];
    expect(complete({ users: first, total_records: 3, next_page_token }, { users: last, total_records: 3 })).toBe(true);
    expect(complete({ users: first, next_page_token }, { users: last })).toBe(true);
    expect(complete({ total_records: 0 })).toBe(true);
  });

  it.each<[string, object[]]>([
    [
      'the total changes between two pages',
      [
        { users: users('a', 'b'), total_records: 4, next_page_token },
        { users: users('d'), total_records: 3 },
      ],
    ],
    [
      'it holds fewer users than its total',
      [
        { users: users('a', 'b'), total_records: 4, next_page_token },
        { users: users('d'), total_records: 4 },
      ],
    ],
    ['a user comes twice', [{ users: users('a', 'b'), next_page_token }, { users: users('b') }]],
    ['a user can’t be stored', [{ users: [{ id: 'a', email: 'a\0' }] }]],
  ])('is not complete when %s', (_, pages) => {
    expect(complete(...pages)).toBe(false);
  });
});
