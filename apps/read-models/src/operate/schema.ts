export { READ_MODELS_SCHEMA } from '../persistence/read-models.schema.js';
