import { CONFERENCING_UPDATED_PARTITIONS, TOPICS } from '@conferencing/contracts';

export interface TopicDefinition {
  name: string;
  partitions: number;
  /** Settings besides those that follow from the number of brokers. */
  config: Record<string, string>;
  /** Another team decides on the settings of the existing topic: they are reported, and never changed. */
  ownedByOthers?: boolean;
}

const DAY_MS = 86_400_000;

/**
 * The last record of a key stays without a limit, a tombstone long enough for a consumer that was away for a week. An
 * older record of the key is gone after a week: what a person wants to be deleted may be in it.
 */
const COMPACTED = {
  'cleanup.policy': 'compact',
  'delete.retention.ms': String(7 * DAY_MS),
  'segment.ms': String(DAY_MS),
  'max.compaction.lag.ms': String(7 * DAY_MS),
};

const CATALOG_UPDATED_PARTITIONS = 6;

/** The processes that need it also create it themselves. */
export const CREDENTIALS_TOPIC: TopicDefinition = { name: TOPICS.credentials, partitions: 1, config: COMPACTED };

/** Every topic that the system needs to exist. */
export const TOPIC_DEFINITIONS: readonly TopicDefinition[] = [
  { name: TOPICS.conferencingUpdated, partitions: CONFERENCING_UPDATED_PARTITIONS, config: COMPACTED },
  { name: TOPICS.catalogUpdated, partitions: CATALOG_UPDATED_PARTITIONS, config: COMPACTED, ownedByOthers: true },
  CREDENTIALS_TOPIC,
];
