import { randomBytes } from 'node:crypto';
import type { ConferencingUpdatedV1 } from '../events/conferencing-updated.events.js';
import { encodeConferencingTombstone, encodeConferencingUpdated } from '../events/encode-conferencing-updated.js';
import type { KafkaRecord } from '../records/kafka-record.js';
import type { PairKey } from '../records/pair-key.js';
import { isObject, refuse, refuseNoPair } from '../validation/refuse.js';
import type { ServiceProviderConferencing } from '../resource/service-provider-conferencing.js';

const twelve = () => randomBytes(6).toString('hex');

/** A text would be spread into its characters. */
function refuseNoFields(owner: string, given: unknown): void {
  if (!isObject(given)) refuse(owner, 'given', 'an object with the fields that the test needs');
}

/** The state of a pair that has a host. Everything can be given; what is left out is made up. */
export function fakeConferencing(given: Partial<ServiceProviderConferencing> = {}): ServiceProviderConferencing {
  refuseNoFields('fakeConferencing', given);
  const time = new Date().toISOString();
  return {
    object: 'service_provider_conferencing',
    service_id: `srv_${twelve()}`,
    provider_id: `prov_${twelve()}`,
    conferencing_provider: 'zoom_admin',
    connected_account: {
      object: 'connected_account',
      id: `cact_${twelve()}`,
      provider: 'zoom_admin',
      connection_scope: 'account',
      status: 'active',
      display_name: 'Zoom',
      email: 'admin@example.com',
      external_account_id: null,
      external_subject: twelve(),
      user_id: null,
      created_at: time,
      updated_at: time,
    },
    external_user: {
      object: 'external_user',
      id: `exusr_${twelve()}`,
      email: `${twelve()}@example.com`,
      first_name: 'Ada',
      last_name: 'Lovelace',
      status: 'active',
    },
    ...given,
  };
}

/**
 * An event as conferencing publishes it: version 1, `assigned`, unless given otherwise. With `data: null` it is `cleared`.
 * What it says is consistent: {@link fakeRecord} refuses an event that breaks the contract.
 */
export function fakeEvent(given: Partial<ConferencingUpdatedV1> = {}): ConferencingUpdatedV1 {
  refuseNoFields('fakeEvent', given);
  const pair = {
    service_id: given.service_id ?? given.data?.service_id ?? `srv_${twelve()}`,
    provider_id: given.provider_id ?? given.data?.provider_id ?? `prov_${twelve()}`,
  };
  const version = given.version ?? 1;
  const cleared = given.data === null;
  const usual = version === 1 ? 'assigned' : 'reassigned';
  return {
    id: `evt_${twelve()}`,
    type: 'conferencing.updated',
    account_id: `acct_${twelve()}`,
    ...pair,
    version,
    occurred_at: new Date().toISOString(),
    change: cleared ? 'cleared' : usual,
    reason: null,
    actor: 'platform',
    batch_id: null,
    host_state: cleared ? 'unassigned' : 'ready',
    data: cleared ? null : fakeConferencing(pair),
    previous: null,
    ...given,
  };
}

/** The record of such an event, with all headers. @throws MalformedRecordError when the contract does not allow it */
export function fakeRecord(given: Partial<ConferencingUpdatedV1> = {}): KafkaRecord {
  return encodeConferencingUpdated(fakeEvent(given));
}

/** The record that says that the pair left the catalog; `version` is its last one. */
export function fakeTombstone(pair: PairKey, version = 1): KafkaRecord {
  refuseNoPair('fakeTombstone', pair);
  const { service_id, provider_id } = pair;
  return encodeConferencingTombstone(
    { service_id, provider_id },
    { id: `evt_${twelve()}`, time: new Date().toISOString(), version },
  );
}
