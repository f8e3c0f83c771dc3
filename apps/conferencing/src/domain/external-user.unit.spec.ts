import fc from 'fast-check';
import {
  applyChange,
  type ExternalUser,
  identify,
  type KnownUser,
  isKnownTwice,
  isOvertaken,
  type UserChange,
} from './external-user.js';

const ID = 'exusr_000000000001';
const START = new Date('2026-05-01T12:00:00Z').getTime();
const person = { externalId: 'zoom-1', email: null };

const change = (kind: UserChange['kind'], seconds: number, fields: object = {}): UserChange =>
  ({ kind, externalAccountId: 'z', occurredAt: new Date(START + seconds * 1000), person, fields }) as UserChange;

const stateAfter = (changes: readonly UserChange[]): ExternalUser | null => {
  let user: ExternalUser | null = null;
  for (const one of changes) user = applyChange(user, one, ID) ?? user;
  return user;
};

describe('a user changed by webhooks', () => {
  const story = [
    change('user_created', 1, { email: 'a@x.io', firstName: 'Ann', lastName: 'Lee', status: 'pending' }),
    change('invitation_accepted', 2, { status: 'active' }),
    change('user_updated', 3, { firstName: 'Anna' }),
    change('user_deactivated', 4, { status: 'inactive' }),
    change('user_activated', 5, { status: 'active' }),
    change('user_updated', 6, { lastName: null }),
  ];

  it('shows the newest change, in whatever order and however often webhooks arrive', () => {
    const expected = stateAfter(story);
    expect(expected).toMatchObject({ firstName: 'Anna', lastName: null, status: 'active', removed: false });
    const anyOrder = fc
      .tuple(fc.shuffledSubarray(story, { minLength: story.length }), fc.shuffledSubarray(story))
      .map(([all, again]) => [...all, ...again]);
    fc.assert(fc.property(anyOrder, (changes) => expect(stateAfter(changes)).toEqual(expected)));
  });

  it('stays removed when older changes arrive after the removal', () => {
    const end = change('user_removed', 7);
    fc.assert(
      fc.property(fc.shuffledSubarray([...story, end], { minLength: story.length + 1 }), (changes) =>
        expect(stateAfter(changes)?.removed).toBe(true),
      ),
    );
    expect(stateAfter([...story, end, change('user_created', 8, { status: 'active' })])?.removed).toBe(false);
  });

  it('does not exist while only an update names them', () => {
    expect(stateAfter([change('user_updated', 3, { firstName: 'Anna' })])).toMatchObject({
      removed: true,
      firstName: 'Anna',
    });
  });

  it('ignores changes from before the last listing', () => {
    const overtaken = (listedAt: Date | null) => story.filter((one) => isOvertaken(one, listedAt)).length;
    expect([0, 1, 3, 10].map((seconds) => overtaken(new Date(START + seconds * 1000)))).toEqual([0, 0, 2, 6]);
    expect(overtaken(null)).toBe(0);
  });

  it('stays removed when another event has the time of the removal, in either order', () => {
    const same = [change('user_removed', 7), change('user_deactivated', 7, { status: 'inactive' })];
    for (const order of [same, same.toReversed()]) expect(stateAfter([...story, ...order])?.removed).toBe(true);
  });

  it('is written only when something changes', () => {
    const user = stateAfter(story);
    expect(applyChange(user, change('user_updated', 9), ID)).toBeNull();
    expect(applyChange(user, story[3] as UserChange, ID)).toBeNull();
  });
});

describe('the user that a change means', () => {
  const known = (id: string, fields: Partial<ExternalUser>): ExternalUser => ({
    id,
    externalId: null,
    email: 'a@x.io',
    firstName: null,
    lastName: null,
    displayName: null,
    status: 'active',
    licensed: null,
    removed: false,
    fieldEvents: {},
    ...fields,
  });
  const withId = known('with id', { externalId: 'ABC' });
  const invited = known('invited', { status: 'pending' });
  const revoked = known('revoked', { status: 'pending', removed: true });
  const invitedWithId = known('invited with id', { externalId: 'DEF', status: 'pending' });
  const removed = known('removed', { externalId: 'GHI', removed: true });
  const seenAt = (seconds: number) => ({ fieldEvents: { presence: { at: START + seconds * 1000 } } });
  /** The users as the database returns them: with whether they have the id and the email in the change. */
  const meant = (someone: UserChange['person'], users: readonly ExternalUser[]): KnownUser[] =>
    users.map((user) => ({
      ...user,
      sameId: user.externalId !== null && user.externalId === someone.externalId,
      sameEmail: user.email !== null && user.email === someone.email,
    }));
  const about = (kind: UserChange['kind'], someone: UserChange['person']) => ({ ...change(kind, 5), person: someone });

  it.each([
    ['by id', { externalId: 'ABC', email: null }, [invited, withId], 'with id'],
    ['by email while there was no id', { externalId: 'new', email: 'a@x.io' }, [withId, revoked, invited], 'invited'],
    ['also when the invitation was withdrawn', { externalId: 'new', email: 'a@x.io' }, [revoked], 'revoked'],
    [
      'never another id with the same email',
      { externalId: 'new', email: 'a@x.io' },
      [withId, invitedWithId],
      undefined,
    ],
    ['without an id by email', { externalId: null, email: 'a@x.io' }, [revoked, invited], 'invited'],
    [
      'the pending user whose id came from a webhook',
      { externalId: null, email: 'a@x.io' },
      [revoked, invitedWithId],
      'invited with id',
    ],
    ['no user if none is known', { externalId: null, email: 'b@x.io' }, [withId, invited], undefined],
  ])('%s', (_, someone, users, expected) => {
    expect(identify(about('user_updated', someone), meant(someone, users))?.id).toBe(expected);
  });

  const sameEmail = { externalId: null, email: 'a@x.io' };
  it.each([
    ['the only one with the email', 'user_removed', [withId, removed], 'with id'],
    ['the one without an id before others', 'user_removed', [withId, invited], 'invited'],
    ['a present user before a removed one', 'user_removed', [revoked, withId], 'with id'],
    ['no user if several have the email', 'user_removed', [withId, { ...withId, externalId: 'DEF' }], undefined],
    ['no user who was removed', 'user_deactivated', [removed], undefined],
    ['a user who was removed after the event', 'user_deactivated', [{ ...removed, ...seenAt(6) }], 'removed'],
    ['a new user by a later invitation', 'user_created', [{ ...withId, ...seenAt(4) }], undefined],
    ['a user who was seen after the invitation', 'user_created', [{ ...withId, ...seenAt(6) }], 'with id'],
  ] as const)('without an id: %s', (_, kind, users, expected) => {
    expect(identify(about(kind, sameEmail), meant(sameEmail, users))?.id).toBe(expected);
  });

  it('is known twice only as one without an email and one without an id', () => {
    const byId = known('by id', { externalId: 'new', email: null });
    const someone = { externalId: 'new', email: 'a@x.io' };
    const twice = (...users: ExternalUser[]) => isKnownTwice(meant(someone, users));
    expect([twice(byId, invited), twice(invited, withId), twice(byId, withId)]).toEqual([true, false, false]);
    expect([twice(byId), twice({ ...byId, email: 'b@x.io' }, invited)]).toEqual([false, false]);
    expect(isKnownTwice(meant(sameEmail, [byId, invited]))).toBe(false);
  });
});
