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
      This page has lost its connection to the server. What you see may be old. It updates by itself when the connection
      is back.
    </div>
  );
}
