import { z } from 'zod';

/** A setting that compose files pass on as an empty string counts as left out. */
export const optionalText = () =>
  z
    .string()
    .transform((value) => (value === '' ? undefined : value))
    .optional();
