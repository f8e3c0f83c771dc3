import { Dialog, DialogHeading } from '@ariakit/react/dialog';
import { AccountMenu } from './account-menu.js';
import { LiveLine } from './live-line.js';
import { Nav } from './nav.js';

/** The navigation on a narrow screen. */
export default function Drawer({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} className="dialog drawer" backdrop={<div className="backdrop" />}>
      <DialogHeading className="visually-hidden">Menu</DialogHeading>
      <Nav onGo={onClose} />
      <div className="side-foot">
        <LiveLine />
        <AccountMenu />
      </div>
    </Dialog>
  );
}
