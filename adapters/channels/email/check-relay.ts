import { createTransport } from 'nodemailer';

/** Milliseconds that each step of the look may take. */
const STEP_TIME_OUT = 4_000;

/**
 * Connects to the mail server, logs in where the URL has credentials, and hangs up; nothing is sent. Rejects with the
 * error of the mail library, of which only `code` and `responseCode` are fit to be shown.
 */
export async function checkRelay(smtpUrl: string): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: STEP_TIME_OUT,
    greetingTimeout: STEP_TIME_OUT,
    socketTimeout: STEP_TIME_OUT,
    dnsTimeout: STEP_TIME_OUT,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}
