import fc from 'fast-check';
import { type HostCandidate, resolveHost } from './host-resolution.js';

const user = (externalUserId: string, email: string | null, removed = false): HostCandidate => ({
  externalUserId,
  email,
  removed,
});
const JANE = user('exusr_000000000001', 'jane@example.com');
const JOHN = user('exusr_000000000002', 'john@example.com');

const codeOf = (resolution: ReturnType<typeof resolveHost>) =>
  'fault' in resolution ? resolution.fault.code : resolution.externalUserId;

describe('resolveHost', () => {
  it('finds by id, whatever the email', () => {
    expect(codeOf(resolveHost({ externalUserId: JOHN.externalUserId }, [JANE, JOHN]))).toBe(JOHN.externalUserId);
  });

  it('finds by email in any case', () => {
    expect(codeOf(resolveHost({ email: 'JANE@Example.com' }, [JANE, JOHN]))).toBe(JANE.externalUserId);
  });

  it('points at the field at fault', () => {
    expect(resolveHost({ externalUserId: 'exusr_00000000000x' }, [JANE])).toMatchObject({
      fault: { code: 'host_not_in_connected_account', pointer: '/external_user_id' },
    });
    expect(resolveHost({ email: 'nobody@example.com' }, [JANE])).toMatchObject({
      fault: { code: 'host_not_found', pointer: '/email' },
    });
  });

  it('does not choose among several with the same email', () => {
    const twin = user('exusr_000000000003', 'Jane@example.com');
    expect(codeOf(resolveHost({ email: 'jane@example.com' }, [JANE, twin]))).toBe('host_ambiguous');
  });

  it('ignores removed users, so that one who remains is not ambiguous', () => {
    const gone = user('exusr_000000000003', 'jane@example.com', true);
    expect(codeOf(resolveHost({ email: 'jane@example.com' }, [gone, JANE]))).toBe(JANE.externalUserId);
    expect(codeOf(resolveHost({ email: 'jane@example.com' }, [gone]))).toBe('host_not_found');
    expect(codeOf(resolveHost({ externalUserId: gone.externalUserId }, [gone]))).toBe('host_not_in_connected_account');
  });

  const email = fc.constantFrom('a@x.io', 'A@x.io', 'b@x.io', 'B@X.IO', null);
  const users = fc
    .array(fc.record({ email, removed: fc.boolean() }), { maxLength: 6 })
    .map((list) =>
      list.map((entry, index) => user(`exusr_${String(index).padStart(12, '0')}`, entry.email, entry.removed)),
    );

  it('answers with a present user that fits, or with a fault, and depends on no order', () => {
    fc.assert(
      fc.property(users, fc.constantFrom('a@x.io', 'B@x.io'), (candidates, wanted) => {
        const resolution = resolveHost({ email: wanted }, candidates);
        expect(codeOf(resolveHost({ email: wanted }, candidates.toReversed()))).toBe(codeOf(resolution));
        const fitting = candidates.filter((one) => !one.removed && one.email?.toLowerCase() === wanted.toLowerCase());
        const expected = ['host_not_found', fitting[0]?.externalUserId, 'host_ambiguous'][Math.min(fitting.length, 2)];
        expect(codeOf(resolution)).toBe(expected);
      }),
    );
  });
});
