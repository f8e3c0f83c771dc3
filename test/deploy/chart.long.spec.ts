import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { repository } from '@conferencing/servers';
import { makeCertificates, temporaryFolder } from '@conferencing/testing';
import { opsSettings } from '../../tools/ops/src/ops.config.js';
import { buildGoProgram, HELM, runProgram } from './go-program.js';

const CHART = 'deploy/helm/conferencing';
const KUBERNETES = '1.31';
/** It carries the schemas of Kubernetes' API in itself. */
const VALIDATE = 'kubernetes-validate==1.36.0';

interface Container {
  env: { name: string; value: string }[];
  volumeMounts: { name: string }[];
}
interface PodTemplate {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: Record<string, unknown> & { containers: Container[]; volumes: { name: string }[] };
}
interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; values: string[] }[];
}
interface Resource {
  kind: string;
  metadata: { name: string };
  spec?: { template?: PodTemplate; podSelector?: Selector };
}

const resourcesIn = (text: string) =>
  parseAllDocuments(text).flatMap((document) => (document.toJS() as Resource | null) ?? []);

/** What a pod has for itself; all else is the same in every one. */
const OF_ONE_POD = ['containers', 'volumes', 'serviceAccountName', 'restartPolicy', 'terminationGracePeriodSeconds'];
const OF_ONE_CONTAINER = ['name', 'args', 'command', 'env', 'ports', 'lifecycle', 'resources'];

const without = (whole: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));

function ofEveryPod({ metadata, spec }: PodTemplate): object {
  return {
    annotations: metadata.annotations,
    ...without(spec, [...OF_ONE_POD, 'topologySpreadConstraints']),
    volumes: spec.volumes.filter(({ name }) => name !== 'secrets'),
    containers: spec.containers.map((container) =>
      without(container, [...OF_ONE_CONTAINER, 'startupProbe', 'livenessProbe', 'readinessProbe']),
    ),
  };
}

/** Whether a policy is for these pods. */
function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Record<string, string>): boolean {
  return (
    Object.entries(matchLabels).every(([name, value]) => labels[name] === value) &&
    matchExpressions.every(({ key, values }) => values.includes(labels[key]!))
  );
}

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

  it.each(valueFiles)(
    '%s has a pod that can run the commands of the operators, if it has both apps',
    async (values) => {
      const { stdout } = await template(values);
      const ops = resourcesIn(stdout).find(
        ({ kind, metadata: { name } }) => kind === 'Deployment' && name === 'release-ops',
      );
      expect(ops === undefined).toBe(values.endsWith('readers-only.yaml'));
      if (!ops) return;
      const [container] = ops.spec!.template!.spec.containers;
      // As Kubernetes mounts them.
      const { path } = temporaryFolder('secrets');
      const { ca, client } = makeCertificates();
      const known: Record<string, string> = {
        TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
        KAFKA_SSL_CA: ca,
        KAFKA_SSL_CERT: client.cert,
        KAFKA_SSL_KEY: client.key,
      };
      const contents = (name: string) =>
        known[name] ?? (name.endsWith('_URL') ? 'postgres://a:b@db:5432/c' : 'secret-of-the-test');
      const env = container!.env.map(({ name, value }) => {
        if (!value.startsWith('/run/secrets/')) return [name, value.replaceAll(/&sslrootcert=[^&]+/g, '')];
        const file = join(path, name);
        writeFileSync(file, contents(name.replace(/_FILE$/, '')));
        return [name, file];
      });
      expect(opsSettings(Object.fromEntries(env) as Record<string, string>)).toMatchObject({
        CONFERENCING_DATABASE_URL: expect.stringMatching(/^postgres:/),
        READ_MODELS_DATABASE_URL: expect.stringMatching(/^postgres:/),
        TOKEN_ENCRYPTION_KEYS: expect.anything(),
      });
    },
  );

  it.each(valueFiles)('%s gives every pod the same place, rights and image, and a way out', async (values) => {
    const placed = {
      nodeSelector: { pool: 'own' },
      tolerations: [{ key: 'own', operator: 'Exists' }],
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
      priorityClassName: 'high',
    };
    const annotations = { 'example.com/team': 'own' };
    const [volume, mount] = [
      { name: 'own', emptyDir: {} },
      { name: 'own', mountPath: '/own' },
    ];
    const file = join(temporaryFolder('chart').path, 'own.json');
    const own = { extraVolumes: [volume], extraVolumeMounts: [mount], podAnnotations: annotations };
    writeFileSync(file, JSON.stringify({ ...placed, ...own, image: { pullSecrets: ['own'] } }));
    const { stdout } = await template(values, '-f', file, '--set', 'networkPolicy.enabled=true');
    const resources = resourcesIn(stdout);
    const pods = resources.flatMap(({ spec }) => spec?.template ?? []);
    // The readers of another release have no jobs and no pod for operators.
    expect(pods.length).toBeGreaterThan(values.endsWith('readers-only.yaml') ? 0 : 5);
    const policies = resources.flatMap(({ spec }) => spec?.podSelector ?? []);
    for (const pod of pods) {
      const { 'app.kubernetes.io/component': name } = pod.metadata.labels;
      expect([name, ofEveryPod(pod)]).toEqual([name, ofEveryPod(pods[0]!)]);
      expect([name, policies.filter((policy) => selects(policy, pod.metadata.labels)).length]).toEqual([name, 1]);
    }
    expect(ofEveryPod(pods[0]!)).toMatchObject({
      ...placed,
      imagePullSecrets: [{ name: 'own' }],
      volumes: expect.arrayContaining([volume]),
      containers: [{ volumeMounts: expect.arrayContaining([mount]) }],
    });
    expect(pods[0]!.metadata.annotations).toMatchObject(annotations);
  });

  it.each(valueFiles)('%s runs nothing when it is rolled back', async (values) => {
    const { stdout } = await template(values);
    const hooks = [...stdout.matchAll(/helm\.sh\/hook: (.*)/g)].flatMap(([, names]) => names!.split(','));
    expect(hooks.filter((name) => !/^(pre|post)-(install|upgrade)$/.test(name))).toEqual([]);
  });

  it('gives no new value that a release before it needs', async () => {
    // As `helm upgrade --reuse-values` does: the values of the old chart win, and the new one's defaults don't count.
    const added = ['ops', 'affinity', 'priorityClassName'].map((name) => `${name}=null`);
    const { code, stdout } = await template(valueFiles[0]!, '--set', added.join());
    expect([code, stdout.includes('release-ops')]).toEqual([0, false]);
  });

  it('refuses a wrong value by name', async () => {
    const { code, stderr } = await template(valueFiles[0]!, '--set', 'apps.read-models.replicas=many');
    expect([code, stderr]).toEqual([1, expect.stringContaining('replicas')]);
  });
});
