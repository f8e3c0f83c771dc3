import { eventually } from '@conferencing/testing';
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

describe('a subscriber of another team, outside of the repository', () => {
  let topic: TopicOfCases;
  let tarballs: Map<string, string>;
  beforeAll(async () => {
    [topic, tarballs] = await Promise.all([TopicOfCases.start(), buildPackages()]);
  }, 300_000);
  afterAll(() => topic.stop());

  it.each(SUBSCRIBERS)(
    '$example: shows every host, forgets what is gone, and goes on after a malformed record',
    async ({ example, prepare, run }) => {
      const outside = new Outside(example);
      try {
        if (example === 'kafkajs') outside.useTarballs(tarballs);
        for (const [command, ...args] of prepare) await outside.do(command, args);
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
      } finally {
        await outside.remove();
      }
    },
    600_000,
  );
});
