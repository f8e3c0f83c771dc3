import { z } from 'zod';

/** Compose files pass an absent setting as an empty string. */
export const optionalText = () =>
  z
    .string()
    .transform((value) => (value === '' ? undefined : value))
    .optional();
