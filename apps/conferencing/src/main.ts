import { startTracing } from '@conferencing/observability';

startTracing('conferencing');

// Loaded only now: tracing has to patch pg, kafkajs and http before anybody else loads them.
void import('./serve.js').then(({ serve }) => serve());
