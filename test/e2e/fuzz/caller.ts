import { ERROR_CODES, type ErrorCode } from '@conferencing/contracts';
import type { Operation } from './operations.js';

export interface Answer {
  status: number;
  text: string;
  contentType: string;
  requestId: string | null;
}

/** An answer that takes longer counts as a hang. */
const HANG_MS = 20_000;

export interface Credentials {
  token: string;
  accountId?: string;
}

export async function send(
  url: string,
  method: string,
  credentials: Credentials | undefined,
  body?: { text: string; contentType?: string },
): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (credentials !== undefined) headers.authorization = `Bearer ${credentials.token}`;
  if (credentials?.accountId !== undefined) headers['x-account-id'] = credentials.accountId;
  if (body !== undefined) headers['content-type'] = body.contentType ?? 'application/json';
  const hasBody = body !== undefined && method !== 'GET';
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(HANG_MS),
    ...(hasBody ? { body: body.text } : {}),
  });
  return {
    status: response.status,
    text: await response.text(),
    contentType: response.headers.get('content-type') ?? '',
    requestId: response.headers.get('x-request-id'),
  };
}

/** The operation's path with its ids, and with its query parameters where some are given. */
export function pathOf(operation: Operation, ids: Record<string, string>, query: Record<string, string> = {}): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `${name}_of_nobody`);
  const parameters = new URLSearchParams(query).toString();
  return parameters === '' ? path : `${path}?${parameters}`;
}

/** What is wrong with a refusal; undefined if it has the form of every refusal. */
export function flawOf(answer: Answer): string | undefined {
  const { status, text, contentType, requestId } = answer;
  if (requestId === null) return 'no x-request-id';
  if (status >= 500) return `status ${status}: ${text.slice(0, 200)}`;
  if (status < 400) return undefined;
  if (/\bat .+:\d+:\d+|node_modules|SELECT |INSERT |syntax error/.test(text)) return 'it shows its inside';
  if (contentType.startsWith('text/html')) return undefined;
  if (!contentType.startsWith('application/json')) return `content type ${contentType}`;
  const { errors } = JSON.parse(text) as { errors?: { status?: string; code?: string; detail?: string }[] };
  if (!Array.isArray(errors) || errors.length === 0) return 'no errors in the body';
  for (const { status: said, code, detail } of errors) {
    if (said !== String(status)) return `says status ${said}, has ${status}`;
    if (ERROR_CODES[code as ErrorCode] !== status) return `code ${code} with status ${status}`;
    if (!detail) return 'an error without detail';
  }
  return undefined;
}

/** What is wrong with the answer to a request with the query parameter `odd`. */
export function unknownParameterFlaw({ name, parameters }: Operation, { status, text }: Answer): string | undefined {
  if (status !== 422) return `${name}: status ${status}`;
  const { errors } = JSON.parse(text) as { errors: { code: string; detail: string; source?: { pointer: string } }[] };
  const about = errors.find(({ code, source }) => code === 'invalid' && source?.pointer === '/odd');
  if (about === undefined) return `${name}: it does not name the parameter`;
  const known = parameters.filter((one) => one.in === 'query').map((one) => one.name);
  return known.every((one) => about.detail.includes(one))
    ? undefined
    : `${name}: it names not all of ${known.join(', ')}`;
}
