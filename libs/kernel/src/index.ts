export * from './clock.js';
export * from './domain-error.js';
export * from './ids.js';
export { logFields } from './log-fields.js';
export { shortened } from './log-text.js';
export { type OptionNames, refuseWrongOptions } from './option-names.js';
export * from './turns.js';
export * from './wakeup.js';
export * from './within.js';
