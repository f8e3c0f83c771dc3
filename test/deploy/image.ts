import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@conferencing/servers';

const run = promisify(execFile);
const OUTPUT_BYTES = 256 * 1024 * 1024;

interface Step {
  instruction: string;
  rest: string;
}

interface Stage {
  name: string;
  steps: Step[];
}

/** What a container of the image would start with. */
export interface Image {
  /** The image's working folder on this machine. */
  folder: string;
  uid: number;
  gid: number;
  env: Record<string, string>;
  entrypoint: string[];
  cmd: string[];
}

function stagesOf(dockerfile: string): Stage[] {
  const lines = dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  const stages: Stage[] = [];
  for (const line of lines.filter((each) => each.trim() !== '')) {
    const [, instruction = '', rest = ''] = /^(\w+) +(.*)$/.exec(line) ?? [];
    if (instruction === 'FROM') stages.push({ name: / AS (\w+)$/.exec(rest)?.[1] ?? 'final', steps: [] });
    else stages.at(-1)!.steps.push({ instruction, rest });
  }
  return stages;
}

/** Whether .dockerignore keeps a path out: the last line that fits decides, also for all below it. */
export function ignoredBy(patterns: string): (path: string) => boolean {
  const rules = patterns
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const path = line.replace(/^!/, '').replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
      const text = path.replaceAll(/\*\*\/|\*/g, (star) => (star === '*' ? '[^/]*' : '(?:.*/)?'));
      return { keeps: line.startsWith('!'), fits: new RegExp(`^${text}(?:/.*)?$`) };
    });
  return (path) => rules.reduce((ignored, { keeps, fits }) => (fits.test(path) ? !keeps : ignored), false);
}

/**
 * Does what the Dockerfile says, without an engine: each stage is a folder, and commands run on this machine. Only what makes
 * files is done; the last stage may run nothing but the preparation of folders for volumes, which is left out.
 */
export async function buildImage(into: string): Promise<Image> {
  const ignored = ignoredBy(readFileSync(join(repository, '.dockerignore'), 'utf8'));
  const stages = stagesOf(readFileSync(join(repository, 'Dockerfile'), 'utf8'));
  const image: Image = { folder: '', uid: 0, gid: 0, env: {}, entrypoint: [], cmd: [] };
  for (const stage of stages) {
    const root = join(into, stage.name);
    const isLast = stage === stages.at(-1);
    image.folder = root;
    for (const { instruction, rest } of stage.steps) {
      if (instruction === 'WORKDIR') mkdirSync((image.folder = join(root, rest)), { recursive: true });
      else if (instruction === 'COPY') copy(rest, into, image.folder, ignored);
      else if (instruction === 'RUN' && isLast) assertOnlyVolumes(rest);
      else if (instruction === 'RUN') await runStep(rest, image.folder);
      else if (instruction === 'USER') [image.uid, image.gid] = rest.split(':').map(Number) as [number, number];
      else if (instruction === 'ENTRYPOINT') image.entrypoint = JSON.parse(rest) as string[];
      else if (instruction === 'CMD') image.cmd = JSON.parse(rest) as string[];
      else if (instruction === 'ENV') Object.assign(image.env, Object.fromEntries(rest.split(' ').map(pair)));
      else throw new Error(`This test does not know the instruction ${instruction} ${rest}`);
    }
  }
  await run('chmod', ['-R', 'a-w,a+rX', image.folder]);
  for (const above of [into, join(image.folder, '..')]) chmodSync(above, 0o755);
  return image;
}

function copy(rest: string, into: string, to: string, ignored: (path: string) => boolean): void {
  const words = rest.split(' ');
  const stage = /^--from=(\w+)$/.exec(words[0]!)?.[1];
  const sources = words.slice(stage === undefined ? 0 : 1, -1);
  const from = stage === undefined ? repository : join(into, stage);
  const target = resolve(to, words.at(-1)!);
  for (const source of sources) {
    const path = join(from, source);
    const place = words.at(-1)!.endsWith('/') ? join(target, basename(source)) : target;
    const filter = (file: string) => stage !== undefined || !ignored(relative(repository, file));
    cpSync(path, place, { recursive: true, filter, verbatimSymlinks: true });
  }
}

function assertOnlyVolumes(command: string): void {
  if (/^mkdir (\/\w+) && chown node:node \1$/.test(command)) return;
  throw new Error(`The last stage runs more than this test leaves out: ${command}`);
}

async function runStep(command: string, cwd: string): Promise<void> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(NODE_|JEST|TEST_)/.test(name)));
  await run('sh', ['-ec', command], { cwd, env, maxBuffer: OUTPUT_BYTES });
}

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
