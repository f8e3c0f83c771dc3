import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ComposeService {
  image?: string;
  build?: unknown;
  command?: readonly string[];
  environment?: Readonly<Record<string, string | number | boolean | null>>;
  ports?: readonly string[];
  volumes?: readonly string[];
  healthcheck?: { test: readonly string[] };
  depends_on?: Readonly<Record<string, { condition: string }>>;
}

export interface ComposeFile {
  services: Readonly<Record<string, ComposeService>>;
  volumes?: Readonly<Record<string, unknown>>;
}

export function readComposeFile(path: string): ComposeFile {
  return parse(readFileSync(path, 'utf8'), { merge: true }) as ComposeFile;
}
