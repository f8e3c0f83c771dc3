import type { Change, Conferencing, Connection, Pair } from '../api/types.js';
import { changeText } from './changes.js';
import { actorName, hostName, initials, pairName } from './people.js';
import { connectedText, restoredText } from './outcomes.js';
import { localeOf, sinceText } from './time.js';

const hosting = (first_name: string, status: string | null = 'active', connection = 'active') =>
  ({
    external_user: { first_name, last_name: null, email: null, status },
    connected_account: { status: connection },
  }) as Conferencing;
const change = (over: Partial<Change>): Change =>
  ({ change: 'refreshed', reason: null, host_state: 'ready', from: null, to: null, ...over }) as Change;

describe('a change is shown in a sentence', () => {
  it.each([
    [{ change: 'assigned', to: hosting('Ada') }, 'Ada became the host'],
    [
      { change: 'reassigned', reason: 'handover', from: hosting('Ada'), to: hosting('Ben') },
      'Ben took over from Ada, as part of a handover',
    ],
    [{ change: 'cleared', reason: null, from: hosting('Ada') }, 'Ada no longer hosts'],
    [{ host_state: 'host_removed', from: hosting('Ada'), to: hosting('Ada', null) }, 'Ada left Zoom'],
    [
      { host_state: 'host_inactive', from: hosting('Ada'), to: hosting('Ada', 'inactive') },
      'Ada was deactivated at Zoom',
    ],
    [{ from: hosting('Ada', 'inactive'), to: hosting('Ada') }, 'Ada is active at Zoom again'],
    [
      { from: hosting('Ada', 'active', 'reconnect_required'), to: hosting('Ada') },
      'The connection that Ada hosts with works again',
    ],
    [{ from: hosting('Ada'), to: hosting('Adele') }, 'Ada is called Adele now'],
  ] as [Partial<Change>, string][])('%#: %2$s', (over, sentence) => {
    expect(changeText(change(over))).toBe(sentence);
  });
});

it.each([
  ['token:tok_1234', 'token:tok_1234', 'You'],
  ['token:tok_1234', 'user:ada', 'Token …1234'],
  ['user:ada@example.com', undefined, 'ada@example.com'],
  ['system:sync', undefined, 'Zoom sync'],
  ['system:something_new', undefined, 'something new'],
  ['platform', undefined, 'Platform'],
  [null, undefined, 'Unknown'],
])('the actor %s, seen by %s, is called %s', (actor, self, name) => {
  expect(actorName(actor, self)).toBe(name);
});

it('people without a name are called by what is known', () => {
  expect(hostName({ first_name: null, last_name: null, email: 'a@example.com' })).toBe('a@example.com');
  expect(hostName(null)).toBe('Nobody');
  expect(initials('Ada Lovelace Byron')).toBe('AL');
  expect(initials('😀 ada')).toBe('😀A');
});

it.each([
  [10_000, 'just now'],
  [60_000, '1 minute ago'],
  [46 * 60_000, '1 hour ago'],
  [26 * 3_600_000, 'yesterday'],
])('%d ms ago is "%s"', (ago, text) => {
  const now = new Date('2026-05-04T12:00:00Z');
  expect(sinceText(new Date(now.getTime() - ago), now)).toBe(text);
});

it.each([
  ['2026-05-04T05:00:00', '2026-05-04T23:30:00', '19 hours ago'],
  ['2026-05-03T23:30:00', '2026-05-04T23:20:00', 'yesterday'],
  ['2026-05-02T23:00:00', '2026-05-04T05:00:00', '2 days ago'],
  // The clock goes forward on the second of these days in Berlin.
  ['2026-03-28T12:00:00', '2026-03-30T12:00:00', '2 days ago'],
])('%s, seen at %s by a clock on the wall, is "%s"', (at, now, text) => {
  expect(sinceText(new Date(at), new Date(now))).toBe(text);
});

it('names that are written from right to left keep their places beside each other', () => {
  const pair = (service: string, provider: string) =>
    pairName({ service: { name: service }, provider: { display_name: provider } } as Pair);
  expect(pair('Yoga', 'Ada')).toBe('Yoga · Ada');
  expect(pair('יוגה', 'עדה')).toBe('\u2068יוגה\u2069 · \u2068עדה\u2069');
});

it.each([
  ['en-US', 'en-US'],
  ['de', 'en-GB'],
  ['en-US@posix', 'en-GB'],
])('a browser that speaks %s gets its dates as %s', (language, locale) => {
  expect(localeOf(language)).toBe(locale);
});

it.each([
  [40, 0, '40 assignments restored.'],
  [1, 1, '1 assignment restored. 1 other has changed since then and stayed.'],
  [0, 2, '0 assignments restored. 2 others have changed since then and stayed.'],
])('an undo that restored %d and left %d says so', (restored, stayed, text) => {
  expect(restoredText(restored, stayed)).toBe(text);
});

it('a reconnect with another Zoom account doesn’t claim that the connection works again', () => {
  const lost = { id: 'cact_1', display_name: 'Harbour', email: 'a@example.com' } as Connection;
  expect(connectedText('cact_1', lost)).toBe('Connected again.');
  expect(connectedText('cact_2', lost)).toContain('“Harbour” still has to be reconnected');
  expect(connectedText('cact_1', undefined)).toContain('Zoom is connected');
});
