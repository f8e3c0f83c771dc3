import { useIsFetching } from '@tanstack/react-query';
import { Hourglass, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveStatus } from '../live/live.js';

const TEXT = { connecting: 'Connecting…', live: 'Live', late: 'Reconnecting…' } as const;
/** A page that is still not there by then needs an explanation. */
const SLOW_MS = 5_000;

export function LiveLine() {
  const status = useLiveStatus();
  return (
    <p className="live" data-status={status}>
      <span className="live-dot" aria-hidden />
      {TEXT[status]}
    </p>
  );
}

/** Says that what is shown may be old, or is not there yet. */
export function LateBanner() {
  const isLate = useLiveStatus() === 'late';
  const isSlow = useIsSlow();
  const Icon = isLate ? WifiOff : Hourglass;
  return (
    // It is always there: screen readers tell what comes into it.
    <div role="status">
      {isLate || isSlow ? (
        <p className="banner">
          <Icon size={16} aria-hidden />
          {isLate
            ? 'This page has lost its connection to the server. What you see may be old. It updates by itself when the connection is back.'
            : 'The server takes longer than usual. This page goes on by itself when it answers.'}
        </p>
      ) : null}
    </div>
  );
}

function useIsSlow(): boolean {
  const isFetching = useIsFetching() > 0;
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isFetching) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isFetching]);
  return isSlow;
}
