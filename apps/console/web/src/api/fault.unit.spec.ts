import { asFault, faultOf } from './fault.js';

const invalid = {
  errors: [
    { status: '422', code: 'invalid', detail: 'Give an email.', source: { pointer: '/to/email' } },
    { status: '422', code: 'invalid', detail: 'Give a service.', source: { pointer: '/service_ids/0' } },
  ],
};

const answered = (status: number, headers: Record<string, string> = {}) => ({ status, headers: new Headers(headers) });

describe('a fault', () => {
  it('puts each sentence at the field it concerns, and the rest beside the form', () => {
    const fault = faultOf(answered(422, { 'x-request-id': 'req-1' }), invalid);
    expect(fault.at('email')).toBe('Give an email.');
    expect(fault.at('external_user_id')).toBeUndefined();
    expect(fault.besides('email')).toBe('Give a service.');
    expect(fault.besides('email', '0')).toBeUndefined();
  });

  it('quotes the request of a 5xx, and of nothing else', () => {
    const body = { errors: [{ code: 'unavailable', detail: 'Not now.' }] };
    expect(faultOf(answered(503, { 'x-request-id': 'req-7' }), body).message).toBe(
      'Not now. If it happens again, quote request req-7.',
    );
    expect(faultOf(answered(422, { 'x-request-id': 'req-7' }), body).message).toBe('Not now.');
  });

  it('reads the shape of the console’s own server too', () => {
    const fault = faultOf(answered(502), {
      error: { code: 'bad_gateway', message: 'No answer.', request_id: 'req-9' },
    });
    expect(fault.code).toBe('bad_gateway');
    expect(fault.message).toContain('req-9');
  });

  it.each([undefined, null, 'oops', { errors: 'odd' }, { errors: [null, 5] }])(
    'has a sentence for an answer like %j',
    (body) => {
      expect(faultOf(answered(500), body).message).toMatch(/^That did not work/);
    },
  );

  it('says that nothing is lost when the server can’t be reached', () => {
    expect(asFault(new TypeError('Failed to fetch')).message).toContain('still here');
  });
});
