/** A repeated header becomes a list. */
export function addHeader<T>(headers: Record<string, T | T[] | undefined>, name: string, value: T): void {
  const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
  const together = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  // `__proto__` is a valid name of a header.
  if (name === '__proto__') Object.defineProperty(headers, name, { value: together, enumerable: true, writable: true });
  else headers[name] = together;
}
