export type JoinFrames = (frames: readonly Buffer[]) => Buffer;

/**
 * Joins frames for one write. Most clients of a turn get the same frames, so the last result is cached: a thousand
 * clients then share one buffer.
 */
export function frameJoiner(): JoinFrames {
  let last: readonly Buffer[] = [];
  let joined: Buffer = Buffer.alloc(0);
  return (frames) => {
    const [only, second] = frames;
    if (only !== undefined && second === undefined) return only;
    const same = frames.length === last.length && frames.every((frame, index) => frame === last[index]);
    if (!same) {
      last = frames;
      joined = Buffer.concat(frames);
    }
    return joined;
  };
}
