import { freshSecret } from './keys.js';
import type { Services } from './services.js';

/** Where the services of this run are. */
export interface Addresses {
  readonly temporal: Pick<Services['temporal'], 'address' | 'namespace'>;
  readonly mongo: Pick<Services['mongo'], 'uri'>;
  readonly inbox: Pick<Services['inbox'], 'smtpUrl'>;
  readonly twilio: Pick<Services['twilio'], 'accountSid' | 'authToken' | 'baseUrl'>;
}

/** Where the web edge listens, and who may use it. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** As `API_KEYS` has them. */
  readonly apiKeys: string;
}

/** All that web and worker are configured with. */
export type ServerEnvironment = Readonly<Record<'PUBLIC_URL' | 'KEY_SECRET' | 'MONGODB_URI', string>> &
  Readonly<Record<string, string>>;

/**
 * The whole environment of web and worker, with fresh secrets. Of ours it takes the search path alone: no credential
 * that happens to be exported reaches them, and without HOME no profile of Temporal's configuration file does.
 */
export function serverEnvironment({ temporal, mongo, inbox, twilio }: Addresses, door: Door): ServerEnvironment {
  return {
    PATH: process.env['PATH'] ?? '',
    HTTP_HOST: door.host,
    HTTP_PORT: String(door.port),
    PUBLIC_URL: `http://${door.host}:${door.port}`,
    LINK_SECRET: freshSecret(),
    KEY_SECRET: freshSecret(),
    API_KEYS: door.apiKeys,
    MONGODB_URI: `${mongo.uri}/amends`,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: inbox.smtpUrl,
    MAIL_FROM: 'care@larkfield.example',
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: '+12025550199',
    TWILIO_BASE_URL: twilio.baseUrl,
  };
}
