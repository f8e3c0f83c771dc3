import type { ApplyDirectoryChangeHandler } from '../../application/apply-directory-change/apply-directory-change.handler.js';
import type { WaitingChange, WebhookInbox } from '../../domain/webhook-inbox.port.js';
import { WebhookWorker } from './webhook-worker.js';

describe('the webhook worker', () => {
  it('looks once more if a webhook was stored while it found nothing', async () => {
    const looks: ((found: WaitingChange[]) => void)[] = [];
    const inbox = { take: () => new Promise<WaitingChange[]>((found) => looks.push(found)) };
    const worker = new WebhookWorker(inbox as unknown as WebhookInbox, {} as ApplyDirectoryChangeHandler);
    worker.wake();
    worker.wake();
    looks[0]?.([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(looks).toHaveLength(2);
    looks[1]?.([]);
    await worker.onModuleDestroy();
    expect(looks).toHaveLength(2);
  });
});
