import { DomainError } from '@conferencing/kernel';
import { FencedError, PoisonRecordError, TransientFailure } from './apply.errors.js';
import { failureKind } from './failure-kind.js';

const withCode = (code: string): Error => Object.assign(new Error('x'), { code });
const wrapped = (cause: unknown): Error => new Error('outside', { cause: new Error('inside', { cause }) });

describe('the kind of a handler’s failure', () => {
  it.each([
    ['a deadlock', withCode('40P01'), 'conflict'],
    ['a serialization failure, wrapped', wrapped(withCode('40001')), 'conflict'],
    ['a lost connection', withCode('ECONNRESET'), 'transient'],
    ['a pool without a free place', new Error('timeout exceeded when trying to connect'), 'transient'],
    ['a table that is not there yet', withCode('42P01'), 'transient'],
    ['a server that shuts down', withCode('57P01'), 'transient'],
    [
      'a dependency, in the words of the domain',
      new DomainError('unavailable', { code: 'x', detail: 'x' }),
      'transient',
    ],
    ['what the handler calls transient', wrapped(new TransientFailure('away')), 'transient'],
    ['one of several causes', new AggregateError([new Error('x'), withCode('ECONNREFUSED')]), 'transient'],
    ['a partition that was taken over', new FencedError('t', 0), 'control'],
    ['a value that is out of range', withCode('22003'), 'record'],
    ['a violated constraint', withCode('23505'), 'record'],
    ['a bug that one record meets', new TypeError('undefined is not a function'), 'record'],
    ['what the handler refuses', new PoisonRecordError([]), 'record'],
    ['something that is no error', 'text', 'record'],
    ['nothing', undefined, 'record'],
  ])('%s', (_what, error, kind) => {
    expect(failureKind(error)).toBe(kind);
  });
});
