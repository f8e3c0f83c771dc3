import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const SAVE_AFTER_MS = 200;

/** Stores a snapshot in one JSON file, so that the setup survives a restart. */
export class DataFile<T> {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly path: string | null,
    private readonly snapshot: () => T,
  ) {}

  /** Null if there is no file yet. Throws if the file is not valid JSON. */
  load(): T | null {
    if (this.path === null) return null;
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Saves soon; calls before then share one save. */
  touch(): void {
    if (this.path !== null) this.timer ??= setTimeout(() => this.flush(), SAVE_AFTER_MS);
  }

  flush(): void {
    if (this.path === null || this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    mkdirSync(dirname(this.path), { recursive: true });
    const next = `${this.path}.next`;
    writeFileSync(next, JSON.stringify(this.snapshot()), { mode: 0o600 });
    renameSync(next, this.path);
  }
}
