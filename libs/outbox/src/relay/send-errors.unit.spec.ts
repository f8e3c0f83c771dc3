import { refusalOf } from './send-errors.js';

describe('refusalOf', () => {
  it("finds the broker's refusal however deeply it is wrapped", () => {
    const refusal = Object.assign(new Error('too large'), { type: 'MESSAGE_TOO_LARGE' });
    expect(refusalOf(new Error('send failed', { cause: new Error('retries', { cause: refusal }) }))).toBe(
      'MESSAGE_TOO_LARGE',
    );
    expect(refusalOf(Object.assign(new Error(), { code: 'record_too_large' }))).toBe('record_too_large');
  });

  it('treats everything else as an error of the connection', () => {
    expect(refusalOf(Object.assign(new Error(), { type: 'NOT_ENOUGH_REPLICAS', code: 'timeout' }))).toBeUndefined();
    expect(refusalOf('a string')).toBeUndefined();
  });
});
