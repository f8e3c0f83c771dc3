import fc from 'fast-check';
import { directoryChange } from './webhook-change.js';
import { signatureOf, urlValidationAnswer } from './webhook-signature.js';
import { ZoomWebhooks } from './zoom-webhooks.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const EARLIER = NOW.getTime() - 60_000;
const SECRET = 'webhook-secret';

function read(body: string | Buffer, secret: string | null = SECRET) {
  const rawBody = Buffer.from(body);
  const timestamp = String(NOW.getTime() / 1000);
  const headers = { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': signatureOf(SECRET, timestamp, rawBody) };
  return new ZoomWebhooks(secret).read({ headers, rawBody, receivedAt: NOW });
}

const webhook = (event: string, object: unknown, payload: object = {}, event_ts: unknown = EARLIER) =>
  JSON.stringify({ event, event_ts, payload: { account_id: 'zacc', object, ...payload } });

const reported = { externalAccountId: 'zacc', occurredAt: new Date(EARLIER) };

describe('Zoom’s webhooks', () => {
  it('are refused without a signature, with a wrong one, or if no secret is set', () => {
    const body = { rawBody: Buffer.from(webhook('user.deleted', { id: 'u' })), receivedAt: NOW };
    const reader = new ZoomWebhooks(SECRET);
    expect(reader.read({ ...body, headers: {} })).toEqual({ kind: 'unauthorized' });
    const headers = { 'x-zm-request-timestamp': String(NOW.getTime() / 1000), 'x-zm-signature': 'v0=00' };
    expect(reader.read({ ...body, headers })).toEqual({ kind: 'unauthorized' });
    expect(read(body.rawBody, null)).toEqual({ kind: 'unauthorized' });
  });

  it('challenge the endpoint', () => {
    expect(read(JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken: 'p' } }))).toEqual({
      kind: 'challenge',
      answer: urlValidationAnswer(SECRET, 'p'),
    });
  });

  it.each([
    ['user.activated', 'user_activated', 'active'],
    ['user.invitation_accepted', 'invitation_accepted', 'active'],
    ['user.deactivated', 'user_deactivated', 'inactive'],
  ])('%s is %s and says that the user is %s', (event, kind, status) => {
    expect(read(webhook(event, { id: 'u', email: 'a@b.c', type: 2 }))).toEqual({
      kind: 'change',
      change: {
        kind,
        ...reported,
        person: { externalId: 'u', email: 'a@b.c' },
        fields: { email: 'a@b.c', status, licensed: true },
      },
    });
  });

  it('change only the fields that an update contains', () => {
    const update = webhook('user.updated', { id: 'u', first_name: 'Ann', last_name: '' });
    expect(read(update)).toMatchObject({ change: { fields: { firstName: 'Ann', lastName: null } } });
    expect(read(update)).toEqual({ kind: 'change', change: expect.not.objectContaining({ displayName: null }) });
  });

  it('identify a person by the old email if the email has changed', () => {
    const update = webhook('user.updated', { email: 'new@b.c' }, { old_object: { id: 'u', email: 'old@b.c' } });
    expect(read(update)).toMatchObject({
      change: { person: { externalId: 'u', email: 'old@b.c' }, fields: { email: 'new@b.c' } },
    });
  });

  it.each([
    ['seconds', EARLIER / 1_000],
    ['milliseconds', EARLIER],
    ['milliseconds as text', String(EARLIER)],
    ['microseconds', EARLIER * 1_000],
  ])('tell when something happened in %s', (_unit, eventTs) => {
    expect(read(webhook('user.deleted', { id: 'u' }, {}, eventTs))).toMatchObject({ change: reported });
  });

  it('make invited users pending and others active', () => {
    const status = (object: object, payload = {}) => read(webhook('user.created', object, payload));
    expect(status({ email: 'a@b.c' })).toMatchObject({ change: { fields: { status: 'pending' } } });
    expect(status({ id: 'u' }, { creation_type: 'create' })).toMatchObject({
      change: { fields: { status: 'pending' } },
    });
    expect(status({ id: 'u' }, { creation_type: 'ssoCreate' })).toMatchObject({
      change: { fields: { status: 'active' } },
    });
  });

  it.each(['user.deleted', 'user.disassociated'])('%s removes the user', (event) => {
    const change = { kind: 'user_removed', ...reported, person: { externalId: 'u', email: null } };
    expect(read(webhook(event, { id: 'u' }))).toEqual({ kind: 'change', change });
  });

  it('remove the app', () => {
    expect(read(webhook('app_deauthorized', undefined, { user_id: 'admin' }))).toEqual({
      kind: 'change',
      change: { kind: 'app_deauthorized', ...reported, externalSubject: 'admin' },
    });
  });

  it.each([[NOW.getTime() + 3_600_000], ['soon'], [null], [-1], [{}], [{ toString: [] }], [true]])(
    'count as of now when their time is %p',
    (eventTs) => {
      const { change } = read(webhook('user.deleted', { id: 'u' }, {}, eventTs)) as { change: { occurredAt: Date } };
      expect(change.occurredAt).toEqual(NOW);
    },
  );

  it('are malformed if they name no user or account', () => {
    const bodies = ['', '[]', 'null', '{}', webhook('user.deleted', {}), webhook('user.deleted', { id: 7, email: [] })];
    for (const body of [...bodies, JSON.stringify({ event: 'user.deleted' })])
      expect(read(body)).toEqual({ kind: 'malformed' });
  });

  it('are ignored if they are about something else', () => {
    expect(read(webhook('meeting.started', { id: 1 }))).toEqual({ kind: 'ignored' });
  });

  it('never make a change that cannot be stored, whatever they contain', () => {
    const events = fc.constantFrom(
      'user.created',
      'user.updated',
      'user.activated',
      'user.deleted',
      'app_deauthorized',
    );
    const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\0b', 'a\ud800', '\udc00'), fc.jsonValue());
    const object = fc.dictionary(fc.constantFrom('id', 'email', 'first_name', 'status', 'type', '__proto__'), odd);
    const payload = fc.record(
      { account_id: odd, object, old_object: object, creation_type: odd, user_id: odd },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(events, odd, fc.oneof(payload, odd), (event, event_ts, anyPayload) => {
        const change = directoryChange({ event, event_ts, payload: anyPayload }, NOW);
        if (typeof change === 'string') return;
        expect(JSON.stringify(change)).not.toMatch(/\\u(0000|d[89a-f])/);
        expect(change.externalAccountId).not.toBe('');
        expect(change.occurredAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
        expect(change.occurredAt.getTime()).toBeGreaterThan(0);
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (body) => void directoryChange(body, NOW)));
  });
});
