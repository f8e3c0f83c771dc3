import { ensureTopics, type KafkaPort, TOPIC_DEFINITIONS } from '@conferencing/messaging';
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
      for (const { name, state, drift } of reports) topics.push(topicCheck(name, state, drift));
      return well(`${reports.length} were looked at.`);
    } finally {
      await admin.close();
    }
  });
  return asked.ok ? [reached, ...topics] : [reached, asked];
}

function topicCheck(
  name: string,
  state: string,
  drift: readonly { setting: string; expected: string; actual: string }[],
): Check {
  const check = `topic ${name}`;
  if (state === 'missing') return { check, ...wrong('It is missing: make it (npm run topics).') };
  if (drift.length === 0) return { check, ...well('Its settings are as defined.') };
  const differences = drift.map(
    ({ setting, expected, actual }) => `${setting} is ${actual || 'not set'}, not ${expected}`,
  );
  return { check, ...wrong(`${differences.join('; ')}: change it with the tools of Kafka, unless this is meant.`) };
}
