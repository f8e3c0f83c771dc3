import { CloudEvents } from '../src/index.js';

const EVENTS = new CloudEvents('/pairs', '/schemas/pair.updated.v1');

export const VERSION_HEADER = 'ce_sequence';
/** Headers like those of an application: as many as CloudEvents in binary mode. */
export const relayHeaders = EVENTS.headers;
/** The content of such a record. */
export const readPair = EVENTS.readShown;
