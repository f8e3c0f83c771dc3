export { until as eventually } from '@conferencing/servers';
