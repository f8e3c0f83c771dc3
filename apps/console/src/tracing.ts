import { startTracing } from '@conferencing/observability';

// Imported first: it patches modules that are loaded after it.
startTracing('console');
