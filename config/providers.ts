/** The variables of providers, as they were read. */
interface Variables {
  readonly TWILIO_ACCOUNT_SID?: string | undefined;
  readonly TWILIO_AUTH_TOKEN?: string | undefined;
  readonly TWILIO_FROM?: string | undefined;
  readonly TWILIO_BASE_URL?: string | undefined;
  readonly EMAIL_HOOK_SECRET?: readonly string[] | undefined;
}

/** Whose reports about messages the web edge believes; a door whose secret is missing is not there. */
export interface HookSettings {
  readonly twilio?: { readonly accountSid: string; readonly authToken: string };
  /** Any of these signs. */
  readonly emailSecrets?: readonly string[];
}

/** The account that sends SMS. */
export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  readonly from: string;
  readonly baseUrl?: string;
}

/** What is wrong with reports that are waited for and that nobody believes. */
export const eventsUnbelieved =
  'is set without EMAIL_HOOK_SECRET, so that no report is believed and none will ever come; ' +
  'set EMAIL_HOOK_SECRET, or leave both empty';

/** Whether somebody believes the reports of mails that are waited for. */
export function believesEvents({
  EMAIL_EVENTS_SECONDS: seconds,
  EMAIL_HOOK_SECRET: believed,
}: Pick<Variables, 'EMAIL_HOOK_SECRET'> & { readonly EMAIL_EVENTS_SECONDS?: unknown }): boolean {
  return seconds === undefined || believed !== undefined;
}

/** The doors of the web edge. */
export function hooksOf(env: Variables): HookSettings {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, EMAIL_HOOK_SECRET: emailSecrets } = env;
  return {
    ...(accountSid !== undefined && authToken !== undefined && { twilio: { accountSid, authToken } }),
    ...(emailSecrets !== undefined && { emailSecrets }),
  };
}

/** The account, or undefined where no SMS are sent. */
export function twilioOf(env: Variables): TwilioSettings | undefined {
  const {
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_FROM: from,
    TWILIO_BASE_URL: baseUrl,
  } = env;
  if (accountSid === undefined || authToken === undefined || from === undefined) return undefined;
  return { accountSid, authToken, from, ...(baseUrl !== undefined && { baseUrl }) };
}
