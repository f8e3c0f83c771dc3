/** Every name that an object of options may have. A value, because types are gone when a program starts. */
export type OptionNames<Options> = Record<keyof Required<Options>, 'required' | 'optional'>;

/**
 * For callers whose compiler did not check them.
 *
 * @throws TypeError that names every missing and every unknown option; no values, because one may be a secret
 */
export function refuseWrongOptions<Options extends object>(
  owner: string,
  options: Options,
  names: OptionNames<Options>,
): void {
  const given = new Map<string, unknown>(Object.entries(options ?? {}));
  const known = Object.entries<string>(names);
  const missing = known.filter(([name, kind]) => kind === 'required' && given.get(name) == null);
  const unknown = [...given.keys()].filter((name) => !Object.hasOwn(names, name));
  const faults = [
    ...missing.map(([name]) => `${name} is missing`),
    ...unknown.map((name) => `${name} is no option (there are ${known.map(([one]) => one).join(', ')})`),
  ];
  if (faults.length > 0) throw new TypeError(`Options of ${owner}: ${faults.join('; ')}.`);
}
