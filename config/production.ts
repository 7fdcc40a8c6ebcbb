import { addressesIn } from './addresses.js';

/** What `npm run dev` and the example file begin their secrets with, so that none of them is ever taken for a real one. */
const madeUp = /^(?:(?:development|example)-|change[-_ ]?me)/i;
/** The modes that Node's own tools know. */
const modes = ['production', 'development', 'test'];
/** How the Twilio stand-in begins its account SIDs. */
const STAND_IN_ACCOUNT = 'ACde5e10de5e10';
/** The tenant of `npm run dev`: its keys are made, and forgotten, there. */
const DEVELOPMENT_TENANT = 'dev';
/** SHA-256 of `example-key`, as `.env.example` shows it. */
const EXAMPLE_KEY = 'c018c41c1afaf2c0b66c64f97d0ee135657b699ad260f299234cd40a5d625e0e';

const secrets = [
  'LINK_SECRET',
  'KEY_SECRET',
  'EMAIL_HOOK_SECRET',
  'CONTEXT_SECRET',
  'TWILIO_AUTH_TOKEN',
  'TEMPORAL_API_KEY',
] as const;
const addresses = ['MONGODB_URI', 'SMTP_URL'] as const;

/** Variables and their values; what is missing has no key. */
type Values = Readonly<Record<string, string>>;

/**
 * Faults of an environment in production that holds what only development may: secrets that were made up, repeated or
 * copied from an example, two secrets that are one, and keys of the tenant `dev`. One a variable, beginning with its name and without its value.
 */
export function developmentFaults(values: Values): readonly string[] {
  if (!isProduction(values)) return [];
  return [
    ...secrets
      // Some of them may be several, separated by commas.
      .filter((name) => values[name]?.split(',').some((one) => isMadeUp(one.trim())) === true)
      .map((name) => `${name} holds a development secret, which production refuses; give one of its own`),
    ...secrets.flatMap((name, at) => {
      const twin = secrets.slice(0, at).find((other) => values[other] !== undefined && values[other] === values[name]);
      return twin === undefined ? [] : [`${name} is the same as ${twin}, which production refuses; give each its own`];
    }),
    ...addresses
      .filter((name) => isMadeUp(passwordOf(values[name])))
      .map((name) => `${name} holds a development password, which production refuses; give one of its own`),
    ...(isStandIn(values['TWILIO_ACCOUNT_SID'])
      ? ['TWILIO_ACCOUNT_SID names no real account, which production refuses; give the one of your Twilio console']
      : []),
    ...developmentKeys(values['API_KEYS']),
  ];
}

/** Whether this is a production, however its name is written: `Production` shall not do without the check. */
export function isProduction({ NODE_ENV: mode = '' }: Values): boolean {
  return mode.trim().toLowerCase() === 'production';
}

/** What is no fault and may not be meant so, beginning with the name of a variable and without its value. */
export function doubtsOf({ NODE_ENV: mode }: Values): readonly string[] {
  if (mode === undefined || modes.includes(mode.trim().toLowerCase())) return [];
  return [`NODE_ENV is none of ${modes.join(', ')}, so secrets of development are taken; in production say production`];
}

function isMadeUp(text: string | undefined): boolean {
  return text !== undefined && text !== '' && (madeUp.test(text) || isRepeated(text));
}

/** Whether a few characters stand there over and over: what is typed to fill a field, and comes about by no chance. */
function isRepeated(text: string): boolean {
  const periods = Array.from({ length: Math.floor(text.length / 2) }, (_, at) => at + 1);
  return text.length === 1 || periods.some((period) => text.slice(period) === text.slice(0, -period));
}

function isStandIn(account: string | undefined): boolean {
  return account !== undefined && (account.startsWith(STAND_IN_ACCOUNT) || isRepeated(account.slice('AC'.length)));
}

function passwordOf(address: string | undefined): string | undefined {
  // Before all hosts of an address stands one and the same password.
  const password = addressesIn(address ?? '')[0]?.password;
  if (password === undefined) return undefined;
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

function developmentKeys(text = ''): readonly string[] {
  const places = text.split(',').flatMap((entry, at) => {
    const [tenant, , , digest = ''] = entry.trim().split(':');
    return tenant === DEVELOPMENT_TENANT || digest === EXAMPLE_KEY || isRepeated(digest) ? [at + 1] : [];
  });
  if (places.length === 0) return [];
  const which = places.length === 1 ? `entry ${places.join()}` : `entries ${places.join(', ')}`;
  return [`API_KEYS holds keys of development in ${which}, which production refuses; make keys of its own`];
}
