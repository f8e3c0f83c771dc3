export { databaseSettings, databaseUrl, newerSchema } from './database-url.js';
export * from './fields.js';
export * from './load-settings.js';
