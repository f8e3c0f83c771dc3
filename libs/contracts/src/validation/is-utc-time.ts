import { ValidateBy } from 'class-validator';
import { isUtcTime } from './utc-time.js';

export const IS_UTC_TIME = 'isUtcTime';

export function IsUtcTime(): PropertyDecorator {
  return ValidateBy({
    name: IS_UTC_TIME,
    validator: {
      validate: isUtcTime,
      defaultMessage: (args) => `${args?.property} must be an RFC 3339 time in UTC, ending in Z`,
    },
  });
}
