import { isUtf8 } from 'node:buffer';
import type { ParkedSummary } from '@conferencing/messaging';
import type { Command } from 'commander';
import type { Act } from '../act.js';
import { wholeNumber } from '../whole-number.js';
import { type Cell, table } from '../output.js';
import { APPS, type App, ofApp, parkingOf, parseId, type Selected } from './parked-selection.js';

/** Text as it is, other bytes in base64. */
function shownBytes(bytes: Buffer | null): string | { base64: string } | null {
  if (bytes === null) return null;
  return isUtf8(bytes) ? bytes.toString() : { base64: bytes.toString('base64') };
}

function summaryRow(app: App, record: ParkedSummary): Cell[] {
  const { id, topic, partition, offset, lastOffset, key, state, attempts, reasons } = record;
  const where = `${topic}/${partition}@${offset}${lastOffset === null || lastOffset === offset ? '' : `-${lastOffset}`}`;
  return [`${app}:${id}`, state, where, key, attempts, reasons[0]];
}

/** What is parked, and why. */
export function parkedReadCommands(parked: Command, act: Act): void {
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
            records: await (await parkingOf(place, name, 'read')).list({ key, topic, limit, afterId: last?.number }),
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
        const { record, ...summary } = await (await parkingOf(place, app, 'read')).show(number);
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
}
