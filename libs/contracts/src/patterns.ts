/** Names of the request/reply patterns that read-models answers. */
export const PATTERNS = {
  get: 'conferencing.get',
  list: 'conferencing.list',
  hosts: 'conferencing.hosts',
  impact: 'conferencing.impact',
  history: 'conferencing.history',
  changes: 'conferencing.changes',
} as const;

export type Pattern = (typeof PATTERNS)[keyof typeof PATTERNS];
