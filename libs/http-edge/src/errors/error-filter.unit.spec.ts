import { refusalFor } from './error-filter.js';

const lost = (code: string, own: object = {}) => Object.assign(new Error('lost'), { code, ...own });

describe('the answer to a failure', () => {
  it('is that something is unavailable when a connection of ours is lost', () => {
    expect(refusalFor(lost('ECONNRESET'))).toMatchObject({ kind: 'unavailable' });
  });

  it('names no dependency if the caller disconnected within the body', () => {
    expect(refusalFor(lost('ECONNRESET', { statusCode: 400 }))).toMatchObject({ kind: 'malformed' });
  });

  it.each([new Error('boom'), 'boom', null, undefined, lost('X', { statusCode: 500 })])('is nothing of %p', (error) => {
    expect(refusalFor(error)).toBeUndefined();
  });
});
