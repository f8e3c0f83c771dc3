import { Menu as MenuIcon, Search } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../ui/button.js';
import icon from '../styles/icon.svg';
import { AccountMenu } from './account-menu.js';
import { Announcer } from './announcer.js';
import { LateBanner, LiveLine } from './live-line.js';
import { Nav } from './nav.js';
import { late } from '../ui/late.js';

const Palette = late(() => import('./palette.js').then((m) => m.default));
const Drawer = late(() => import('./drawer.js').then((m) => m.default));

const isMac = navigator.platform.startsWith('Mac');

export function Shell({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<'palette' | 'drawer'>();
  const main = useFocusOnNavigation();
  const close = useCallback(() => setOpen(undefined), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen('palette');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="top">
        <Button
          look="plain"
          aria-label="Menu"
          icon={<MenuIcon size={20} aria-hidden />}
          onClick={() => setOpen('drawer')}
        />
        <Brand />
        <Button
          look="plain"
          aria-label="Search or jump to"
          icon={<Search size={20} aria-hidden />}
          onClick={() => setOpen('palette')}
        />
      </header>
      <header className="side">
        <Brand />
        <button type="button" className="jump" onClick={() => setOpen('palette')}>
          <Search size={16} aria-hidden />
          Search or jump to
          <kbd className="kbd">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
        <Nav />
        <div className="side-foot">
          <LiveLine />
          <AccountMenu />
        </div>
      </header>
      <div className="page">
        <LateBanner />
        <main id="main" tabIndex={-1} ref={main}>
          {children}
        </main>
      </div>
      <Announcer />
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'drawer' ? <Drawer onClose={close} /> : null}
    </div>
  );
}

function Brand() {
  return (
    <Link href="/overview" className="brand">
      <img src={icon} width={28} height={28} alt="" />
      Hosts
    </Link>
  );
}

/** A reader of the page hears that it is another one: the focus goes to its beginning. */
function useFocusOnNavigation() {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [path]);
  return main;
}
