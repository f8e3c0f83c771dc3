/** For our own processes: kafkajs uses our functions for records (ADR 0053). Other teams get parts.ts. */
import './kafkajs/records/install.js';

export * from './parts.js';
