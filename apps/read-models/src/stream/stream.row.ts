/** One change at its position in the stream. */
export interface StreamRow {
  lane: number;
  position: number;
  account_id: string;
  service_id: string;
  provider_id: string;
  /** The event's value as JSON text on one line. */
  event: string;
}
