import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { blocksIn } from './documents.js';

const repository = resolve(__dirname, '../..');

/** Sources that a page quotes: they are checked where they stand, and run in a test. */
const QUOTED = [
  'libs/messaging/sample/host-board.main.ts',
  'libs/conferencing-client/sample/meetings.module.ts',
  'apps/read-models/src/projections/pairs-by-provider.fixture.ts',
  'apps/read-models/src/edge/services-of-provider.fixture.ts',
].map((path) => readFileSync(join(repository, path), 'utf8'));

/** What the text around the examples says that the reader has. */
const READERS_OWN = `
declare const pool: import('pg').Pool;
declare const { key, value, headers }: import('kafkajs').KafkaMessage;
declare function remember(key: object, version: number, host: object | null): void;
declare function forget(key: object): void;
declare function handle(record: object): Promise<void>;
declare function hostsByPair(): Promise<Record<string, string | null>>;
declare function apply(
  batch: import('@conferencing/messaging').RecordBatch,
  context: import('@conferencing/messaging').BatchContext,
): Promise<void>;
`;

const examples = blocksIn('ts').filter(({ code }) => !QUOTED.some((source) => source.includes(code)));

/** All of the examples in one program: what they import is read once. */
function faults(): string[] {
  const folder = join(repository, 'test/architecture');
  const files = new Map([[join(folder, 'readers-own.d.ts'), READERS_OWN]]);
  for (const [index, { code }] of examples.entries())
    files.set(join(folder, `example-${index}.mts`), `${code}\nexport {};`);
  const { config } = ts.readConfigFile(join(repository, 'tsconfig.json'), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true, skipLibCheck: true }, host);
  return examples.flatMap(({ page }, index) => {
    const source = program.getSourceFile(join(folder, `example-${index}.mts`));
    return ts.getPreEmitDiagnostics(program, source).map(({ messageText, start = 0 }) => {
      const line = source?.text.slice(0, start).split('\n').length;
      return `${page}, line ${line} of an example: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

it('the examples in TypeScript are typed right, against the packages as they are', () => {
  expect(examples.length).toBeGreaterThan(4);
  expect(faults()).toEqual([]);
});
