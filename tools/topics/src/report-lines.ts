import { remedyOf, type TopicReport } from '@conferencing/messaging';

/** Whether the topic is there and has what it needs. */
export function isSound({ state }: TopicReport): boolean {
  return state !== 'missing' && state !== 'drifted';
}

/** What was done and what differs, for people: the topic's state, then a line for each setting. */
export function reportLines({ name, state, changed, drift }: TopicReport): string[] {
  return [
    `${name}: ${state.replaceAll('_', ' ')}`,
    ...changed.map(({ setting, expected, actual }) => `    ${setting}: ${shown(actual)} before, ${expected} now`),
    ...drift.map(({ setting, expected, actual }) => `    ${setting}: ${shown(actual)}, defined as ${expected}`),
  ];
}

/** One line for each setting that still differs, with what to type. @param brokers as Kafka's tools take them */
export function warningLines(report: TopicReport, brokers: readonly string[]): string[] {
  return report.drift.map((drift) => {
    const { setting, expected, actual } = drift;
    const what = `${setting} of ${report.name} is ${shown(actual)}, not ${expected}`;
    return `Warning: ${what}: ${remedyOf(report, drift, brokers)}`;
  });
}

function shown(value: string): string {
  return value === '' ? 'not set' : value;
}
