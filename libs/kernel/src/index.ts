export * from './clock.js';
export { describeError } from './describe-error.js';
export * from './domain-error.js';
export * from './ids.js';
export { logFields } from './log-fields.js';
export { shortened } from './log-text.js';
export * from './turns.js';
export * from './wakeup.js';
export * from './within.js';
