/** The format of values in an open list, including future ones. */
export const OPEN_ENUM_PATTERN = '^[a-z][a-z0-9_]*$';
