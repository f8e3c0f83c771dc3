import { ensureTopics, type KafkaPort, remedyOf, TOPIC_DEFINITIONS, type TopicReport } from '@conferencing/messaging';
import { type Check, checked, well, wrong } from './check.js';

/** The brokers, and each topic as it should be. */
export async function kafkaChecks(brokers: readonly string[], kafka: () => Promise<KafkaPort>): Promise<Check[]> {
  const reached = await checked('Kafka', async () => {
    await kafka();
    return well(`${brokers.join(', ')} answers.`);
  });
  if (!reached.ok) return [reached];
  const topics: Check[] = [];
  const asked = await checked('topics', async () => {
    const admin = (await kafka()).admin();
    await admin.connect();
    try {
      const reports = await ensureTopics(admin, TOPIC_DEFINITIONS, { checkOnly: true });
      topics.push(...reports.flatMap((report) => topicChecks(report, brokers)));
      return well(`${reports.length} were looked at.`);
    } finally {
      await admin.close();
    }
  });
  return asked.ok ? [reached, ...topics] : [reached, asked];
}

/** One for each setting that differs. */
function topicChecks(report: TopicReport, brokers: readonly string[]): Check[] {
  const check = `topic ${report.name}`;
  if (report.state === 'missing') return [{ check, ...wrong('It is missing: make it (npm run topics).') }];
  if (report.drift.length === 0) return [{ check, ...well('It has the settings that it needs.') }];
  return report.drift.map((drift) => {
    const { setting, expected, actual } = drift;
    return {
      check,
      ...wrong(`${setting} is ${actual || 'not set'}, not ${expected}: ${remedyOf(report, drift, brokers)}.`),
    };
  });
}
