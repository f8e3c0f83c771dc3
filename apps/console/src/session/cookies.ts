import { parse, serialize } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Cookies of the console: never shown to scripts, for this host alone, and over TLS alone where there is TLS. */
export class Cookies {
  private readonly secure: boolean;

  constructor(publicUrl: string) {
    this.secure = publicUrl.startsWith('https:');
  }

  read({ headers }: FastifyRequest, name: string): string | undefined {
    return parse(headers.cookie ?? '')[this.nameOf(name)];
  }

  /** Lax, not Strict: a link in a mail, and the way back from Zoom or the OpenID provider, find the session. */
  set(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    const options = { httpOnly: true, sameSite: 'lax', secure: this.secure, path: '/', maxAge } as const;
    reply.header('set-cookie', serialize(this.nameOf(name), value, options));
  }

  remove(reply: FastifyReply, name: string): void {
    this.set(reply, name, '', 0);
  }

  /** Browsers take a `__Host-` cookie from this very host over TLS only. */
  private nameOf(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }
}
