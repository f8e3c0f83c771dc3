const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A copy in the order of names, as a person looks for them: "Course 2" before "Course 10". */
export function byName<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, name: nameOf(item) }))
    .sort((one, other) => names.compare(one.name, other.name))
    .map(({ item }) => item);
}
