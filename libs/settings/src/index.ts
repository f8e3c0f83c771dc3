export * from './fields.js';
export * from './load-settings.js';
