import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../zoom/answer.js';
import { faultAnswer } from '../zoom/faults.js';
import type { Endpoint } from '../zoom/faults.js';
import type { Zoom } from '../zoom/zoom.js';

export interface Subject {
  accountId: string | null;
  endpoint: Endpoint;
  grantType?: string;
}

/** Applies the account's faults to the request, answers it otherwise, and logs the result. */
export async function answering(
  zoom: Zoom,
  request: FastifyRequest,
  reply: FastifyReply,
  subject: Subject,
  answer: () => Answer,
): Promise<void> {
  const { accountId, endpoint } = subject;
  const hit = accountId === null ? null : zoom.faults.take(accountId, endpoint);
  const closing = hit !== null && hit.delayMs > 0 && !(await zoom.dawdle(hit.delayMs));
  const fault = hit === null ? null : faultAnswer(hit.kind, endpoint, zoom.clock.now());
  const given: Answer = closing ? { kind: 'hang_up' } : (fault ?? answer());
  zoom.requests.add({
    at: zoom.clock.now().toISOString(),
    method: request.method,
    path: request.url.split('?')[0] ?? '',
    query: request.query as Record<string, unknown>,
    status: statusOf(given),
    account_id: accountId,
    grant_type: subject.grantType ?? null,
    fault: hit?.kind ?? null,
  });
  await send(given, reply);
}

function statusOf(answer: Answer): number | null {
  if (answer.kind === 'hang_up') return null;
  return answer.kind === 'redirect' ? 302 : answer.status;
}

async function send(answer: Answer, reply: FastifyReply): Promise<void> {
  switch (answer.kind) {
    case 'hang_up':
      reply.hijack();
      reply.raw.socket?.destroy();
      return;
    case 'redirect':
      await reply.redirect(answer.location, 302);
      return;
    case 'html':
      await reply.code(answer.status).headers(answer.headers).type('text/html; charset=utf-8').send(answer.body);
      return;
    case 'json':
      await reply
        .code(answer.status)
        .headers(answer.headers)
        .type('application/json')
        .send(JSON.stringify(answer.body));
  }
}
