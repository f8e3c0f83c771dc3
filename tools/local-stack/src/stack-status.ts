/** Where everything of a running stack is, and with what to reach it. */
export interface StackStatus {
  /** The HTTP address of each process. */
  processes: Readonly<Record<string, string>>;
  /** `host:port` of the queries over Nest TCP. */
  queries_over_tcp: string;
  databases: { conferencing: string; read_models: string };
  kafka_brokers: string;
  platform_token: string;
  /** Null when the demo could not be made. */
  demo: { account_id: string; token: string; service_id: string; provider_id: string } | null;
  logs: string;
  /** A command that works when it is pasted. */
  try: string;
  /** The settings with which each process runs. */
  env: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
