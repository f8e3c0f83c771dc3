import { parseArgs } from 'node:util';
import {
  ensureTopics,
  kafkaIsWhole,
  kafkaSettings,
  KafkajsKafka,
  TOPIC_DEFINITIONS,
  type KafkaSettings,
  type MessagingLog,
  type TopicReport,
} from '@conferencing/messaging';
import { settingsOrExit } from '@conferencing/settings';
import { z } from 'zod';

const USAGE = `Creates the topics that do not exist and reports how existing ones differ. Alters and deletes nothing.

  npm run topics [-- --check] [-- --json] [-- --compression <codec>]

  --check   creates nothing; exit code 1 when a topic is missing or differs
  --compression <codec>  the topics' compression.type: producer, uncompressed, gzip, snappy, lz4 or zstd
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
  const reports = await ensure(settings, values.check === true, values.compression);
  process.stdout.write(values.json ? `${JSON.stringify(reports, null, 2)}\n` : reports.map(line).join(''));
  const sound = reports.every(({ state }) => state === 'created' || state === 'as_defined');
  return values.check && !sound ? 1 : 0;
}

async function ensure(settings: KafkaSettings, checkOnly: boolean, compression?: string): Promise<TopicReport[]> {
  const admin = new KafkajsKafka(settings, quiet).admin();
  try {
    await admin.connect();
    return await ensureTopics(admin, TOPIC_DEFINITIONS, { checkOnly, compression });
  } finally {
    await admin.close();
  }
}

function line({ name, state, drift }: TopicReport): string {
  const differences = drift.map(
    ({ setting, expected, actual }) => `    ${setting}: ${actual}, defined as ${expected}\n`,
  );
  return `${name}: ${state.replaceAll('_', ' ')}\n${differences.join('')}`;
}

function ignore(): void {
  // See `quiet`.
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`The topics could not be ensured: ${error.message}\n`);
    process.exitCode = 1;
  },
);
