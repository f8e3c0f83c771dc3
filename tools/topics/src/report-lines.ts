import { shownValue, type TopicReport } from '@conferencing/messaging';

/** Whether the topic is there and has what it needs. */
export function isSound({ state }: TopicReport): boolean {
  return state !== 'missing' && state !== 'drifted';
}

/** The topic's state, then a line for each setting that was changed. */
export function reportLines({ name, state, changed }: TopicReport): string[] {
  return [
    `${name}: ${state.replaceAll('_', ' ')}`,
    ...changed.map(({ setting, expected, actual }) => `    ${setting}: ${shownValue(actual)} before, ${expected} now`),
  ];
}
