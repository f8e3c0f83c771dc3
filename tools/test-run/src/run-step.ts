import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OwnedProcess } from '@conferencing/servers';
import type { Step } from './steps.js';

export interface StepResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** Its output; shown only if a step failed. */
  output: string;
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  numRuntimeErrorTestSuites: number;
}

/** Runs one step to its end. A step never outlives this process. */
export async function runStep(
  { name, args, isJest }: Step,
  folder: string,
  started: (process: OwnedProcess) => void,
): Promise<StepResult> {
  const report = join(folder, `${name}.json`);
  const logFile = join(folder, `${name}.log`);
  const began = Date.now();
  const reportArgs = isJest ? ['--json', `--outputFile=${report}`] : [];
  const env = { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
  const child = await OwnedProcess.start({ command: process.execPath, args: [...args, ...reportArgs], logFile, env });
  started(child);
  const { code } = await child.exited;
  const seconds = Math.round((Date.now() - began) / 1000);
  const counts = isJest
    ? countTests(report, code)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  return { name, ...counts, seconds, output: readFileSync(logFile, 'utf8') };
}

/** A jest run that failed without a failed test (nothing found, a broken setup) counts as failed. */
function countTests(report: string, code: number | null): Pick<StepResult, 'passed' | 'failed' | 'skipped'> {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const jest = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
  const failed = jest.numFailedTests + jest.numRuntimeErrorTestSuites;
  return {
    passed: jest.numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: jest.numPendingTests,
  };
}
