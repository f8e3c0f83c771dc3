import { IsInt, Max, Min } from 'class-validator';

/** A whole number from `least` (default 1) to the largest that JSON represents exactly (2^53 − 1). */
export function IsVersion(least = 1): PropertyDecorator {
  return (target, key) => {
    IsInt()(target, key);
    Min(least)(target, key);
    Max(Number.MAX_SAFE_INTEGER)(target, key);
  };
}
