import { startTracing } from '@conferencing/observability';

// Imported before everything else: it patches what is loaded after it.
startTracing('console');
