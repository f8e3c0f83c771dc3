const names = new Map<string, string>();

/** The name of a prepared statement: one for each distinct text, the same on every connection. */
export function preparedName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `s${names.size + 1}`;
    names.set(text, name);
  }
  return name;
}
