/** Zoom's answer: a status and a body, or a closed connection without an answer. */
export type Answer =
  | { kind: 'json'; status: number; headers: Record<string, string>; body: unknown }
  | { kind: 'html'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'redirect'; location: string }
  | { kind: 'hang_up' };

export function json(body: unknown, headers: Record<string, string> = {}): Answer {
  return { kind: 'json', status: 200, headers, body };
}

export function html(body: string, status = 200): Answer {
  return { kind: 'html', status, headers: {}, body };
}

/** An error of the API: the body contains Zoom's own number; the HTTP status often says little. */
export function apiError(status: number, code: number, message: string, headers: Record<string, string> = {}): Answer {
  return { kind: 'json', status, headers, body: { code, message } };
}

/** An error of `/oauth/token`. */
export function tokenError(status: number, error: string, reason: string): Answer {
  return { kind: 'json', status, headers: {}, body: { reason, error } };
}
