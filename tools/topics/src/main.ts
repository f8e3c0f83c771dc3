import { parseArgs } from 'node:util';
import {
  ensureTopics,
  kafkaIsWhole,
  KafkaError,
  kafkaSettings,
  KafkajsKafka,
  TOPIC_DEFINITIONS,
  topicProblems,
  unreachedAdvice,
  type EnsureOptions,
  type KafkaSettings,
  type MessagingLog,
  type TopicReport,
} from '@conferencing/messaging';
import { settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';
import { isSound, reportLines } from './report-lines.js';

const USAGE = `Creates the topics that do not exist. Gives the existing ones of this system cleanup.policy=compact and
max.compaction.lag.ms, keeps what is stricter, and reports every other setting that differs. Deletes nothing.

  npm run topics [-- --check] [-- --json] [-- --compression <codec>]

  --check   changes nothing; exit code 1 when a topic is missing or differs
  --compression <codec>  compression.type of new topics: producer, uncompressed, gzip, snappy, lz4 or zstd
  --json    the report as JSON
`;

/** The report is the output, without the log of the client. */
const quiet: MessagingLog = { debug: ignore, info: ignore, warn: ignore, error: ignore };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      compression: { type: 'string' },
      check: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const settings = settingsOrExit(z.object(kafkaSettings).superRefine(kafkaIsWhole));
  const check = values.check === true;
  const reports = await ensure(settings, { checkOnly: check, align: !check, compression: values.compression });
  const lines = reports.flatMap(reportLines).map((line) => `${line}\n`);
  process.stdout.write(values.json ? `${JSON.stringify(reports, null, 2)}\n` : lines.join(''));
  for (const problem of reports.flatMap((report) => topicProblems(report, settings.KAFKA_BROKERS))) {
    process.stderr.write(`Warning: ${problem}\n`);
  }
  return check && !reports.every(isSound) ? 1 : 0;
}

async function ensure(settings: KafkaSettings, options: EnsureOptions): Promise<TopicReport[]> {
  const admin = new KafkajsKafka(settings, quiet).admin();
  try {
    await admin.connect().catch((error: unknown) => {
      if (!(error instanceof KafkaError)) throw error;
      throw new Error(unreachedAdvice(error, settings.KAFKA_BROKERS), { cause: error });
    });
    return await ensureTopics(admin, TOPIC_DEFINITIONS, options);
  } finally {
    await admin.close();
  }
}

function ignore(): void {
  // See `quiet`.
}

function adviceFor(error: Error): string {
  if (!(error instanceof KafkaError) || error.code !== 'unauthorized') return error.message;
  return `Kafka refuses this to the login (${error.message}): give it the rights of the topics command (docs/managed-servers.md).`;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`The topics could not be ensured: ${adviceFor(error)}\n`);
    process.exitCode = 1;
  },
);
