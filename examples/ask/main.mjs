import 'reflect-metadata';
import { ConferencingClient, ConferencingClientModule } from '@conferencing/client';
import { NestFactory } from '@nestjs/core';

async function main([account_id, service_id, provider_id]) {
  if (!provider_id) throw new Error('Run it as: node main.mjs <account_id> <service_id> <provider_id>');
  const host = process.env.QUERY_HOST || '127.0.0.1';
  const port = Number(process.env.QUERY_PORT || 3002);
  const module = ConferencingClientModule.register({ transport: 'tcp', host, port });
  const app = await NestFactory.createApplicationContext(module, { logger: ['error', 'warn'] });
  try {
    const found = await app.get(ConferencingClient).find({ account_id, service_id, provider_id });
    if (found === null) console.log('nobody hosts');
    else if (found.host_state !== 'ready') console.log(`${found.host_state}: a meeting would not start`);
    else console.log(found.data.external_user.email);
  } finally {
    await app.close();
  }
}

main(process.argv.slice(2)).catch(({ code, message }) => {
  // A ConferencingQueryError has a code: the question was wrong, or nobody answered it.
  console.error(code ? `${code}: ${message}` : message);
  process.exitCode = 1;
});
