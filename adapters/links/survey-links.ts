import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SurveyLinks } from '../../ports/survey-store.js';

/** What signs the links and where they lead. */
export interface SurveyLinkSettings {
  /** At least 32 bytes; every process that makes or reads links has the same. */
  readonly secret: string;
  /** The address under which customers reach the web edge, without a closing slash. */
  readonly publicUrl: string;
}

/** Half of a SHA-256: 128 bits cannot be guessed (RFC 2104 section 5), and a link has to fit an SMS. */
const MAC_BYTES = 16;

/** Links of the form `/s/{expiry and survey id}.{signature}`; the expiry is signed with the id. */
export function createSurveyLinks({ secret, publicUrl }: SurveyLinkSettings): SurveyLinks {
  // The purpose is signed too, so that a signature made for another purpose never opens a survey.
  const sign = (payload: string): Buffer =>
    createHmac('sha256', secret).update(`survey-link:${payload}`).digest().subarray(0, MAC_BYTES);

  return {
    url(surveyId, expiresAt) {
      const payload = Buffer.from(`${expiresAt.toString(36)}.${surveyId}`).toString('base64url');
      return `${publicUrl}/s/${payload}.${sign(payload).toString('base64url')}`;
    },
    read(token, now) {
      const [payload, signature, ...rest] = token.split('.');
      if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
      // Node's decoder skips what is not base64url: comparing the text too leaves one spelling of each token.
      const expected = sign(payload);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== MAC_BYTES || !timingSafeEqual(given, expected)) return undefined;
      if (given.toString('base64url') !== signature) return undefined;
      const text = Buffer.from(payload, 'base64url').toString();
      const dot = text.indexOf('.');
      return { surveyId: text.slice(dot + 1), expired: now >= Number.parseInt(text.slice(0, dot), 36) };
    },
  };
}
