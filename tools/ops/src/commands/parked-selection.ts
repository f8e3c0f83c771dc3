import { DomainError } from '@conferencing/kernel';
import { ParkedRecords, type ParkedSelection } from '@conferencing/messaging';
import { Option } from 'commander';
import type { Access } from '../reach.js';
import type { Workplace } from '../workplace.js';

export const APPS = ['conferencing', 'read-models'] as const;
export type App = (typeof APPS)[number];

/** The options that select parked records. */
export interface Selected {
  app?: string;
  key?: string;
  topic?: string;
}

export async function parkingOf(place: Workplace, app: App, access: Access): Promise<ParkedRecords> {
  return new ParkedRecords(
    (await (app === 'conferencing' ? place.conferencing(access) : place.readModels(access))).pool,
  );
}

/** Parses an id in the printed form `<app>:<number>`, because each app parks in its own database. */
export function parseId(id: string): { app: App; number: string } {
  const [app, number, ...rest] = id.split(':');
  if (!APPS.includes(app as App) || !/^\d+$/.test(number ?? '') || rest.length > 0) {
    const detail = `${id} is no id of a parked record: it looks like read-models:12.`;
    throw new DomainError('invalid', { code: 'invalid', detail });
  }
  return { app: app as App, number: number! };
}

/** The records that ids, `--key` and `--topic` select, by app. */
export function selections(ids: readonly string[], { app, key, topic }: Selected): [App, ParkedSelection][] {
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

export const ofApp = () => new Option('--app <app>', 'those of one app').choices(APPS);
