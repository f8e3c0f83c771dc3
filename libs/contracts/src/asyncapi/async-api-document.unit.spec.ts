import { Parser } from '@asyncapi/parser';
import { asyncApiDocument } from './async-api-document.js';

const document = asyncApiDocument({ version: '1.2.3', brokers: ['kafka-a:9092', 'kafka-b:9092'] });

it('the document is valid AsyncAPI, without a remark', async () => {
  const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document));

  // 3.0 is what most tools read; the parser recommends its newest version.
  expect(diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version')).toEqual([]);
  expect(parsed?.version()).toBe('3.0.0');
});

it('the document shows what is sent and what is received, on which topics', async () => {
  const { document: parsed } = await new Parser().parse(JSON.stringify(document));

  const operations = parsed!.operations().all();
  expect(operations.map((each) => [each.action(), each.channels().all()[0]?.address()])).toEqual([
    ['send', 'conferencing.updated'],
    ['receive', 'catalog.updated'],
  ]);
  expect(operations[0]!.messages().all()).toHaveLength(2);
  expect(operations[1]!.messages().all()).toHaveLength(6);
  expect(document.channels.conferencingUpdated.bindings.kafka).toMatchObject({ partitions: 6 });
});

it('brokers are in the document only if they are given', () => {
  expect(asyncApiDocument({ version: '1.2.3' }).servers).toEqual({});
  expect(document.servers).toMatchObject({ kafka1: { host: 'kafka-b:9092', protocol: 'kafka' } });
});
