import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface ComposeService {
  image?: string;
  profiles?: readonly string[];
  restart?: string;
  read_only?: boolean;
  cap_drop?: readonly string[];
  security_opt?: readonly string[];
  mem_limit?: string;
  logging?: { options: Readonly<Record<string, string>> };
  configs?: readonly { source: string; target: string }[];
  build?: unknown;
  command?: readonly string[];
  entrypoint?: readonly string[];
  environment?: Readonly<Record<string, string | number | boolean | null>>;
  ports?: readonly string[];
  volumes?: readonly string[];
  healthcheck?: { test: readonly string[]; interval: string; start_interval: string };
  depends_on?: Readonly<Record<string, { condition: string; required?: boolean }>>;
}

export interface ComposeFile {
  services: Readonly<Record<string, ComposeService>>;
  volumes?: Readonly<Record<string, unknown>>;
  configs?: Readonly<Record<string, { file: string }>>;
}

export function readComposeFile(path: string): ComposeFile {
  return parse(readFileSync(path, 'utf8'), { merge: true }) as ComposeFile;
}
