/** For callers whose compiler did not check them. The value is not repeated: it may name a person. */
export function refuse(owner: string, argument: string, what: string): never {
  throw new TypeError(`Arguments of ${owner}: ${argument} must be ${what}.`);
}

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** @throws TypeError for what a record holds instead of the record: an event, bytes, or what kafkajs hands over with it */
export function refuseNoRecord(owner: string, record: unknown): void {
  if (isObject(record) && ('key' in record || 'value' in record)) return;
  refuse(owner, 'record', 'a record with key, value and headers (with kafkajs: payload.message), not what is in it');
}

/** @throws TypeError unless it has both ids: a key of an undefined id would be published */
export function refuseNoPair(owner: string, pair: { service_id?: unknown; provider_id?: unknown } | undefined): void {
  if (typeof pair?.service_id === 'string' && typeof pair.provider_id === 'string') return;
  refuse(owner, 'pair', 'an object with service_id and provider_id');
}
