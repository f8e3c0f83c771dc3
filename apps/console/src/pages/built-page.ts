import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import { unavailable } from '@conferencing/http-edge';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ASSET_HEADERS, FILE_HEADERS } from './page-headers.js';

const INDEX = 'index.html';

/** The page as Vite has built it, beside the compiled server. */
@Injectable()
export class BuiltPage {
  private readonly folder = join(__dirname, '../../web');
  private html: string | undefined;

  /** @throws DomainError 503 where it was not built */
  get index(): string {
    const file = join(this.folder, INDEX);
    if (this.html === undefined && existsSync(file)) this.html = readFileSync(file, 'utf8');
    if (this.html === undefined) throw unavailable('The page is not built: run npm run build.');
    return this.html;
  }

  /** Serves each file that is there now, compressed in advance where the browser takes that. */
  async serveFiles(app: NestFastifyApplication): Promise<void> {
    if (!existsSync(this.folder)) return;
    const assets = `${join(this.folder, 'assets')}${sep}`;
    await app.register(fastifyStatic, {
      root: this.folder,
      prefix: '/',
      wildcard: false,
      index: false,
      globIgnore: [INDEX, '**/*.br', '**/*.gz', '**/*.map'],
      preCompressed: true,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const headers = path.startsWith(assets) ? ASSET_HEADERS : FILE_HEADERS;
        for (const [name, value] of Object.entries(headers)) void response.header(name, value);
      },
    });
  }
}
