type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces variables in a value as compose does: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`,
 * `${NAME:?message}`; a default may contain variables, and `$$` is a dollar sign.
 */
export function interpolate(text: string, env: Environment): string {
  let result = '';
  for (let at = 0; at < text.length;) {
    if (text[at] !== '$') {
      result += text[at++];
    } else if (text[at + 1] === '$') {
      result += '$';
      at += 2;
    } else if (text[at + 1] === '{') {
      const end = closingBrace(text, at + 2);
      result += expression(text.slice(at + 2, end), env);
      at = end + 1;
    } else {
      const name = /^\w+/.exec(text.slice(at + 1))?.[0] ?? '';
      result += env[name] ?? '';
      at += 1 + name.length;
    }
  }
  return result;
}

function closingBrace(text: string, from: number): number {
  for (let at = from, depth = 1; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`A brace is not closed: ${text}`);
}

function expression(source: string, env: Environment): string {
  const [, name = '', operator = '', rest = ''] = /^(\w+)(:?[-?])?(.*)$/s.exec(source) ?? [];
  if (name === '') throw new Error(`Not a variable: \${${source}}`);
  const value = env[name];
  const missing = value === undefined || (operator.startsWith(':') && value === '');
  if (!missing) return value;
  if (operator.endsWith('?')) throw new Error(`${name} ${rest || 'is required'}`);
  return operator === '' ? '' : interpolate(rest, env);
}
