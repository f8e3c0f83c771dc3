import fc from 'fast-check';
import { type HostCandidate, resolveHost } from './host-resolution.js';

const user = (externalUserId: string, removed = false): HostCandidate => ({ externalUserId, removed });
const JANE = user('exusr_000000000001');
const wanted = { email: 'jane@example.com' };

const codeOf = (resolution: ReturnType<typeof resolveHost>) =>
  'fault' in resolution ? resolution.fault.code : resolution.externalUserId;

describe('resolveHost', () => {
  it('takes the only user who was found', () => {
    expect(codeOf(resolveHost({ externalUserId: JANE.externalUserId }, [JANE]))).toBe(JANE.externalUserId);
    expect(codeOf(resolveHost(wanted, [JANE]))).toBe(JANE.externalUserId);
  });

  it('points at the field at fault', () => {
    expect(resolveHost({ externalUserId: 'exusr_00000000000x' }, [])).toMatchObject({
      fault: { code: 'host_not_in_connected_account', pointer: '/external_user_id' },
    });
    expect(resolveHost(wanted, [])).toMatchObject({ fault: { code: 'host_not_found', pointer: '/email' } });
  });

  it('ignores removed users, so that one who remains is not ambiguous', () => {
    const gone = user('exusr_000000000003', true);
    expect(codeOf(resolveHost(wanted, [gone, JANE]))).toBe(JANE.externalUserId);
    expect(codeOf(resolveHost(wanted, [gone]))).toBe('host_not_found');
    expect(codeOf(resolveHost({ externalUserId: gone.externalUserId }, [gone]))).toBe('host_not_in_connected_account');
  });

  const users = fc
    .array(fc.boolean(), { maxLength: 6 })
    .map((list) => list.map((removed, index) => user(`exusr_${String(index).padStart(12, '0')}`, removed)));

  it('answers with the only present user, or with a fault, and depends on no order', () => {
    fc.assert(
      fc.property(users, (candidates) => {
        const resolution = resolveHost(wanted, candidates);
        expect(codeOf(resolveHost(wanted, candidates.toReversed()))).toBe(codeOf(resolution));
        const fitting = candidates.filter((one) => !one.removed);
        const expected = ['host_not_found', fitting[0]?.externalUserId, 'host_ambiguous'][Math.min(fitting.length, 2)];
        expect(codeOf(resolution)).toBe(expected);
      }),
    );
  });
});
