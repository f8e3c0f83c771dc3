/** One part of the test command: a program that reports its result by its exit code. */
export interface Step {
  name: string;
  /** Arguments of Node. */
  args: readonly string[];
  /** Counts each of its tests; any other step counts as one. */
  isJest?: boolean;
}

const bin = (path: string) => `node_modules/${path}`;

/** Jest writes its counts into a file that the run reads afterwards. */
const jest = (name: string, projects: readonly string[], workers: number): Step => ({
  name,
  args: [bin('jest/bin/jest.js'), '--ci', '--selectProjects', ...projects, `--maxWorkers=${workers}`],
  isJest: true,
});

/** Steps without servers run two at a time. */
export const staticSteps: readonly Step[] = [
  { name: 'build', args: ['tools/checkout/build-only.mjs'] },
  {
    name: 'typecheck',
    args: [bin('typescript/bin/tsc'), '--noEmit', '--incremental', '--tsBuildInfoFile', '.local/typecheck.tsbuildinfo'],
  },
  {
    name: 'typecheck of the page',
    args: [
      bin('typescript/bin/tsc'),
      '--noEmit',
      '--incremental',
      '--tsBuildInfoFile',
      '.local/typecheck-page.tsbuildinfo',
      '-p',
      'apps/console/web',
    ],
  },
  { name: 'lint', args: [bin('oxlint/bin/oxlint')] },
  { name: 'unused', args: [bin('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level=warn'] },
  jest('architecture', ['architecture'], 1),
  jest('unit', ['unit'], 1),
];

/** Steps with real servers run alone. Much of `int` waits for leases and sessions to expire. */
export const serverSteps: readonly Step[] = [
  jest('int', ['int'], 3),
  jest('e2e', ['e2e'], 2),
  jest('console', ['console'], 2),
  jest('resilience', ['resilience'], 2),
];

/** Steps that take longer than the test command may: run by name before a release, `npm test -- long`. */
export const longSteps: readonly Step[] = [jest('long', ['long'], 1)];
