export * from './clock.js';
export * from './domain-error.js';
export * from './ids.js';
export { logFields } from './log-fields.js';
export { shortened } from './log-text.js';
export * as check from './option-checks.js';
export {
  optional,
  type OptionNames,
  optionsOf,
  refuseWrongArguments,
  refuseWrongOptions,
  required,
} from './option-names.js';
export * from './turns.js';
export * from './wakeup.js';
export * from './within.js';
