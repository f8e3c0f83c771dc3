import { SealedBox } from '../session/sealed-box.js';
import { DemoCodes } from '../session/demo-codes.js';

/** An address of a running console that signs in with this token, once. @param sessionKeys as in `SESSION_KEYS` */
export async function demoLink(consoleUrl: string, sessionKeys: string, token: string): Promise<string> {
  const keys = sessionKeys.split(',').map((key) => Buffer.from(key.trim(), 'base64'));
  const code = await new DemoCodes(new SealedBox(keys)).make(token);
  return `${consoleUrl}/session/demo?${new URLSearchParams({ code }).toString()}`;
}
