import { pack } from './pack.js';

console.log(pack('dist'));
