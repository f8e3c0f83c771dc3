import type { Connection, ExternalUser, Pair } from '../api/types.js';

type Named = Pick<ExternalUser, 'first_name' | 'last_name' | 'email'>;

export function hostName(user: Named | null | undefined): string {
  if (!user) return 'Nobody';
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return name || user.email || 'Zoom user without a name';
}

/** Whether a part of the name or the email is this, as the API searches too. */
export const isNamed = (user: Named, text: string): boolean =>
  [hostName(user), user.email ?? ''].some((one) => one.toLowerCase().includes(text.trim().toLowerCase()));

export const connectionName = ({ display_name, email }: Pick<Connection, 'display_name' | 'email'>): string =>
  display_name ?? email;

export const serviceName = (service: Pair['service']): string => service.name ?? service.id;

export const providerName = (provider: Pair['provider']): string =>
  provider.display_name ?? provider.email ?? provider.id;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that is written from right to left keeps its place in a line. */
const isolated = (name: string): string => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);

export const ofPair = (service: string, provider: string): string => `${isolated(service)} · ${isolated(provider)}`;

export const pairName = ({ service, provider }: Pick<Pair, 'service' | 'provider'>): string =>
  ofPair(serviceName(service), providerName(provider));

const SYSTEM: Readonly<Record<string, string>> = {
  'system:sync': 'Zoom sync',
  'system:webhook': 'Zoom notification',
  'system:catalog': 'Catalog',
  'system:repair': 'Repair',
};

/** Who did it, as a person would say it. */
export function actorName(actor: string | null, self?: string): string {
  if (actor === null) return 'Unknown';
  if (actor === self) return 'You';
  if (actor === 'platform') return 'Platform';
  const [kind, rest] = [actor.slice(0, actor.indexOf(':')), actor.slice(actor.indexOf(':') + 1)];
  if (kind === 'system') return SYSTEM[actor] ?? rest.replaceAll('_', ' ');
  if (kind === 'token') return `Token …${rest.slice(-4)}`;
  return rest;
}

export const initials = (name: string): string =>
  name
    .split(/[\s@.]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map(([first]) => first?.toUpperCase())
    .join('');
