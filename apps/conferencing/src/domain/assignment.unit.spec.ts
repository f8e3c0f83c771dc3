import { DomainError } from '@conferencing/kernel';
import fc from 'fast-check';
import {
  type Assignment,
  decideAssignment,
  decideClear,
  type NamedConnection,
  requireAssignable,
  requirePrecondition,
} from './assignment.js';
import type { WantedHost } from './host-resolution.js';

const jane = { externalUserId: 'exusr_jane00000000', email: 'jane@example.com', removed: false };
const john = { externalUserId: 'exusr_john00000000', email: 'john@example.com', removed: false };
const gone = { externalUserId: 'exusr_gone00000000', email: 'gone@example.com', removed: true };
const twin = { externalUserId: 'exusr_twin00000000', email: 'twin@example.com', removed: false };
const otherTwin = { ...twin, externalUserId: 'exusr_twim00000000' };
const zoom = { id: 'cact_zoom00000000', hosts: true };
/** The connection as the database returns it: with the users who have the wanted id or email. */
const zoomFor = (wanted: WantedHost): NamedConnection => ({
  ...zoom,
  candidates: [jane, john, gone, twin, otherTwin].filter((user) =>
    'email' in wanted ? user.email === wanted.email : user.externalUserId === wanted.externalUserId,
  ),
});
const decide = (state: Assignment, wanted: WantedHost, looked = false) =>
  decideAssignment(state, wanted, zoomFor(wanted), looked);
const nobody: Assignment = { version: 0, host: null };
const hostedBy = (externalUserId: string, version: number): Assignment => ({
  version,
  host: { connectedAccountId: zoom.id, externalUserId },
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('assigning a host', () => {
  it('given no host, when Jane is named, then Jane is assigned', () => {
    expect(decide(nobody, { externalUserId: jane.externalUserId })).toEqual({
      kind: 'assign',
      change: 'assigned',
      from: 0,
      host: { connectedAccountId: zoom.id, externalUserId: jane.externalUserId },
      resolvedBy: 'external_user_id',
    });
  });

  it('given Jane, when John is named by email, then they are reassigned', () => {
    const decision = decide(hostedBy(jane.externalUserId, 4), { email: john.email });
    expect(decision).toMatchObject({ kind: 'assign', change: 'reassigned', from: 4, resolvedBy: 'email' });
  });

  it('given Jane, when Jane is named again, then nothing happens', () => {
    const decision = decide(hostedBy(jane.externalUserId, 4), { email: jane.email });
    expect(decision).toEqual({ kind: 'nothing' });
  });

  it('looks again for an email that no user has, but only once', () => {
    const wanted = { email: 'new@example.com' };
    expect(decide(nobody, wanted)).toEqual({ kind: 'look_again' });
    expect(refusal(() => decide(nobody, wanted, true))).toBe('host_not_found');
  });

  it.each<[string, WantedHost, NamedConnection | null]>([
    ['connected_account_not_found', { email: jane.email }, null],
    ['not_a_conferencing_account', { email: jane.email }, { ...zoom, hosts: false, candidates: [jane] }],
    ['host_not_in_connected_account', { externalUserId: 'exusr_else00000000' }, { ...zoom, candidates: [] }],
    ['host_not_in_connected_account', { externalUserId: gone.externalUserId }, { ...zoom, candidates: [gone] }],
    ['host_ambiguous', { email: twin.email }, { ...zoom, candidates: [twin, otherTwin] }],
  ])('refuses with %s', (code, wanted, connection) => {
    expect(refusal(() => decideAssignment(nobody, wanted, connection, true))).toBe(code);
  });

  it('says which part of the pair is missing', () => {
    const whole = { serviceExists: true, providerExists: true, providerActive: true, inCatalog: true };
    expect(() => requireAssignable(whole)).not.toThrow();
    for (const part of Object.keys(whole)) {
      expect(refusal(() => requireAssignable({ ...whole, [part]: false }))).toBe('not_found');
    }
  });
});

describe('a precondition', () => {
  it.each<[Parameters<typeof requirePrecondition>[1], Assignment, boolean]>([
    [null, nobody, true],
    [{ is: 'assigned' }, nobody, false],
    [{ is: 'assigned' }, hostedBy(jane.externalUserId, 1), true],
    [{ isNot: 'assigned' }, nobody, true],
    [{ isNot: 'assigned' }, hostedBy(jane.externalUserId, 1), false],
    [{ is: [3, 4] }, hostedBy(jane.externalUserId, 4), true],
    [{ is: [3] }, hostedBy(jane.externalUserId, 4), false],
    [{ isNot: [3, 4] }, hostedBy(jane.externalUserId, 4), false],
    [{ isNot: [3] }, hostedBy(jane.externalUserId, 4), true],
    [{ isNot: [nobody.version] }, nobody, true],
    [{ is: [4], isNot: 'assigned' }, hostedBy(jane.externalUserId, 4), false],
  ])('%j on %j', (precondition, assignment, holds) => {
    const check = () => requirePrecondition(assignment, precondition);
    if (holds) expect(check).not.toThrow();
    else expect(refusal(check)).toBe('version_mismatch');
  });
});

describe('any sequence of commands', () => {
  const command = fc.oneof(
    fc.constantFrom<WantedHost>(
      { email: jane.email },
      { email: john.email },
      { email: gone.email },
      { externalUserId: jane.externalUserId },
      { externalUserId: gone.externalUserId },
    ),
    fc.constant('clear' as const),
  );

  function evolve(state: Assignment, next: WantedHost | 'clear'): Assignment {
    try {
      const decision = next === 'clear' ? decideClear({ ...state, hostLost: false }) : decide(state, next, true);
      if (decision.kind === 'assign') return { version: decision.from + 1, host: decision.host };
      return decision.kind === 'clear' ? { version: decision.from + 1, host: null } : state;
    } catch (error) {
      if (error instanceof DomainError) return state;
      throw error;
    }
  }

  it('counts every change by one, changes nothing when repeated, and never gives a removed host', () => {
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        let state = nobody;
        for (const next of commands) {
          const after = evolve(state, next);
          const changed = after.host?.externalUserId !== state.host?.externalUserId;
          expect(after.version).toBe(state.version + (changed ? 1 : 0));
          expect(after.host?.externalUserId).not.toBe(gone.externalUserId);
          expect(evolve(after, next)).toEqual(after);
          state = after;
        }
      }),
    );
  });
});
