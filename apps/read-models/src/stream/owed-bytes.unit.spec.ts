import { OwedBytes } from './owed-bytes.js';
import { StreamClient } from './stream-client.js';

const MIB = 1_048_576;

function owing(bytes: number) {
  const sink = {
    pendingBytes: bytes,
    gone: false,
    write: () => undefined,
    drained: () => Promise.resolve(),
    end: () => undefined,
    cut: () => {
      sink.gone = true;
      sink.pendingBytes = 0;
    },
  };
  return { sink, client: new StreamClient({ accountId: 'acct' }, () => true, sink) };
}

describe('the unread bytes of stream clients', () => {
  it('are bounded over all clients: those with the most are disconnected', () => {
    const small = Array.from({ length: 60 }, () => owing(MIB / 2));
    const large = Array.from({ length: 60 }, () => owing(MIB));
    new OwedBytes().look(
      [...small, ...large].map(({ client }) => client),
      0,
    );
    expect(small.some(({ sink }) => sink.gone)).toBe(false);
    expect(large.filter(({ sink }) => sink.gone)).toHaveLength(26);
  });

  it('are bounded in time: a client that reads nothing is disconnected, one that reads some is not', () => {
    const [still, slow, idle] = [owing(1_000), owing(1_000), owing(0)];
    const debts = new OwedBytes();
    for (let now = 0; now <= 40_000; now += 1_000) {
      slow.sink.pendingBytes = 1_000 - now / 100;
      debts.look(
        [still, slow, idle].map(({ client }) => client),
        now,
      );
    }
    expect([still, slow, idle].map(({ sink }) => sink.gone)).toEqual([true, false, false]);
  });
});
