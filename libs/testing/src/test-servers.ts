import { startPrivateKafka } from './private-kafka.js';
import { startPrivatePostgres } from './private-postgres.js';

export interface TestServers {
  /**
   * What the specs read: `TEST_DATABASE_URL` (an administrator's URL) and `TEST_KAFKA_BROKERS`. Of the run's own PostgreSQL,
   * `TEST_OWN_DATABASES` says that databases can be kept for it.
   */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** The servers of one test run: those in the environment, or new ones on free ports. */
export async function startTestServers(): Promise<TestServers> {
  const { TEST_DATABASE_URL, TEST_KAFKA_BROKERS } = process.env;
  const [postgres, kafka] = await Promise.all([
    TEST_DATABASE_URL ? undefined : startPrivatePostgres(),
    TEST_KAFKA_BROKERS ? undefined : startPrivateKafka(),
  ]);
  return {
    environment: {
      ...(postgres && { TEST_DATABASE_URL: postgres.url, TEST_OWN_DATABASES: 'yes' }),
      ...(kafka && { TEST_KAFKA_BROKERS: kafka.brokers }),
    },
    stop: async () => {
      await Promise.all([postgres?.stop(), kafka?.stop()]);
    },
  };
}
