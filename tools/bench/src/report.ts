import type { Figure } from '../../../libs/testing/src/figure.js';

const WIDTHS = [46, 14, 14, 34, 9] as const;

export const TITLES = columns(['figure', 'value', 'ratio', 'beside', 'target']);

/** One line of the table. */
export function row(figure: Figure): string {
  const { name, value, limit, target } = figure;
  const ratio = limit ? rounded(value / limit.value) : '';
  const beside = limit ? `${limit.name}: ${rounded(limit.value)}` : '';
  const bound = target ? ('atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`) : '';
  return columns([name, rounded(value), ratio, beside, bound]) + (isMet(figure) ? '' : '  missed');
}

export function isMet({ value, limit, target }: Figure): boolean {
  if (target === undefined) return true;
  const reached = limit ? value / limit.value : value;
  return 'atLeast' in target ? reached >= target.atLeast : reached <= target.atMost;
}

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index]!))
    .join(' ')
    .trimEnd();
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
