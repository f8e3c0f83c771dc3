/** One thing that an API did not accept. */
export interface Problem {
  code: string;
  detail: string;
  /** JSON pointer of the field at fault, as in the request's body. */
  pointer?: string;
}

/** An answer that isn't 2xx, or no answer at all (`status` 0). Its message is a sentence for a person. */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly status: number,
    readonly problems: readonly Problem[],
    /** The id to report to the operator of the service. */
    readonly requestId: string | undefined,
    /** When a rate limit allows the request again. */
    readonly retryAfterSeconds?: number,
  ) {
    super(sentenceOf(status, problems, requestId));
  }

  get code(): string {
    return this.problems[0]?.code ?? 'unknown';
  }

  /** The sentence for a field of a form, by the last part of the pointer. */
  at(...fields: string[]): string | undefined {
    return this.problems.find(({ pointer }) => pointer !== undefined && fields.includes(lastPart(pointer)))?.detail;
  }

  /** What no field of the form can show. */
  besides(...fields: string[]): string | undefined {
    const rest = this.problems.filter(({ pointer }) => pointer === undefined || !fields.includes(lastPart(pointer)));
    if (this.problems.length > 0 && rest.length === 0) return undefined;
    return sentenceOf(this.status, rest, this.requestId);
  }
}

const lastPart = (pointer: string): string => pointer.split('/').at(-1) ?? '';

const UNREACHABLE = 'The server can’t be reached. Check your network. What you entered is still here.';
const NOTHING_SAID = 'That did not work, and the server did not say why. Please try again.';

function sentenceOf(status: number, problems: readonly Problem[], requestId: string | undefined): string {
  if (status === 0) return UNREACHABLE;
  const said = problems.map(({ detail }) => detail).join(' ') || NOTHING_SAID;
  if (status < 500 || requestId === undefined) return said;
  return `${said} If it happens again, quote request ${requestId}.`;
}

/** Reads what an API or the console's own server answers: `{errors:[…]}` or `{error:{…}}`. */
export function faultOf({ status, headers }: Pick<Response, 'status' | 'headers'>, body: unknown): Fault {
  const { errors, error } = (typeof body === 'object' && body !== null ? body : {}) as {
    errors?: unknown[];
    error?: Record<string, unknown>;
  };
  const said = Array.isArray(errors) ? errors : [error];
  const problems = said.filter((item) => typeof item === 'object' && item !== null).map((item) => problemOf(item));
  const inBody = typeof error?.request_id === 'string' ? error.request_id : undefined;
  const seconds = Number(headers.get('retry-after') ?? NaN);
  const after = status === 429 && seconds >= 0 ? seconds : undefined;
  return new Fault(status, problems, headers.get('x-request-id') ?? inBody, after);
}

function problemOf(item: object): Problem {
  const { code, detail, message, source } = item as Record<string, unknown>;
  const pointer = (source as { pointer?: unknown } | undefined)?.pointer;
  const sentence = typeof detail === 'string' ? detail : message;
  return {
    code: typeof code === 'string' ? code : 'unknown',
    detail: typeof sentence === 'string' ? sentence : NOTHING_SAID,
    ...(typeof pointer === 'string' ? { pointer } : {}),
  };
}

export const asFault = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault(0, [{ code: 'unreachable', detail: UNREACHABLE }], undefined);
