type Environment = Readonly<Record<string, string | undefined>>;

/** What the demo has to know of the stack that it is shown on. */
export interface DemoPlace {
  platformToken: string;
  urlOfService(service: 'conferencing' | 'read-models'): string;
  /** Of the queries over Nest TCP. */
  tcpOfReadModels: { host: string; port: number; secret: string | undefined };
  /** The Zoom that conferencing uses. */
  zoomUrl: string;
  /** Whether that is the stack's own sandbox, which can do all that the demo needs. */
  isOwnZoom: boolean;
  /** The settings with which Kafka is reached, by name. */
  kafka: Environment;
}
