import { refusalFor } from './error-filter.js';

const lost = (code: string, own: object = {}) => Object.assign(new Error('lost'), { code, ...own });

describe('what a caller is told of a failure', () => {
  it('is that something is unavailable when a connection of ours is lost', () => {
    expect(refusalFor(lost('ECONNRESET'))).toMatchObject({ kind: 'unavailable' });
  });

  it('blames no dependency when it is the caller who hung up within the body', () => {
    expect(refusalFor(lost('ECONNRESET', { statusCode: 400 }))).toMatchObject({ kind: 'malformed' });
  });

  it.each([new Error('boom'), 'boom', null, undefined, lost('X', { statusCode: 500 })])('is nothing of %p', (error) => {
    expect(refusalFor(error)).toBeUndefined();
  });
});
