import type { Command } from 'commander';
import { wholeNumber } from './whole-number.js';

/** Options that choose a part of a list. */
export interface PageOptions {
  offset: number;
  size: number;
}

export const rangeOf = ({ offset, size }: PageOptions) => ({ offset, limit: size });

export function pageOptions(command: Command): Command {
  return command
    .option('--size <n>', 'how many, up to 1,000', wholeNumber(1, 1_000), 100)
    .option('--offset <n>', 'how many to pass over', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0);
}

/** What to type for the next page; nothing at the end of the list. */
export function moreAfter(command: string, { offset, size }: PageOptions, shown: number, total: number): string[] {
  const next = offset + shown;
  if (shown === 0 || next >= total) return [];
  return [`${next} of ${total}: ops ${command} --offset ${next} --size ${size}`];
}
