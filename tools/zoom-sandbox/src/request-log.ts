/** A request as the sandbox saw it, without headers and body, so without secrets. */
export interface LoggedRequest {
  at: string;
  method: string;
  path: string;
  query: Record<string, unknown>;
  status: number | null;
  account_id: string | null;
  grant_type: string | null;
  /** The fault that applied to it. */
  fault: string | null;
}

const KEPT = 10_000;
const SECRET_PARAMETERS = new Set(['code', 'state', 'refresh_token']);

/** The newest 10,000 requests to Zoom's own paths, oldest first. */
export class RequestLog {
  private requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    const query = Object.fromEntries(Object.entries(request.query).filter(([name]) => !SECRET_PARAMETERS.has(name)));
    this.requests.push({ ...request, query });
    if (this.requests.length > KEPT * 2) this.requests = this.requests.slice(-KEPT);
  }

  all(accountId?: string): LoggedRequest[] {
    const newest = this.requests.slice(-KEPT);
    return accountId === undefined ? newest : newest.filter((request) => request.account_id === accountId);
  }
}
