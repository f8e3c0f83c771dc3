import { Combobox, ComboboxItem, ComboboxLabel, ComboboxPopover, ComboboxProvider } from '@ariakit/react/combobox';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useId, useState } from 'react';
import { Link } from 'wouter';
import { connections, externalUsers } from '../api/queries.js';
import type { Connection, ExternalUser } from '../api/types.js';
import { FieldFault, Select } from '../ui/field.js';
import { FaultNote, Note } from '../ui/notes.js';
import { Avatar } from '../ui/person.js';
import { connectionName, hostName, isNamed } from '../words/people.js';

export interface Picked {
  connection: Connection;
  user: ExternalUser;
}

interface Props {
  picked: Picked | undefined;
  onPick: (picked: Picked | undefined) => void;
  label?: string;
  /** The connection that is selected at first. */
  connectionId?: string | undefined;
  fault?: string | undefined;
  /** What the user came for: they can type at once. */
  autoFocus?: boolean | undefined;
  /** The id of a user who is not offered: the current host. */
  without?: string | undefined;
}

/** Selects a connection, if there are several, and then one of its users. */
export function HostPicker({ picked, onPick, label = 'Host', connectionId, fault, without, autoFocus }: Props) {
  const { data, error, refetch } = useQuery(connections);
  const zoom = data?.filter(({ provider }) => provider === 'zoom_admin') ?? [];
  const [chosen, setChosen] = useState(connectionId);
  const usual = zoom.find(({ id }) => id === chosen) ?? zoom.find(({ status }) => status === 'active') ?? zoom[0];
  if (error) return <FaultNote error={error} retry={() => void refetch()} />;
  return (
    <div className="stack">
      {zoom.length > 1 ? (
        <Select
          label="Zoom connection"
          value={usual?.id}
          onChange={(event) => {
            setChosen(event.target.value);
            onPick(undefined);
          }}
        >
          {zoom.map((connection) => (
            <option key={connection.id} value={connection.id}>
              {connectionName(connection)}
              {connection.status === 'active' ? '' : ' (needs to be reconnected)'}
            </option>
          ))}
        </Select>
      ) : null}
      {usual ? (
        <UserPicker
          key={usual.id}
          connection={usual}
          label={label}
          picked={picked}
          onPick={onPick}
          fault={fault}
          without={without}
          autoFocus={autoFocus}
        />
      ) : null}
      <PickedNote picked={picked} />
      {data && zoom.length === 0 ? (
        <p>
          Connect Zoom first, on the page <Link href="/connections">Connections</Link>.
        </p>
      ) : null}
    </div>
  );
}

/** Who can't host now may be assigned all the same: the user is warned before. */
function PickedNote({ picked }: { picked: Picked | undefined }) {
  if (!picked) return null;
  const { connection, user } = picked;
  const why =
    connection.status !== 'active'
      ? `the connection “${connectionName(connection)}” has to be reconnected first`
      : user.status === 'inactive'
        ? `${hostName(user)} is deactivated at Zoom`
        : user.status === 'pending'
          ? `${hostName(user)} has not accepted Zoom’s invitation yet`
          : undefined;
  return why === undefined ? null : <Note tone="warn">The meetings would fail now: {why}.</Note>;
}

const STATUS: Readonly<Record<string, string>> = { inactive: 'deactivated at Zoom', pending: 'invitation open' };

function UserPicker(props: Props & { connection: Connection; label: string }) {
  const { connection, label, picked, onPick, fault, without, autoFocus = false } = props;
  const faultId = useId();
  const [text, setText] = useState(picked ? hostName(picked.user) : '');
  const wanted = picked && text === hostName(picked.user) ? '' : text.trim();
  const search = useDeferredValue(wanted);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(externalUsers(connection.id, search));
  // Those found before are offered as long as they match: Enter must not take another person than was typed.
  const isOld = isPlaceholderData || search !== wanted;
  const users = data?.data.filter((user) => user.id !== without && (!isOld || isNamed(user, wanted))) ?? [];
  useEffect(() => {
    if (picked && text !== hostName(picked.user)) onPick(undefined);
  }, [text, picked, onPick]);
  return (
    <div className="field">
      <ComboboxProvider value={text} setValue={setText} resetValueOnHide={false}>
        <ComboboxLabel>{label}</ComboboxLabel>
        <Combobox
          className="input"
          placeholder="Name or email"
          autoFocus={autoFocus}
          autoSelect="always"
          aria-invalid={fault === undefined ? undefined : true}
          aria-describedby={fault === undefined ? undefined : faultId}
        />
        <ComboboxPopover
          className="popover popover-fit"
          gutter={4}
          sameWidth
          portal={false}
          flip={false}
          aria-busy={isFetching}
        >
          {users.map((user) => (
            <ComboboxItem
              key={user.id}
              className="option"
              value={hostName(user)}
              setValueOnClick={false}
              onClick={() => {
                setText(hostName(user));
                onPick({ connection, user });
              }}
            >
              <Avatar name={hostName(user)} />
              <span className="person-text grow">
                <span className="cut person-name">{hostName(user)}</span>
                <span className="cut small quiet">{user.email}</span>
              </span>
              {user.status && user.status !== 'active' ? (
                <span className="badge" data-tone="warn" data-plain>
                  {STATUS[user.status] ?? user.status}
                </span>
              ) : null}
            </ComboboxItem>
          ))}
          {users.length === 0 && !error ? (
            <p className="option quiet">{isFetching || isOld ? 'Looking…' : 'No Zoom user has that name or email.'}</p>
          ) : null}
        </ComboboxPopover>
      </ComboboxProvider>
      <FaultNote error={error} retry={() => void refetch()} />
      <FieldFault id={faultId}>{fault}</FieldFault>
    </div>
  );
}
