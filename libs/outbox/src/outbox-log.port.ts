/** The part of a structured logger (pino's order of arguments) that the relay needs. */
export interface OutboxLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
