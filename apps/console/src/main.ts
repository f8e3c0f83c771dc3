// Told to stop while there is nothing to finish yet, it just stops.
const stop = () => process.exit(0);
process.once('SIGTERM', stop);

// Loaded only now: that takes a while.
void import('./serve.js').then(({ serve }) => serve()).then(() => process.off('SIGTERM', stop));
