/** The longest time that a query waits for a version, in milliseconds. */
export const MAX_WAIT_MS = 5000;

/** Header of a question over Kafka: how long its caller waits for the answer, in milliseconds. */
export const QUERY_TIMEOUT_HEADER = 'timeout-ms';

/** Items on a page of a list. */
export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
/** The last page that can be requested: more than any list has, and the offset still fits a bigint. */
export const MAX_PAGE = 1_000_000_000;
