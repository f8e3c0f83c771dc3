import {
  ensureTopics,
  type KafkaPort,
  TOPIC_DEFINITIONS,
  topicProblems,
  type TopicReport,
} from '@conferencing/messaging';
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

/** One for each thing that is wrong. */
function topicChecks(report: TopicReport, brokers: readonly string[]): Check[] {
  const check = `topic ${report.name}`;
  const problems = topicProblems(report, brokers);
  if (problems.length === 0) return [{ check, ...well('It has the settings that it needs.') }];
  return problems.map((problem) => ({ check, ...wrong(problem) }));
}
