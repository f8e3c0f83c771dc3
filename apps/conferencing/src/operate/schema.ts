export { CONFERENCING_SCHEMA } from '../persistence/conferencing.schema.js';
