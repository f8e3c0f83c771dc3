import { createServer, type Server } from 'node:http';
import { eventually, type PrivateKafka, startPrivateKafka } from '@conferencing/testing';
import { buildPackages, Outside } from './outside.js';
import { printedHosts, TopicOfCases } from './topic-of-cases.js';

interface Subscriber {
  example: string;
  /** What a newcomer types before it runs, word for word as in the README of the example. */
  prepare: [command: string, ...args: string[]][];
  run: [command: string, ...args: string[]];
}

const SUBSCRIBERS: Subscriber[] = [
  { example: 'kafkajs', prepare: [['npm', 'install', '--no-audit', '--no-fund']], run: ['node', 'subscriber.mjs'] },
  {
    example: 'python',
    prepare: [
      ['python3', '-m', 'venv', '.venv'],
      ['.venv/bin/pip', 'install', '--quiet', '-r', 'requirements.txt'],
    ],
    run: ['.venv/bin/python', 'subscriber.py'],
  },
  { example: 'java', prepare: [['mvn', '-q', 'compile']], run: ['mvn', '-q', 'exec:java'] },
  { example: 'go', prepare: [['go', 'build', '-o', 'who-hosts', '.']], run: ['./who-hosts'] },
];

const SCHEMA_REMEDY = 'Start conferencing there, or set SCHEMA_URL.';
const KAFKA_REMEDY = 'or set KAFKA_BROKER.';

describe.each(SUBSCRIBERS)(
  '$example, a subscriber of another team, outside of the repository',
  ({ example, prepare, run }) => {
    let outside: Outside;
    let topic: TopicOfCases;
    let empty: PrivateKafka;
    let strangers: Server;
    beforeAll(async () => {
      outside = new Outside(example);
      [topic, empty] = await Promise.all([TopicOfCases.start(), startPrivateKafka()]);
      if (example === 'kafkajs') outside.useTarballs(await buildPackages());
      for (const [command, ...args] of prepare) await outside.do(command, args);
      strangers = createServer((request, response) => {
        if (request.url === '/page') response.end('<!doctype html><title>Sign in</title>');
        else if (request.url === '/json') response.end('{"errors":[]}');
        else response.writeHead(404).end();
      });
      await new Promise<void>((resolve) => strangers.listen(0, '127.0.0.1', resolve));
    }, 600_000);
    afterAll(async () => {
      await outside.remove();
      strangers.close();
      await Promise.all([topic.stop(), empty.stop()]);
    });

    const at = (path: string) => `http://127.0.0.1:${(strangers.address() as { port: number }).port}${path}`;

    it('shows every host, forgets what is gone, and goes on after a malformed record', async () => {
      const began = performance.now();
      outside.start(run[0], run.slice(1), topic.environment);
      const complete = () => {
        const shown = printedHosts(outside.output);
        return JSON.stringify(Object.entries(shown).sort()) === JSON.stringify(Object.entries(topic.hosts).sort());
      };
      await eventually(complete, { timeoutMs: 90_000 }).catch(() => undefined);
      const malformed = () => (outside.errors.match(/malformed record/gi) ?? []).length;
      await eventually(() => malformed() >= topic.malformed, { timeoutMs: 10_000 }).catch(() => undefined);
      outside.took.push([run.join(' '), (performance.now() - began) / 1_000]);
      expect({ hosts: printedHosts(outside.output), malformed: malformed(), said: outside.errors }).toEqual({
        hosts: topic.hosts,
        malformed: topic.malformed,
        said: outside.errors,
      });
      for (const [command, seconds] of outside.took) console.info(`${example}: ${command}: ${seconds.toFixed(1)} s`);
      await outside.kill();
    });

    const faults: [what: string, environment: () => Record<string, string>, remedy: string][] = [
      ['no schema, because nobody answers', () => ({ SCHEMA_URL: 'http://127.0.0.1:9/schema.json' }), SCHEMA_REMEDY],
      ['no schema, because it is not there', () => ({ SCHEMA_URL: at('/schema.json') }), SCHEMA_REMEDY],
      ['a page instead of the schema', () => ({ SCHEMA_URL: at('/page') }), SCHEMA_REMEDY],
      ['another document instead of the schema', () => ({ SCHEMA_URL: at('/json') }), SCHEMA_REMEDY],
      ['an address of the schema that is none', () => ({ SCHEMA_URL: 'conferencing' }), SCHEMA_REMEDY],
      ['no Kafka', () => ({ KAFKA_BROKER: '127.0.0.1:9' }), KAFKA_REMEDY],
      ['no topic', () => ({ KAFKA_BROKER: empty.brokers }), KAFKA_REMEDY],
      ['an address of Kafka that is none', () => ({ KAFKA_BROKER: 'localhost:port' }), KAFKA_REMEDY],
    ];
    // The thirteen lines of the README leave failures to Node.
    if (example === 'kafkajs') return;
    it.each(faults)('with %s, ends with one line that says what to do', async (_, environment, remedy) => {
      const { code, lines } = await outside.fail(run[0], run.slice(1), { ...topic.environment, ...environment() });
      expect(lines).toEqual([expect.stringContaining(remedy)]);
      expect(code).toBe(1);
    });
  },
);
