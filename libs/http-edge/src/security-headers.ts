const API = "default-src 'none'; frame-ancestors 'none'";

/** The page for trying the API has scripts, styles and calls, all from this server. */
const DOCS =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
  "base-uri 'self'; frame-ancestors 'none'";

const COMMON = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cross-origin-resource-policy': 'same-origin',
};

const FOR_API = { ...COMMON, 'content-security-policy': API, 'cache-control': 'private, no-cache' };
const FOR_DOCS = { ...COMMON, 'content-security-policy': DOCS };

/**
 * Set here and not by `app.useSecurityHeaders()`: its dozen headers, most of them for pages, cost a fifth of the time
 * of a small request.
 */
export function securityHeadersFor(path: string): Record<string, string> {
  return path.startsWith('/docs') ? FOR_DOCS : FOR_API;
}
