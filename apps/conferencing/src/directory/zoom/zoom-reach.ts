import { connect } from 'node:net';

/** Milliseconds between checks: no request is sent to Zoom, only a connection is opened. */
const KEPT_MS = 10_000;
const TIMEOUT_MS = 5_000;

/** Whether Zoom's API can be reached; for health, which many clients may ask often. */
export class ZoomReach {
  private last?: { at: number; reached: Promise<void> };

  /** @param apiUrl base of Zoom's API */
  constructor(private readonly apiUrl: string) {}

  /** @throws the error of the connection */
  check(): Promise<void> {
    const now = performance.now();
    if (this.last === undefined || now - this.last.at > KEPT_MS) this.last = { at: now, reached: this.reach() };
    return this.last.reached;
  }

  private reach(): Promise<void> {
    const { hostname, port, protocol } = new URL(this.apiUrl);
    const host = hostname.replace(/^\[|\]$/g, '');
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port: Number(port || (protocol === 'https:' ? 443 : 80)), timeout: TIMEOUT_MS });
      const ended = (error?: Error) => {
        socket.destroy();
        if (error === undefined) resolve();
        else reject(error);
      };
      socket.once('connect', () => ended());
      socket.once('error', ended);
      socket.once('timeout', () =>
        ended(Object.assign(new Error('Zoom accepts no connection'), { code: 'ETIMEDOUT' })),
      );
    });
  }
}
