import {
  Combobox,
  ComboboxGroup,
  ComboboxGroupLabel,
  ComboboxItem,
  ComboboxList,
  ComboboxProvider,
} from '@ariakit/react/combobox';
import { Dialog, DialogHeading } from '@ariakit/react/dialog';
import { FileUp, LogOut, Moon, Sun, SunMoon, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { busy } from '../live/busy.js';
import { signOut } from '../session/session-api.js';
import { chooseTheme } from '../ui/theme.js';
import { newestAction } from '../ui/toasts.js';
import { PLACES } from './nav.js';
import { useFound } from './use-found.js';

interface Command {
  key: string;
  label: string;
  hint?: string | undefined;
  icon?: ReactNode;
  run: () => void;
}

/** Everything within reach of the keyboard: pages, people, services and what can be done. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const found = useFound(text.trim());
  useEffect(() => busy.hold(), []);
  const [undo] = useState(newestAction);
  const go = (href: string) => () => navigate(href);
  const matching = (commands: Command[]) =>
    commands.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
  const groups: [string, Command[]][] = [
    [
      'Go to',
      matching(
        PLACES.map(({ href, label, Icon }) => ({
          key: href,
          label,
          icon: <Icon size={16} aria-hidden />,
          run: go(href),
        })),
      ),
    ],
    [
      'Do',
      matching([
        ...(undo ? [{ key: 'undo', label: undo.label, icon: <Undo2 size={16} aria-hidden />, run: undo.act }] : []),
        { key: 'import', label: 'Import a list', icon: <FileUp size={16} aria-hidden />, run: go('/import') },
        { key: 'dark', label: 'Dark appearance', icon: <Moon size={16} aria-hidden />, run: () => chooseTheme('dark') },
        {
          key: 'light',
          label: 'Light appearance',
          icon: <Sun size={16} aria-hidden />,
          run: () => chooseTheme('light'),
        },
        {
          key: 'system',
          label: 'Appearance of the system',
          icon: <SunMoon size={16} aria-hidden />,
          run: () => chooseTheme('system'),
        },
        { key: 'out', label: 'Sign out', icon: <LogOut size={16} aria-hidden />, run: () => void signOut() },
      ]),
    ],
    ...found.map(({ title, items }): [string, Command[]] => [
      title,
      items.map(({ href, label, hint }) => ({ key: href, label, hint, run: go(href) })),
    ]),
  ];
  return (
    <Dialog open onClose={onClose} className="dialog palette" backdrop={<div className="backdrop" />}>
      <DialogHeading className="visually-hidden">Search or jump to</DialogHeading>
      <ComboboxProvider value={text} setValue={setText} open focusLoop includesBaseElement={false}>
        <Combobox
          className="input"
          autoFocus
          autoSelect="always"
          aria-label="Search or jump to"
          placeholder="A page, a person, a service…"
        />
        <ComboboxList className="palette-list" alwaysVisible>
          {groups
            .filter(([, commands]) => commands.length > 0)
            .map(([title, commands]) => (
              <ComboboxGroup key={title}>
                <ComboboxGroupLabel className="option-group">{title}</ComboboxGroupLabel>
                {commands.map(({ key, label, hint, icon, run }) => (
                  <ComboboxItem
                    key={key}
                    className="option"
                    hideOnClick={false}
                    setValueOnClick={false}
                    focusOnHover
                    onClick={() => {
                      onClose();
                      run();
                    }}
                  >
                    {icon}
                    <span className="grow cut">{label}</span>
                    {hint ? <span className="small quiet cut">{hint}</span> : null}
                  </ComboboxItem>
                ))}
              </ComboboxGroup>
            ))}
        </ComboboxList>
      </ComboboxProvider>
    </Dialog>
  );
}
