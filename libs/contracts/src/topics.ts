/** Names of the Kafka topics. */
export const TOPICS = {
  /** Every change of a host; compacted, key `<service_id>/<provider_id>`. */
  conferencingUpdated: 'conferencing.updated',
  /** The catalog's services, providers and pairs; compacted, key as `conferencing.updated` or the bare id. */
  catalogUpdated: 'catalog.updated',
  /** Accounts, hashes of their tokens and public signing keys, for read-models only; compacted, key is the id. */
  credentials: 'conferencing.credentials',
} as const;

/** The number of partitions of `conferencing.updated`. */
export const CONFERENCING_UPDATED_PARTITIONS = 6;

/** Size limits of a record's value and key, in bytes. */
export const MAX_VALUE_BYTES = 256 * 1024;
export const MAX_KEY_BYTES = 256;

/** `ce_type` and `ce_source` of the records on `conferencing.updated`. */
export const CONFERENCING_UPDATED_TYPE = 'conferencing.updated.v1';
export const CONFERENCING_SOURCE = '/conferencing';

/** Names of the schemas: absolute URIs that identify and are not fetched. */
export const CONFERENCING_UPDATED_DATASCHEMA = 'urn:conferencing:schema:conferencing.updated:v1';
export const CATALOG_UPDATED_SCHEMA_ID = 'urn:conferencing:schema:catalog.updated:v1';
