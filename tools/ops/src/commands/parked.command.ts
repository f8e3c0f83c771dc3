import { isUtf8 } from 'node:buffer';
import { DomainError, notFound } from '@conferencing/kernel';
import { ParkedRecords, type ParkedSelection, type ParkedSummary } from '@conferencing/messaging';
import { type Command, Option } from 'commander';
import type { Act } from '../act.js';
import { exportParked } from '../export-parked.js';
import { wholeNumber } from '../whole-number.js';
import { type Cell, table } from '../output.js';
import type { Workplace } from '../workplace.js';

const APPS = ['conferencing', 'read-models'] as const;
type App = (typeof APPS)[number];

interface Selected {
  app?: string;
  key?: string;
  topic?: string;
}

function parkingOf(place: Workplace, app: App): ParkedRecords {
  return new ParkedRecords((app === 'conferencing' ? place.conferencing : place.readModels).pool);
}

/** Parses an id in the printed form `<app>:<number>`, because each app parks in its own database. */
function parseId(id: string): { app: App; number: string } {
  const [app, number, ...rest] = id.split(':');
  if (!APPS.includes(app as App) || !/^\d+$/.test(number ?? '') || rest.length > 0) {
    const detail = `${id} is no id of a parked record: it looks like read-models:12.`;
    throw new DomainError('invalid', { code: 'invalid', detail });
  }
  return { app: app as App, number: number! };
}

/** The records that ids, `--key` and `--topic` select, by app. */
function selections(ids: readonly string[], { app, key, topic }: Selected): [App, ParkedSelection][] {
  if (ids.length > 0) {
    const parsed = ids.map(parseId);
    return APPS.map((name): [App, ParkedSelection] => [
      name,
      { ids: parsed.filter((one) => one.app === name).map(({ number }) => number) },
    ]).filter(([, { ids: numbers }]) => (numbers?.length ?? 0) > 0);
  }
  if (key === undefined && topic === undefined) {
    throw new DomainError('invalid', { code: 'invalid', detail: 'Name records by id, --key or --topic.' });
  }
  return APPS.filter((name) => app === undefined || app === name).map((name) => [name, { key, topic }]);
}

/** Text as it is, other bytes in base64. */
function shownBytes(bytes: Buffer | null): string | { base64: string } | null {
  if (bytes === null) return null;
  return isUtf8(bytes) ? bytes.toString() : { base64: bytes.toString('base64') };
}

async function mustExist(place: Workplace, topic: string): Promise<void> {
  const admin = place.kafka().admin();
  await admin.connect();
  const found = await admin.describeTopics([topic]).finally(() => admin.close());
  if (found.length === 0) throw notFound(`There is no topic ${topic}: create it, or look at its name.`);
}

const ofApp = () => new Option('--app <app>', 'those of one app').choices(APPS);

function summaryRow(app: App, record: ParkedSummary): Cell[] {
  const { id, topic, partition, offset, lastOffset, key, state, attempts, reasons } = record;
  const where = `${topic}/${partition}@${offset}${lastOffset === null || lastOffset === offset ? '' : `-${lastOffset}`}`;
  return [`${app}:${id}`, state, where, key, attempts, reasons[0]];
}

export function parkedCommands(program: Command, act: Act): void {
  const parked = program.command('parked').description('records that could not be applied');

  parked
    .command('list')
    .description('what is parked, oldest first')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .option('--limit <n>', 'of each app, up to 1,000', wholeNumber(1, 1_000), 100)
    .option('--after <id>', 'those of its app that come after this one: the last one of the page before')
    .action(
      act(async (place, { app, key, topic, limit, after }: Selected & { limit: number; after?: string }) => {
        const last = after === undefined ? undefined : parseId(after);
        const wanted = APPS.filter((name) => (last?.app ?? app ?? name) === name && (app ?? name) === name);
        const lists = await Promise.all(
          wanted.map(async (name) => ({
            name,
            records: await parkingOf(place, name).list({ key, topic, limit, afterId: last?.number }),
          })),
        );
        const next = lists.flatMap(({ name, records: list }) =>
          list.length === limit ? [`${name}:${list.at(-1)!.id}`] : [],
        );
        const records = lists.flatMap(({ name, records: list }) =>
          list.map((record) => ({ ...record, app: name, id: `${name}:${record.id}` })),
        );
        const rows = lists.flatMap(({ name, records: list }) => list.map((record) => summaryRow(name, record)));
        const heading = ['id', 'state', 'record', 'key', 'attempts', 'reason'];
        place.output.result(
          { parked: records, next },
          rows.length === 0
            ? [after === undefined ? 'Nothing is parked.' : 'Nothing more is parked.']
            : [...table([heading, ...rows]), ...next.map((id) => `There may be more: ops parked list --after ${id}`)],
        );
      }),
    );

  parked
    .command('show <id>')
    .description('one parked record, with its headers, value and reasons')
    .action(
      act(async (place, id: string) => {
        const { app, number } = parseId(id);
        const { record, ...summary } = await parkingOf(place, app).show(number);
        const shown = {
          ...summary,
          app,
          id,
          timestampMs: record.timestampMs.toString(),
          headers: record.headers,
          rawHeaders: record.rawHeaders.map((pair) => pair.map(shownBytes)),
          key: shownBytes(record.key),
          value: shownBytes(record.value),
        };
        const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
        place.output.result(
          shown,
          Object.entries(shown).map(([name, value]) => `${name}: ${text(value)}`),
        );
      }),
    );

  parked
    .command('retry [ids...]')
    .description('apply the records, and all of their keys, again in order')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .option('--wait <seconds>', 'for the running consumer to do it', wholeNumber(0, 3_600), 15)
    .action(
      act(async (place, ids: string[], options: Selected & { wait: number }) => {
        const total = { requested: 0, applied: 0, pending: 0, failed: [] as { id: string; reasons: string[] }[] };
        for (const [app, selection] of selections(ids, options)) {
          const report = await parkingOf(place, app).retry(selection, { waitMs: options.wait * 1_000 });
          total.requested += report.requested;
          total.applied += report.applied;
          total.pending += report.pending;
          total.failed.push(...report.failed.map(({ id, reasons }) => ({ id: `${app}:${id}`, reasons })));
        }
        place.output.result(total, [
          `${total.applied} of ${total.requested} applied, ${total.failed.length} failed again, ${total.pending} not tried yet.`,
          ...total.failed.map(({ id, reasons }) => `${id}: ${reasons.join('; ')}`),
        ]);
        return total.requested > 0 && total.applied === total.requested;
      }),
    );

  parked
    .command('discard [ids...]')
    .description('delete the records permanently; records that only waited behind them are retried')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .action(
      act(async (place, ids: string[], options: Selected) => {
        const total = { discarded: 0, released: 0 };
        for (const [app, selection] of selections(ids, options)) {
          const report = await parkingOf(place, app).discard(selection);
          total.discarded += report.discarded;
          total.released += report.released;
        }
        place.output.result(total, [`${total.discarded} discarded, ${total.released} released.`]);
        return total.discarded > 0;
      }),
    );

  parked
    .command('export <dead_letter_topic> [ids...]')
    .description('copy the records to a topic, with the headers of other tools’ dead letters; they stay parked')
    .addOption(ofApp())
    .option('--key <key>')
    .option('--topic <topic>')
    .action(
      act(async (place, deadLetterTopic: string, ids: string[], options: Selected) => {
        await mustExist(place, deadLetterTopic);
        const progress = place.output.progress();
        const producer = place.kafka().producer();
        let exported = 0;
        const onExported = () => progress.show('exporting', (exported += 1));
        try {
          for (const [app, selection] of selections(ids, options)) {
            await exportParked(parkingOf(place, app), selection, { producer, deadLetterTopic, onExported });
          }
        } finally {
          progress.end();
          await producer.close();
        }
        place.output.result({ exported }, [`${exported} exported to ${deadLetterTopic}.`]);
        return exported > 0;
      }),
    );
}
