import { withoutUser } from './without-user.js';

const user = (id: string) => ({ id, object: 'external_user', email: 'a@b.c', first_name: 'Ann', last_name: null });
const event = { version: 7, data: { external_user: user('exusr_1') }, previous: { external_user: user('exusr_2') } };

describe('an event without a user', () => {
  it('has neither the email nor the names, and all else', () => {
    expect(JSON.parse(withoutUser(JSON.stringify(event), 'exusr_2'))).toEqual({
      ...event,
      previous: { external_user: { ...user('exusr_2'), email: null, first_name: null } },
    });
    expect(withoutUser(JSON.stringify([event, event]), 'exusr_1')).not.toMatch(/exusr_1[^}]*(a@b|Ann)/);
  });

  it.each([JSON.stringify(event), 'no JSON but exusr_3', '', 'null', '{"id":"exusr_3"}'])(
    'is the same text when it says nothing of them: %s',
    (text) => {
      expect(withoutUser(text, 'exusr_3')).toBe(text);
    },
  );

  it('is the same text when they are gone already', () => {
    const gone = withoutUser(JSON.stringify(event), 'exusr_1');
    expect(withoutUser(gone, 'exusr_1')).toBe(gone);
  });
});
