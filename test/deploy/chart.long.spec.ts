import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@conferencing/servers';
import { temporaryFolder } from '@conferencing/testing';
import { buildGoProgram, HELM, runProgram } from './go-program.js';

const CHART = 'deploy/helm/conferencing';
const KUBERNETES = '1.31';
/** It carries the schemas of Kubernetes' API in itself. */
const VALIDATE = 'kubernetes-validate==1.36.0';

async function kubernetesValidate(): Promise<string> {
  const folder = join(repository, '.local', 'python', VALIDATE);
  const program = join(folder, 'bin/kubernetes-validate');
  if (existsSync(program)) return program;
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', VALIDATE]],
  ];
  for (const [command, args] of steps) {
    const { code, stderr } = await runProgram(command, args, process.env as Record<string, string>);
    if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  }
  return program;
}

describe('the chart', () => {
  let helm: string;
  let validate: string;
  beforeAll(async () => {
    [helm, validate] = await Promise.all([buildGoProgram(HELM), kubernetesValidate()]);
  }, 600_000);

  const valueFiles = readdirSync(join(repository, CHART, 'ci')).map((name) => join(CHART, 'ci', name));
  const template = (values: string, ...more: string[]) =>
    runProgram(helm, ['template', 'release', CHART, '-f', values, '--kube-version', `${KUBERNETES}.0`, ...more]);

  it('is tried with five sets of values', () => {
    expect(valueFiles).toHaveLength(5);
  });

  it.each(valueFiles)('%s gives resources that Kubernetes knows', async (values) => {
    expect(await runProgram(helm, ['lint', '--quiet', '--strict', CHART, '-f', values])).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await template(values);
    expect([code, stderr]).toEqual([0, '']);
    const file = join(temporaryFolder('chart').path, 'resources.yaml');
    writeFileSync(file, stdout);
    const judged = await runProgram(validate, ['--strict', '--quiet', '--no-warn', '-k', KUBERNETES, file]);
    expect(judged).toEqual({ code: 0, stdout: '', stderr: '' });
    writeFileSync(file, stdout.replaceAll(/^( +)replicas: \d+$/gm, '$1replicas: many'));
    const wrong = await runProgram(validate, ['--strict', '--quiet', '--no-warn', '-k', KUBERNETES, file]);
    expect(wrong.code === 0).toBe(!/^ +replicas: \d+$/m.test(stdout));
  });

  it('refuses a wrong value by name', async () => {
    const { code, stderr } = await template(valueFiles[0]!, '--set', 'apps.read-models.replicas=many');
    expect([code, stderr]).toEqual([1, expect.stringContaining('replicas')]);
  });
});
