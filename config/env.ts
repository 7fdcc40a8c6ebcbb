import { z } from 'zod';
import { apiKeys } from './api-keys.js';
import { ConfigurationError } from './configuration-error.js';
import { contextOf, contextUnsigned, contextVariables, pickContext, signsContext } from './context.js';
import { developmentFaults, doubtsOf } from './production.js';
import { believesEvents, eventsUnbelieved, hooksOf, twilioOf } from './providers.js';
import { readTemporal, type TemporalSettings } from './temporal.js';
import { addressRanges, port, secret, secrets, urlOf, workerRoles } from './values.js';

/** Variables and their values, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every variable that the servers read, stated once; `TEMPORAL_*` is read by Temporal's own package. */
export const environment = z.object({
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: port.default(8080),
  TRUSTED_PROXIES: addressRanges,
  DRAIN_SECONDS: z.coerce.number('has to be a number of seconds').min(0).max(300).default(0),
  PUBLIC_URL: urlOf(['http:', 'https:'], 'https://care.example').transform((url) => url.replace(/\/+$/, '')),
  LINK_SECRET: secret,
  KEY_SECRET: secret,
  API_KEYS: apiKeys,
  MONGODB_URI: urlOf(['mongodb:', 'mongodb+srv:'], 'mongodb://127.0.0.1:27017/amends'),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'smtp://127.0.0.1:1025'),
  MAIL_FROM: z.email({
    error: ({ input }) =>
      input === undefined
        ? 'is missing; give the one address from which mails are sent'
        : 'has to be the one address from which mails are sent, without a name',
  }),
  SMTP_IDEMPOTENCY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'has to be the name of a header')
    .optional(),
  EMAIL_HOOK_SECRET: secrets.optional(),
  EMAIL_EVENTS_SECONDS: z.coerce.number('has to be a number of seconds').min(1).max(3_600).optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'has to be AC and 32 hex digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'has to be a number in the form +12025550100')
    .optional(),
  TWILIO_BASE_URL: urlOf(['http:', 'https:'], 'https://api.twilio.com').optional(),
  ...contextVariables,
  WORKER_ROLES: workerRoles,
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  SDK_METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

const web = environment
  .pick({
    HTTP_HOST: true,
    HTTP_PORT: true,
    TRUSTED_PROXIES: true,
    DRAIN_SECONDS: true,
    PUBLIC_URL: true,
    LINK_SECRET: true,
    KEY_SECRET: true,
    API_KEYS: true,
    MONGODB_URI: true,
    EMAIL_HOOK_SECRET: true,
    EMAIL_EVENTS_SECONDS: true,
    TWILIO_ACCOUNT_SID: true,
    TWILIO_AUTH_TOKEN: true,
    METRICS_HOST: true,
    METRICS_PORT: true,
    ...pickContext,
    LOG_LEVEL: true,
  })
  .refine(believesEvents, { error: eventsUnbelieved, path: ['EMAIL_EVENTS_SECONDS'], when: () => true })
  .refine(signsContext, { error: contextUnsigned, path: ['CONTEXT_SECRET'], when: () => true })
  .transform((env) => ({
    host: env.HTTP_HOST,
    port: env.HTTP_PORT,
    trustedProxies: env.TRUSTED_PROXIES,
    publicUrl: env.PUBLIC_URL,
    linkSecret: env.LINK_SECRET,
    keySecret: env.KEY_SECRET,
    apiKeys: env.API_KEYS,
    mongodbUri: env.MONGODB_URI,
    hooks: hooksOf(env),
    ...contextOf(env),
    /** Milliseconds between "not ready" and the end of listening. */
    drainFor: env.DRAIN_SECONDS * 1_000,
    ...metricsOf(env),
    logLevel: env.LOG_LEVEL,
  }));

const worker = environment
  .omit({
    HTTP_HOST: true,
    HTTP_PORT: true,
    TRUSTED_PROXIES: true,
    DRAIN_SECONDS: true,
    API_KEYS: true,
    EMAIL_HOOK_SECRET: true,
  })
  .refine(
    ({ TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM }) => {
      const given = [TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM].filter((value) => value !== undefined);
      return given.length === 0 || given.length === 3;
    },
    {
      error: 'TWILIO_AUTH_TOKEN, TWILIO_FROM have to be given together; SMS need all three, or none',
      path: ['TWILIO_ACCOUNT_SID,'],
      // Also when another variable has a fault: all of them are reported at once.
      when: () => true,
    },
  )
  .transform((env) => ({
    publicUrl: env.PUBLIC_URL,
    linkSecret: env.LINK_SECRET,
    keySecret: env.KEY_SECRET,
    mongodbUri: env.MONGODB_URI,
    smtp: {
      url: env.SMTP_URL,
      from: env.MAIL_FROM,
      ...(env.SMTP_IDEMPOTENCY_HEADER !== undefined && { idempotencyHeader: env.SMTP_IDEMPOTENCY_HEADER }),
      ...(env.EMAIL_EVENTS_SECONDS !== undefined && { eventsWithin: env.EMAIL_EVENTS_SECONDS * 1_000 }),
    },
    /** Undefined where no SMS are sent. */
    twilio: twilioOf(env),
    roles: env.WORKER_ROLES,
    ...metricsOf(env),
    logLevel: env.LOG_LEVEL,
  }));

/** Where metrics are served: our own, and those of the Temporal SDK; what has no port is not served. */
export interface MetricsSettings {
  readonly metrics?: { readonly host: string; readonly port: number };
  readonly sdkMetrics?: { readonly host: string; readonly port: number };
}

function metricsOf(env: {
  readonly METRICS_HOST: string;
  readonly METRICS_PORT?: number | undefined;
  readonly SDK_METRICS_PORT?: number | undefined;
}): MetricsSettings {
  const { METRICS_HOST: host, METRICS_PORT: own, SDK_METRICS_PORT: sdk } = env;
  return {
    ...(own !== undefined && { metrics: { host, port: own } }),
    ...(sdk !== undefined && { sdkMetrics: { host, port: sdk } }),
  };
}

/** What every server is configured with, whichever it is. */
interface ServerSettings extends TemporalSettings {
  /** What is no fault and may not be meant so, to be logged at the start; missing where there is nothing of the kind. */
  readonly doubts?: readonly string[];
}

/** What the web edge is configured with. */
export type WebSettings = z.output<typeof web> & ServerSettings;
/** What a worker is configured with. */
export type WorkerSettings = z.output<typeof worker> & ServerSettings;

/** Settings of the web edge. Throws `ConfigurationError` with all faults. */
export function readWebSettings(env: Environment = process.env): WebSettings {
  return readSettings(web, env);
}

/** Settings of a worker. Throws `ConfigurationError` with all faults. */
export function readWorkerSettings(env: Environment = process.env): WorkerSettings {
  return readSettings(worker, env);
}

/** Where the command line finds the server, and with which key; a missing part is looked for in `.amends/dev.json`. */
export function readCommandLineSettings(env: Environment = process.env): {
  readonly url?: string;
  readonly apiKey?: string;
} {
  const { AMENDS_URL: url, AMENDS_API_KEY: apiKey } = given(env);
  return { ...(url !== undefined && { url }), ...(apiKey !== undefined && { apiKey }) };
}

function readSettings<T>(part: z.ZodType<T>, env: Environment): T & ServerSettings {
  const values = given(env);
  const read = part.safeParse(values);
  const temporal = readTemporal(values);
  const faults = [
    ...(read.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? []),
    ...('fault' in temporal ? [temporal.fault] : []),
    ...developmentFaults(values),
  ];
  if (!read.success || 'fault' in temporal || faults.length > 0) throw new ConfigurationError(faults);
  const doubts = doubtsOf(values);
  return { ...read.data, temporal, ...(doubts.length > 0 && { doubts }) };
}

/** A variable that is set to nothing counts as missing: that is how files of variables leave one out. */
export function given(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])),
  );
}
