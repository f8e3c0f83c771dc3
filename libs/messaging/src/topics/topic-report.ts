/** A setting of an existing topic that does not do what the definition needs. */
export interface TopicDrift {
  setting: string;
  expected: string;
  /** As the broker reports it; empty if it does not know the setting. */
  actual: string;
}

export interface TopicReport {
  name: string;
  /** `missing` only with `checkOnly`; `changed`: some settings were changed, and none differs any more. */
  state: 'created' | 'missing' | 'as_defined' | 'changed' | 'drifted';
  /** Another team decides on its settings: nothing of it was changed. */
  ownedByOthers: boolean;
  /** What the topic is defined with. */
  settings: Record<string, string>;
  /** What differs, after the changes. */
  drift: TopicDrift[];
  /** What was changed; `actual` is the value before. */
  changed: TopicDrift[];
  /** Why the brokers did not take a change that was tried, by its setting. */
  refused: Record<string, string>;
}
