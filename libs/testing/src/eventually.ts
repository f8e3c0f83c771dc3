export { until as eventually, type UntilOptions as EventuallyOptions } from '@conferencing/servers';
