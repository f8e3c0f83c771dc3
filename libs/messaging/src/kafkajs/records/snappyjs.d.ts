/** The package comes without types. */
declare module 'snappyjs' {
  /** @throws Error when it isn't a block of Snappy, or says that it is longer than `maxLength` */
  export function uncompress(compressed: Buffer, maxLength: number): Buffer;
}
