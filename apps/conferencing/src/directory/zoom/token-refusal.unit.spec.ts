import { tokenRefusal } from './token-refusal.js';

describe('a refusal of Zoom’s token endpoint', () => {
  it.each([
    [400, { reason: 'Invalid Token!', error: 'invalid_grant' }, 'grant'],
    [401, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' }, 'client'],
    [401, null, 'client'],
    [400, { error: 'invalid_request', reason: 'Bad Request' }, 'other'],
    [400, null, 'other'],
    [400, { code: 4711, message: 'no scopes' }, 'scopes'],
    [400, { reason: 'Token owner not found (4,735)' }, 'grant'],
    [400, { errorCode: '4704' }, 'client'],
    ...[4717, 4733, 4734, 4735, 4737, 4738, 4741].map((code) => [400, { code }, 'grant'] as const),
  ] as const)('%p %p is about the %s', (status, body, refusal) => {
    expect(tokenRefusal({ status, body: body as Record<string, unknown> | null })).toBe(refusal);
  });
});
