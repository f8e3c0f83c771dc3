import { IsInt, Max, Min } from 'class-validator';

/** A whole number from 1 to the largest that JSON carries without loss (2^53 − 1). */
export function IsVersion(): PropertyDecorator {
  return (target, key) => {
    IsInt()(target, key);
    Min(1)(target, key);
    Max(Number.MAX_SAFE_INTEGER)(target, key);
  };
}
