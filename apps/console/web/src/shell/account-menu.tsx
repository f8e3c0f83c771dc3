import {
  Menu,
  MenuButton,
  MenuItem,
  MenuProvider,
  MenuGroup,
  MenuGroupLabel,
  MenuSeparator,
} from '@ariakit/react/menu';
import { Check, ChevronsUpDown, LogOut } from 'lucide-react';
import { useState } from 'react';
import { signOut } from '../session/session-api.js';
import { useSession } from '../session/use-session.js';
import { chooseTheme, currentTheme, type Theme } from '../ui/theme.js';
import { actorName } from '../words/people.js';
import { Avatar } from '../ui/person.js';

const THEMES: readonly [Theme, string][] = [
  ['system', 'Same as the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

export function AccountMenu() {
  const { account, actor, name } = useSession();
  const [theme, setTheme] = useState(currentTheme);
  return (
    <MenuProvider placement="top-start">
      <MenuButton className="account-button">
        <Avatar name={account?.name ?? '?'} />
        <span className="person-text">
          <span className="cut person-name">{account?.name}</span>
          <span className="cut small quiet">{name ?? actorName(actor)}</span>
        </span>
        <ChevronsUpDown size={16} aria-hidden />
      </MenuButton>
      <Menu className="popover" gutter={6} unmountOnHide>
        <MenuGroup>
          <MenuGroupLabel className="option-group">Appearance</MenuGroupLabel>
          {THEMES.map(([value, label]) => (
            <MenuItem
              key={value}
              className="option"
              onClick={() => {
                chooseTheme(value);
                setTheme(value);
              }}
            >
              <span className="grow">{label}</span>
              {theme === value ? <Check size={16} aria-label="chosen" /> : null}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuSeparator className="separator" />
        <MenuItem className="option" onClick={() => void signOut()}>
          <LogOut size={16} aria-hidden />
          Sign out
        </MenuItem>
      </Menu>
    </MenuProvider>
  );
}
