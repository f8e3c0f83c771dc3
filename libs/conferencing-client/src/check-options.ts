import { createRequire } from 'node:module';

/** What is wrong with an option, or undefined. */
type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'must be a text');
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`;
const port = whole(1, 65_535);
/** A name or an address; an address of IPv6 has colons, but a URL has slashes. */
const host: Check = (value) =>
  typeof value === 'string' && /^[^\s/]+$/.test(value) ? undefined : 'must be a host name, without scheme and path';
const isBroker = (value: unknown) => {
  const [, number] = (typeof value === 'string' && /^[^\s/:]+:(\d+)$/.exec(value)) || [];
  return port(Number(number)) === undefined;
};
const brokers: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(isBroker) ? undefined : 'must be a list of host:port';
const tls: Check = (value) =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null) ? undefined : 'must be true or an object';
const BY_PASSWORD = ['plain', 'scram-sha-256', 'scram-sha-512'];
const MECHANISMS = [...BY_PASSWORD, 'oauthbearer', 'aws'];
const sasl: Check = (value) => {
  const { mechanism, username, password } = Object(value) as Record<string, unknown>;
  const name = String(mechanism).toLowerCase();
  if (!MECHANISMS.includes(name)) return `must have a mechanism: ${MECHANISMS.join(', ')}`;
  const lacksLogin = BY_PASSWORD.includes(name) && (text(username) ?? text(password)) !== undefined;
  return lacksLogin ? `with the mechanism ${name} must have a username and a password` : undefined;
};
const callback: Check = (value) => (typeof value === 'function' ? undefined : 'must be a function');

const OF_CALLS: Record<string, Check> = {
  timeoutMs: optional(whole(1, 600_000)),
  retries: optional(whole(0, 100)),
  tls: optional(tls),
  onQuery: optional(callback),
};

const CHECKS: Record<string, Record<string, Check>> = {
  tcp: { ...OF_CALLS, host, port, secret: optional(text) },
  kafka: { ...OF_CALLS, brokers, groupId: text, sasl: optional(sasl) },
};

/** @throws Error that names every wrong option, and says what it has to be; no values, for one may be a secret */
export function checkOptions(options: unknown): void {
  const given = (options ?? {}) as Record<string, unknown>;
  const wrong = faultsOf(given);
  if (wrong.length > 0) throw new Error(`Options of ConferencingClientModule: ${wrong.join('; ')}.`);
}

/** @throws Error, as {@link checkOptions}, and for a client that nobody has connected */
export function checkClient(proxy: unknown, options: unknown): void {
  checkOptions(options);
  if (typeof (proxy as { send?: unknown } | undefined)?.send === 'function') return;
  throw new TypeError('Arguments of ConferencingClient: proxy must be a ClientProxy; import ConferencingClientModule.');
}

/** @throws TypeError when nothing says where the options come from */
export function refuseNoFactory(options: unknown): void {
  const { useFactory, useClass, useExisting = null } = Object(options) as Record<string, unknown>;
  if (typeof useFactory === 'function' || typeof useClass === 'function' || useExisting !== null) return;
  throw new TypeError('Options of ConferencingClientModule.registerAsync: useFactory must be a function.');
}

function faultsOf(given: Record<string, unknown>): string[] {
  const checks = CHECKS[String(given.transport)];
  if (checks === undefined) return ["transport must be 'tcp' or 'kafka'"];
  const unknown = Object.keys(given).filter((name) => name !== 'transport' && !(name in checks));
  return [
    ...Object.entries(checks).flatMap(([name, check]) => {
      const fault = check(given[name]);
      return fault === undefined ? [] : [`${name} ${fault}`];
    }),
    ...unknown.map((name) => `${name} is no option with the transport ${String(given.transport)}`),
    ...(given.transport === 'kafka' && !isInstalled('kafkajs')
      ? ["transport 'kafka' needs kafkajs (npm install kafkajs@^2.2.4)"]
      : []),
  ];
}

function isInstalled(name: string): boolean {
  try {
    createRequire(__filename).resolve(name);
    return true;
  } catch {
    return false;
  }
}
