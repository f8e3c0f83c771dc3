import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeConferencingUpdated } from '@conferencing/contracts';
import assigned from '../../contracts/fixtures/v1.0.0/conferencing.updated/assigned.json';
import tombstone from '../../contracts/fixtures/v1.0.0/conferencing.updated/tombstone.json';
import { OUTBOX_MIGRATIONS } from '../src/index.js';

const guide = readFileSync(resolve('docs/debezium.md'), 'utf8');
const settings = new Map(
  (/```properties\n(.*?)```/s.exec(guide)?.[1] ?? '')
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const setting = (name: string): string => settings.get(name) ?? '';
const outbox = (name: string): string => setting(`transforms.outbox.${name}`);

type Row = Record<string, string | null>;

/** Connect parses a literal that looks like a number as one, and keeps the quotes of a quoted one. */
const literal = (text: string): string => (Number.isNaN(Number(text)) ? text : String(Number(text)));

/** The record that the event router and the later transforms make of a row. */
function routed(row: Row) {
  const placed = outbox('table.fields.additional.placement')
    .split(',')
    .map((placement) => placement.split(':') as [string, string, string])
    .map(([column, , header]) => [header, row[column]]);
  const inserted = setting('transforms')
    .split(',')
    .filter((name) => setting(`transforms.${name}.type`).endsWith('.InsertHeader'))
    .map((name) => [setting(`transforms.${name}.header`), literal(setting(`transforms.${name}.value.literal`))]);
  return {
    key: row[outbox('table.field.event.key')],
    value: row[outbox('table.field.event.payload')],
    headers: Object.fromEntries([...placed, ...inserted]) as Record<string, string>,
  };
}

function rowOf({ key, headers, value }: { key: string; headers: Record<string, string>; value: object | null }): Row {
  const { ce_id: id, ce_sequence: sequence, ce_time: occurred_at, traceparent } = headers;
  return {
    id: id!,
    specversion: '1.0',
    aggregatetype: 'conferencing',
    aggregateid: key,
    type: 'conferencing.updated.v1',
    payload: value === null ? null : JSON.stringify(value),
    sequence: sequence!,
    occurred_at: occurred_at!,
    traceparent: traceparent ?? null,
  };
}

it.each([assigned, tombstone])('subscribers can decode what the connector of the guide publishes', (fixture) => {
  const { key, value, headers } = routed(rowOf(fixture));
  expect(decodeConferencingUpdated({ key, value, headers })).toEqual(
    decodeConferencingUpdated({ ...fixture, value: fixture.value && JSON.stringify(fixture.value) }),
  );
});

it('the guide names columns that the table has', () => {
  const table = `${OUTBOX_MIGRATIONS.migrations.map(({ sql }) => sql).join('')} ${guide}`;
  for (const column of Object.keys(rowOf(assigned)))
    expect(table).toMatch(new RegExp(`\\b${column} +text|${column} +time`));
  expect(outbox('route.topic.replacement')).toBe('conferencing.updated');
});
