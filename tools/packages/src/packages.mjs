/**
 * What is published: the folder of each library, and the libraries that travel inside it because nobody else is to
 * depend on them. Names, peers and entry points are in the library's own package.json; `needs` names the optional peers
 * without which an entry point does not load.
 */
export const PACKAGES = [
  {
    library: 'contracts',
    inside: [],
    also: ['schemas', 'fixtures'],
    needs: { './classes': ['class-transformer', 'class-validator', 'reflect-metadata'] },
  },
  { library: 'conferencing-client', inside: [] },
  {
    library: 'messaging',
    inside: ['kernel', 'postgres'],
    needs: {
      './records': [],
      './nest': ['@nestjs/common', '@nestjs/core', '@nestjs/microservices', '@opentelemetry/api', 'rxjs'],
    },
  },
  { library: 'outbox', inside: ['kernel', 'postgres'] },
];

/** The scope under which the libraries import each other. */
export const OWN_SCOPE = '@conferencing';
