import { decideBulk, type MappedPair } from './bulk-assignment.js';

const pair = (providerId: string, rest: Partial<MappedPair>): MappedPair => ({
  providerId,
  version: 0,
  host: null,
  providerActive: true,
  mapped: null,
  ...rest,
});
const jane = { externalUserId: 'exusr_jane00000000', active: true };
const janeHosts = { connectedAccountId: 'cact_zoom00000000', externalUserId: jane.externalUserId };

describe('assigning all hosts of a service', () => {
  it('gives everybody the host he is mapped to, and says why the others are skipped', () => {
    const decision = decideBulk('cact_zoom00000000', [
      pair('new', { mapped: jane }),
      pair('has-her-already', { mapped: jane, host: janeHosts, version: 3 }),
      pair('has-another', { mapped: jane, host: { ...janeHosts, externalUserId: 'exusr_john00000000' }, version: 5 }),
      pair('unmapped', {}),
      pair('asleep', { mapped: { ...jane, active: false } }),
      pair('deactivated', { providerActive: false, mapped: jane }),
    ]);
    expect(decision.configured.map(({ providerId }) => providerId)).toEqual(['new', 'has-her-already', 'has-another']);
    expect(decision.skipped).toEqual([
      { providerId: 'unmapped', reason: 'no_user_mapping' },
      { providerId: 'asleep', reason: 'host_not_active' },
      { providerId: 'deactivated', reason: 'provider_deactivated' },
    ]);
    expect(decision.assign.map((one) => [one.providerId, one.decision.change, one.decision.from])).toEqual([
      ['new', 'assigned', 0],
      ['has-another', 'reassigned', 5],
    ]);
  });
});
