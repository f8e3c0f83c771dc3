import type { components } from './generated/conferencing.js';
import type { paths as ReadModelPaths } from './generated/read-models.js';

type Schemas = components['schemas'];

export type Pair = Schemas['ListedPairResponse'];
export type HostState = Pair['host_state'];
export type Warning = Schemas['WarningResponse'];
export type WarningCode = Warning['code'];
export type Conferencing = Schemas['ServiceProviderConferencingResponse'];
export type ExternalUser = Schemas['ExternalUserResponse'];
export type Connection = Schemas['ConnectedAccountResponse'];
export type Explanation = Schemas['ExplainHostResponse'];
export type Attention = Schemas['AttentionResponse'];
export type Summary = Schemas['SummaryResponse'];
export type PageMeta = Schemas['PageMetaResponse'];
export type PairRef = Schemas['PairRefResponse'];

type Answer<Path extends keyof ReadModelPaths> = ReadModelPaths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type Change = Answer<'/v1/conferencing/changes'>['data'][number];
export type HistoryEntry =
  Answer<'/v1/services/{service_id}/providers/{provider_id}/conferencing/history'>['data'][number];
export type Host = Answer<'/v1/hosts'>['data'][number];

/** What a stream tells of one pair: the value of `conferencing.updated`. */
export interface LiveChange {
  id: string;
  account_id: string;
  service_id: string;
  provider_id: string;
  version: number;
  occurred_at: string;
  change: Change['change'];
  reason: string | null;
  actor: string | null;
  batch_id?: string | null;
  host_state: HostState;
  data: Conferencing | null;
}

/** Names a pair, in links and in caches. */
export const pairKey = ({ service_id, provider_id }: PairRef): string => `${service_id}/${provider_id}`;

export const refOf = (pair: Pair): PairRef => ({ service_id: pair.service.id, provider_id: pair.provider.id });
