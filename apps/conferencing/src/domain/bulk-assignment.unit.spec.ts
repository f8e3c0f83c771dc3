import { decideBulk, type MappedPair } from './bulk-assignment.js';

const user = (id: string) =>
  ({ id, object: 'external_user', email: null, first_name: null, last_name: null, status: 'active' }) as const;
const jane = user('exusr_jane00000000');
const john = user('exusr_john00000000');
const hostedBy = (one: typeof jane): Partial<MappedPair> => ({
  host: { connectedAccountId: 'cact_zoom00000000', externalUserId: one.id },
  hostedBy: one,
});
const mapped = { user: jane, active: true };

const pair = (providerId: string, rest: Partial<MappedPair>): MappedPair => ({
  serviceId: 'srv_talk00000000',
  providerId,
  version: 0,
  host: null,
  hostedBy: null,
  providerActive: true,
  mapped: null,
  ...rest,
});

describe('assigning all hosts of a service', () => {
  it('gives each provider the host they are mapped to, and says why the others are skipped', () => {
    const decision = decideBulk('cact_zoom00000000', [
      pair('new', { mapped }),
      pair('has-her-already', { mapped, ...hostedBy(jane), version: 3 }),
      pair('has-another', { mapped, ...hostedBy(john), version: 5 }),
      pair('unmapped', {}),
      pair('asleep', { mapped: { ...mapped, active: false } }),
      pair('deactivated', { providerActive: false, mapped }),
    ]);
    expect(decision.configured).toEqual([
      { providerId: 'new', change: 'assigned', from: null, to: jane },
      { providerId: 'has-her-already', change: 'none', from: jane, to: jane },
      { providerId: 'has-another', change: 'reassigned', from: john, to: jane },
    ]);
    expect(decision.skipped).toEqual([
      { providerId: 'unmapped', reason: 'no_user_mapping' },
      { providerId: 'asleep', reason: 'host_not_active' },
      { providerId: 'deactivated', reason: 'provider_deactivated' },
    ]);
    const service = { serviceId: 'srv_talk00000000', externalUserId: jane.id };
    expect(decision.assign).toEqual([
      { ...service, providerId: 'new', change: 'assigned' },
      { ...service, providerId: 'has-another', change: 'reassigned' },
    ]);
  });
});
