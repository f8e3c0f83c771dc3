// A signal during the start stops the process at once, because there is no work to finish yet.
const stop = () => process.exit(0);
process.once('SIGTERM', stop);

// Loaded after the signal handlers, because it takes a while.
void import('./serve.js').then(({ serve }) => serve()).then(() => process.off('SIGTERM', stop));
