import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** PEM, and the files that hold it. */
interface Certificate {
  cert: string;
  key: string;
  certFile: string;
  keyFile: string;
}

export interface Certificates {
  ca: string;
  caFile: string;
  /** Of `localhost` and 127.0.0.1. */
  server: Certificate;
  /** Of the user `postgres`. */
  client: Certificate;
  /** Holds all files; open to other accounts of this machine, as servers run under theirs. */
  folder: string;
}

const DAYS = ['-days', '2'];
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** An authority of a test's own, and certificates that it has signed for a server and for a client. */
export function makeCertificates(): Certificates {
  const { path: folder } = temporaryFolder('test-certificates');
  chmodSync(folder, 0o755);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  openssl('req', '-x509', ...NEW_KEY, ...DAYS, '-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.pem');

  const sign = (name: string, subject: string, extensions: string): Certificate => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl('req', ...NEW_KEY, '-subj', subject, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, ...authority, ...DAYS, '-out', `${name}.pem`);
    return {
      cert: read(`${name}.pem`),
      key: read(`${name}.key`),
      certFile: join(folder, `${name}.pem`),
      keyFile: join(folder, `${name}.key`),
    };
  };
  return {
    ca: read('ca.pem'),
    caFile: join(folder, 'ca.pem'),
    server: sign('server', '/CN=localhost', 'subjectAltName=DNS:localhost,IP:127.0.0.1'),
    client: sign('client', '/CN=postgres', 'extendedKeyUsage=clientAuth'),
    folder,
  };
}
