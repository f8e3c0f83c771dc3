/** What is wrong with a value, as the end of a sentence that begins with the option's name; undefined when nothing is. */
export type OptionCheck = (value: unknown) => string | undefined;

export const text: OptionCheck = (value) => (typeof value === 'string' ? undefined : 'must be a text');

export const callback: OptionCheck = (value) => (typeof value === 'function' ? undefined : 'must be a function');

/** A number of things or of milliseconds. */
export const amount =
  (least: number): OptionCheck =>
  (value) =>
    typeof value === 'number' && value >= least ? undefined : `must be a number, ${least} or more`;

/** @param what the object in words, with the way to get one; it is known by its methods, as a test may have its own */
export const objectWith =
  (what: string, ...methods: string[]): OptionCheck =>
  (value) =>
    methods.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
      ? undefined
      : `must be ${what}`;
