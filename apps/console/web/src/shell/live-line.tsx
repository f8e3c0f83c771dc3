import { WifiOff } from 'lucide-react';
import { useLiveStatus } from '../live/live.js';

const TEXT = { connecting: 'Connecting…', live: 'Live', late: 'Reconnecting…' } as const;

export function LiveLine() {
  const status = useLiveStatus();
  return (
    <p className="live" data-status={status}>
      <span className="live-dot" aria-hidden />
      {TEXT[status]}
    </p>
  );
}

/** Says that what is shown may be old. */
export function LateBanner() {
  if (useLiveStatus() !== 'late') return null;
  return (
    <div className="banner" role="status">
      <WifiOff size={16} aria-hidden />
      The connection is lost. What you see may be old; it catches up by itself as soon as the connection is back.
    </div>
  );
}
