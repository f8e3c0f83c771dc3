import { check } from '@conferencing/kernel';

export const HEADS = check.objectWith('new TableHeads(…), or an AggregateHeads of your own', 'heads', 'republish');
