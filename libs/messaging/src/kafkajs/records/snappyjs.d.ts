/** The package has no types. */
declare module 'snappyjs' {
  /**
   * @throws Error if it is not a Snappy block, or claims to be longer than `maxLength`
   */
  export function uncompress(compressed: Buffer, maxLength: number): Buffer;
}
