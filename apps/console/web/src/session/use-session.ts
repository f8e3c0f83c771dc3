import { useSyncExternalStore } from 'react';
import { type Session, session, type SessionState } from './session.js';

export const useSessionState = (): SessionState => useSyncExternalStore(session.subscribe, session.current);

/** Inside the shell a user is always signed in, or was until a moment ago. */
export function useSession(): Session {
  const state = useSessionState();
  if (state.at === 'in' || state.at === 'over') return state.session;
  throw new Error('Nobody is signed in');
}
