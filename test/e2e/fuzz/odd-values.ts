/** Texts for ids and query parameters: most fit none, and none of them may make an answer fail. */
export const ODD_VALUES = [
  '',
  '0',
  '-1',
  '201',
  '1e9',
  'NaN',
  '99999999999999999999',
  '\0',
  "'",
  '😀',
  '%',
  'x'.repeat(5_000),
  '[]',
];
