/** What is wrong with a value, as the end of a sentence that begins with the option's name; undefined when nothing is. */
export type OptionCheck = (value: unknown) => string | undefined;

const must =
  (what: string, fits: (value: unknown) => boolean): OptionCheck =>
  (value) =>
    fits(value) ? undefined : `must be ${what}`;

export const text = must('a text', (value) => typeof value === 'string' && value !== '');

export const callback = must('a function', (value) => typeof value === 'function');

/** A number of things or of milliseconds. */
export const amount = (least: number): OptionCheck =>
  must(`a number, ${least} or more`, (value) => typeof value === 'number' && value >= least);

/** @param what the object in words, with the way to get one; it is known by its methods, as a test may have its own */
export const objectWith = (what: string, ...methods: string[]): OptionCheck =>
  must(what, (value) => methods.every((name) => typeof fieldOf(value, name) === 'function'));

/** What several libraries take. */
export const pool = objectWith('a Pool of pg', 'connect', 'query');
export const kafka = objectWith(
  'a KafkajsKafka of the messaging package, not a Kafka of kafkajs',
  'consumer',
  'unpack',
);
export const log = objectWith('a log such as pino', 'info', 'warn', 'error');
export const registry = objectWith('a Registry of prom-client', 'registerMetric');

/** @param each the fields that each of them has, with their checks; without it, nothing in the list is looked at */
export const listOf = (what: string, each?: Record<string, OptionCheck>): OptionCheck =>
  must(
    `a list of ${what}`,
    (value) => Array.isArray(value) && (each === undefined || value.every((one) => hasFields(one, each))),
  );

/** @param what the object in words, with the way to get one */
export const shaped = (what: string, fields: Record<string, OptionCheck>): OptionCheck =>
  must(what, (value) => hasFields(value, fields));

const hasFields = (value: unknown, fields: Record<string, OptionCheck>) =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(fields).every(([name, fault]) => fault(fieldOf(value, name)) === undefined);

const fieldOf = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | undefined | null)?.[name];
