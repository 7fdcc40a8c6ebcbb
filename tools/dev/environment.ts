import { loopback } from '../dev-services/ports.js';
import { configuredKeys, type Secrets } from './secrets.js';

/** Where the services are. */
export interface Addresses {
  readonly temporal: { readonly address: string; readonly namespace: string; readonly source: string };
  readonly mongo: { readonly uri: string; readonly source: string };
  readonly inbox: { readonly smtpUrl: string; readonly source: string };
  /** Undefined where Twilio itself is taken, as the environment names it. */
  readonly twilio: { readonly accountSid: string; readonly authToken: string; readonly baseUrl: string } | undefined;
}

/** What the web edge is opened with. */
export interface Door {
  readonly port: number;
  readonly secrets: Secrets;
}

/** Every variable of web and worker. */
export type ServerEnvironment = Readonly<Record<'PUBLIC_URL', string>> & Readonly<Record<string, string>>;

/** The account from which the stand-in sends. */
const standInNumber = '+12025550199';

/**
 * What web and worker are started with. Of ours it takes what belongs to a server that is taken from there, the sources of
 * context, for which there is no stand-in, and nothing else: no other credential that happens to be exported reaches them.
 */
export function serverEnvironment(addresses: Addresses, { port, secrets }: Door): ServerEnvironment {
  return {
    HTTP_HOST: loopback,
    HTTP_PORT: String(port),
    PUBLIC_URL: `http://${loopback}:${port}`,
    LINK_SECRET: secrets.linkSecret,
    KEY_SECRET: secrets.keySecret,
    API_KEYS: configuredKeys(secrets),
    ...temporalVariables(addresses),
    ...mongoVariables(addresses),
    ...mailVariables(addresses, secrets),
    ...twilioVariables(addresses),
    ...exported(/^CONTEXT_/),
  };
}

function temporalVariables({ temporal: { address, namespace, source } }: Addresses): Record<string, string> {
  const given = source === 'TEMPORAL_ADDRESS' ? exported(/^TEMPORAL_/) : {};
  return { ...given, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace };
}

function mongoVariables({ mongo: { uri, source } }: Addresses): Record<string, string> {
  return { MONGODB_URI: source === 'MONGODB_URI' ? uri : `${uri}/amends` };
}

/** The inbox reports nothing, so that reports are believed here and not waited for. */
function mailVariables(
  { inbox: { smtpUrl, source } }: Addresses,
  { emailHookSecret }: Secrets,
): Record<string, string> {
  const given = source === 'SMTP_URL' ? exported(/^(MAIL_FROM|SMTP_|EMAIL_)/) : {};
  return { MAIL_FROM: 'care@larkfield.example', EMAIL_HOOK_SECRET: emailHookSecret, ...given, SMTP_URL: smtpUrl };
}

function twilioVariables({ twilio }: Addresses): Record<string, string> {
  if (twilio === undefined) return exported(/^TWILIO_/);
  return {
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: standInNumber,
    TWILIO_BASE_URL: twilio.baseUrl,
  };
}

function exported(names: RegExp): Record<string, string> {
  const found = Object.entries(process.env).filter(([name, value]) => names.test(name) && value !== '');
  return Object.fromEntries(found.map(([name, value]) => [name, value ?? '']));
}

/** Whether the environment names an account of Twilio, whole. */
export function namesTwilio(env: NodeJS.ProcessEnv = process.env): boolean {
  return ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'].every((name) => (env[name] ?? '') !== '');
}
