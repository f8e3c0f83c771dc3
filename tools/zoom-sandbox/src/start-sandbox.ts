import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { listenOrExit } from '@conferencing/http-edge';
import { SystemClock } from '@conferencing/kernel';
import type { Clock } from '@conferencing/kernel';
import type { SandboxSettings } from './sandbox.config.js';
import { SandboxModule } from './sandbox.module.js';

/** 50,000 users in one PUT are about 10 MB. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** Starts a sandbox that listens at `url`. Several may run in one process. */
export async function startSandbox(
  settings: SandboxSettings,
  clock: Clock = new SystemClock(),
): Promise<{ app: NestFastifyApplication; url: string }> {
  const app = await NestFactory.create<NestFastifyApplication>(
    SandboxModule.forRoot(settings, clock),
    new FastifyAdapter({ bodyLimit: BODY_LIMIT_BYTES }),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  const document = new DocumentBuilder()
    .setTitle('Zoom sandbox')
    .setDescription('A stand-in for Zoom’s OAuth, users and webhooks. Never in production.')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, document), { jsonDocumentUrl: 'docs-json' });
  await listenOrExit(app, { HOST: settings.host, HTTP_PORT: settings.port });
  return { app, url: await app.getUrl() };
}
