import { RateLimited } from '../errors/protocol-errors.js';
import { networkOf } from './network-of.js';
import { WrongTokens } from './wrong-tokens.js';

describe('wrong tokens from one address', () => {
  let now: number;
  let wrongTokens: WrongTokens;

  beforeEach(() => {
    now = 1_000;
    wrongTokens = new WrongTokens(3, () => now);
  });

  const guess = (address: string, times = 1) => {
    for (let time = 0; time < times; time += 1) {
      wrongTokens.admit(address, `guess-${time}`);
      wrongTokens.wasWrong(address, `guess-${time}`);
    }
  };
  const isAdmitted = (address: string, token: string) => {
    try {
      wrongTokens.admit(address, token);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(RateLimited);
      return false;
    }
  };

  it('are refused above the limit until the minute is over, which the refusal says', () => {
    guess('10.0.0.1', 3);
    now += 20_000;
    expect(() => guess('10.0.0.1')).toThrow(expect.objectContaining({ retryAfterSeconds: 40 }));
    expect(isAdmitted('10.0.0.2', 'guess')).toBe(true);
    now += 40_000;
    expect(isAdmitted('10.0.0.1', 'guess')).toBe(true);
  });

  it('do not block a token that was valid in the last minutes', () => {
    wrongTokens.wasRight('good');
    guess('10.0.0.1', 3);
    expect([isAdmitted('10.0.0.1', 'good'), isAdmitted('10.0.0.1', 'new')]).toEqual([true, false]);
    now += 300_000;
    guess('10.0.0.1', 3);
    expect(isAdmitted('10.0.0.1', 'good')).toBe(false);
  });

  it('include a token that is no longer valid', () => {
    wrongTokens.wasRight('revoked');
    guess('10.0.0.1', 3);
    wrongTokens.wasWrong('10.0.0.1', 'revoked');
    expect(isAdmitted('10.0.0.1', 'revoked')).toBe(false);
  });

  it('count for the whole network of one subscriber', () => {
    guess('2001:db8:0:7::1', 3);
    expect([isAdmitted('2001:db8::7:a:b:c:d', 'guess'), isAdmitted('2001:db8:0:8::1', 'guess')]).toEqual([false, true]);
  });

  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:0db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['', ''],
  ])('from %s are counted by %s', (address, network) => expect(networkOf(address)).toBe(network));
});
