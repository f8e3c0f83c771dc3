import fc from 'fast-check';
import { TransientFailure } from './transient-failure.js';
import { userPage } from './user-page.js';

const read = (...users: unknown[]) => userPage({ users, next_page_token: '' }, 'active').users;

describe('a page of Zoom’s users', () => {
  it('gives users as the domain knows them', () => {
    const [full, pending] = read(
      {
        id: 'i',
        email: 'A@b.c',
        first_name: 'Ann',
        last_name: 'Lee',
        display_name: 'Ann L.',
        type: 2,
        status: 'inactive',
      },
      { email: 'p@b.c', type: 4, first_name: '' },
    );
    expect(full).toEqual({
      externalId: 'i',
      email: 'A@b.c',
      firstName: 'Ann',
      lastName: 'Lee',
      displayName: 'Ann L.',
      status: 'inactive',
      licensed: true,
    });
    expect(pending).toMatchObject({
      externalId: null,
      firstName: null,
      displayName: null,
      status: 'active',
      licensed: false,
    });
  });

  it('ends the listing when it names no next page', () => {
    for (const token of ['', null, undefined]) {
      expect(userPage({ users: [], next_page_token: token }, 'active').nextPageToken).toBeNull();
    }
    expect(userPage({ users: [], next_page_token: 'next' }, 'active').nextPageToken).toBe('next');
  });

  it('skips and counts users whose id or email can’t be stored, in bytes', () => {
    const wide = '\u{1d400}'.repeat(256);
    const page = userPage(
      {
        users: [
          { id: 'a', email: `${wide}x` },
          { id: `${wide}x`, email: 'b@b.c' },
          { id: 'c', email: 'c\0@b.c' },
          { id: 'd', email: '\ud800@b.c' },
          { id: wide, email: 'e@b.c' },
        ],
      },
      'active',
    );
    expect(page.unstorable).toBe(4);
    expect(page.users.map(({ email }) => email)).toEqual(['e@b.c']);
  });

  it('is read whole or not at all, whatever it holds', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('a\0b', 'a\ud800', '\udc00'));
    const user = fc.dictionary(fc.constantFrom('id', 'email', 'first_name', 'display_name', 'status', 'type'), odd);
    fc.assert(
      fc.property(fc.array(fc.oneof(user, odd), { maxLength: 5 }), odd, (users, next_page_token) => {
        try {
          const page = userPage({ users, next_page_token }, 'pending');
          expect(page.users.length + page.unstorable).toBe(users.length);
          for (const found of page.users) {
            expect(found.externalId ?? found.email).toEqual(expect.stringMatching(/\S/));
            expect(['active', 'inactive', 'pending']).toContain(found.status);
            expect(JSON.stringify(found)).not.toMatch(/\\u(0000|d[89a-f])/);
          }
        } catch (error) {
          if (!(error instanceof TransientFailure)) throw error;
        }
      }),
    );
  });
});
