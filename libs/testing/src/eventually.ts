export {
  until as eventually,
  type UntilOptions as EventuallyOptions,
} from '../../../tools/local-stack/src/servers/index.js';
