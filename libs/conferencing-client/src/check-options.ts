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
const brokers: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && /^[^\s:]+:\d+$/.test(one))
    ? undefined
    : 'must be a list of host:port';
const tls: Check = (value) =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null) ? undefined : 'must be true or an object';
const sasl: Check = (value) =>
  typeof value === 'object' && value !== null && 'mechanism' in value
    ? undefined
    : 'must be an object with a mechanism';
const callback: Check = (value) => (typeof value === 'function' ? undefined : 'must be a function');

const OF_CALLS: Record<string, Check> = {
  timeoutMs: optional(whole(1, 600_000)),
  retries: optional(whole(0, 100)),
  tls: optional(tls),
  onQuery: optional(callback),
};

const CHECKS: Record<string, Record<string, Check>> = {
  tcp: { ...OF_CALLS, host: text, port: whole(1, 65_535), secret: optional(text) },
  kafka: { ...OF_CALLS, brokers, groupId: text, sasl: optional(sasl) },
};

/** @throws Error that names every wrong option, and says what it has to be; no values, for one may be a secret */
export function checkOptions(options: unknown): void {
  const given = (options ?? {}) as Record<string, unknown>;
  const wrong = faultsOf(given);
  if (wrong.length > 0) throw new Error(`Options of ConferencingClientModule: ${wrong.join('; ')}.`);
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
