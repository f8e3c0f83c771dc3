import { pack } from './pack.js';

for (const library of ['libs/contracts', 'libs/conferencing-client']) console.log(pack(library, 'dist'));
