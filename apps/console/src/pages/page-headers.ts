/** Everything comes from the console itself; nothing inline, and nobody may frame it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** On top of what every answer has. */
export const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  // `no-referrer` would make browsers send `Origin: null` with forms.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** The name of an asset has a digest of its content in it. */
export const ASSET_HEADERS = { 'cache-control': 'public, max-age=31536000, immutable' };

/** Icons and the like. */
export const FILE_HEADERS = { 'cache-control': 'public, max-age=3600' };
