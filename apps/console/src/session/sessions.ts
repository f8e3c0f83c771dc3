import { randomBytes, timingSafeEqual } from 'node:crypto';
import { forbidden, unauthorized } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cookies } from './cookies.js';
import type { SealedBox } from './sealed-box.js';
import { type AccountSession, endOf, LONGEST_SECONDS, type Session } from './session.js';

const COOKIE = 'console_session';
const ENDED_COOKIE = 'console_ended';
const CSRF_HEADER = 'x-csrf-token';
/** A session is sealed anew no more often than this. */
const SLIDE_EVERY_SECONDS = 60;
/** Browsers refuse larger cookies without a word. */
const MAX_COOKIE_BYTES = 3_800;

const seconds = () => Math.floor(Date.now() / 1_000);
const secret = () => randomBytes(18).toString('base64url');

/** In the cookie beside the session: when it was sealed. */
interface Sealed {
  session: Session;
  at: number;
}

/** Sessions of browsers. They live in sealed cookies alone, so that a restart or another replica changes nothing. */
export class Sessions {
  constructor(
    private readonly box: SealedBox,
    private readonly cookies: Cookies,
    private readonly publicUrl: string,
  ) {}

  /** Undefined without a session that counts; it goes on for a while from now, where it does. */
  async find(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
    const cookie = this.cookies.read(request, COOKIE);
    if (cookie === undefined || cookie === '') return undefined;
    const sealed = await this.box.open<Sealed>('session', cookie);
    if (sealed === undefined) return undefined;
    const { session, at } = sealed;
    // An answer that was on its way during the sign-out may have brought the cookie back.
    if (this.cookies.read(request, ENDED_COOKIE) === session.id) return undefined;
    if (seconds() - at >= SLIDE_EVERY_SECONDS) await this.keep(reply, session);
    return session;
  }

  /** @throws DomainError 401 */
  async require(request: FastifyRequest, reply: FastifyReply): Promise<Session> {
    const session = await this.find(request, reply);
    if (session === undefined) throw unauthorized('There is no session, or it has ended: sign in.');
    return session;
  }

  /**
   * @throws DomainError 401, 403 for a page of an earlier session, which another tab has replaced, or 409 while no account
   * is chosen
   */
  async requireAccount(request: FastifyRequest, reply: FastifyReply): Promise<AccountSession> {
    const session = await this.require(request, reply);
    if (request.headers[CSRF_HEADER] !== undefined) this.requireToken(request, session);
    if (session.account !== null) return session as AccountSession;
    throw new DomainError('conflict', { code: 'conflict', detail: 'Choose an account first.' });
  }

  async begin(reply: FastifyReply, known: Omit<Session, 'id' | 'csrf' | 'begun'>): Promise<Session> {
    const session = { ...known, id: secret(), csrf: secret(), begun: seconds() };
    await this.keep(reply, session);
    return session;
  }

  /** The same person acts for another account: what the old session still sends is refused. */
  async choose(reply: FastifyReply, session: Session, account: AccountSession['account']): Promise<Session> {
    const next = { ...session, account, id: secret(), csrf: secret() };
    reply.removeHeader('set-cookie');
    this.cookies.set(reply, ENDED_COOKIE, session.id, LONGEST_SECONDS);
    await this.keep(reply, next);
    return next;
  }

  end(reply: FastifyReply, session: Session): void {
    // Instead of one that was sealed anew for this very answer.
    reply.removeHeader('set-cookie');
    this.cookies.remove(reply, COOKIE);
    this.cookies.set(reply, ENDED_COOKIE, session.id, LONGEST_SECONDS);
  }

  endsAt(session: Session): Date {
    return new Date(endOf(session, seconds()) * 1_000);
  }

  /** @throws DomainError 403 for a request that another site may have made the browser send */
  requireOurs(request: FastifyRequest, session: Session): void {
    this.requireOurOrigin(request);
    if (request.headers.origin === undefined) throw forbidden('The header Origin is missing.');
    this.requireToken(request, session);
  }

  private requireToken(request: FastifyRequest, session: Session): void {
    const given = Buffer.from(String(request.headers[CSRF_HEADER] ?? ''));
    const expected = Buffer.from(session.csrf);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return;
    throw forbidden(`The header ${CSRF_HEADER} does not belong to this session.`);
  }

  /** Browsers name the origin with each write. @throws DomainError 403 for one of another site */
  requireOurOrigin({ headers: { origin, host } }: FastifyRequest): void {
    if (origin === undefined || origin === this.publicUrl) return;
    // On a machine of one's own, localhost has more than one name.
    if (this.publicUrl.startsWith('http:') && origin === `http://${host}`) return;
    throw forbidden(`The request comes from another site than ${this.publicUrl}.`);
  }

  private async keep(reply: FastifyReply, session: Session): Promise<void> {
    const at = seconds();
    const end = endOf(session, at);
    const cookie = await this.box.seal('session', { session, at } satisfies Sealed, end);
    if (cookie.length > MAX_COOKIE_BYTES) {
      throw new DomainError('invalid', { code: 'invalid', detail: 'The token is too long.', pointer: '/token' });
    }
    this.cookies.set(reply, COOKIE, cookie, Math.max(0, end - at));
  }
}
