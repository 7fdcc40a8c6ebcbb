import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SurveyLinks } from '../../ports/survey-store.js';

/** What signs the links and where they lead. */
export interface SurveyLinkSettings {
  /** At least 32 bytes; every process that makes or reads links has the same. */
  readonly secret: string;
  /** The address under which customers reach the web edge, without a closing slash. */
  readonly publicUrl: string;
}

/** 96 bits, above the 80 that RFC 2104 section 5 asks for at least: guesses are made online, under the rate limit. */
const MAC_BYTES = 12;

/** A survey id and its signature. Sixteen characters of base64url are twelve bytes without a bit to spare: one spelling each. */
const form = /^([\w-]{16})\.([\w-]{16})$/;

/** Links of the form `/s/{survey id}.{signature}`: of one length, and short, since they have to fit an SMS. */
export function createSurveyLinks({ secret, publicUrl }: SurveyLinkSettings): SurveyLinks {
  // The purpose is signed too, so that a signature made for another purpose never opens a survey.
  const sign = (surveyId: string): Buffer =>
    createHmac('sha256', secret).update(`survey-link:${surveyId}`).digest().subarray(0, MAC_BYTES);

  return {
    url: (surveyId) => `${publicUrl}/s/${surveyId}.${sign(surveyId).toString('base64url')}`,
    read(token) {
      const [, surveyId, signature] = form.exec(token) ?? [];
      if (surveyId === undefined || signature === undefined) return undefined;
      return timingSafeEqual(Buffer.from(signature, 'base64url'), sign(surveyId)) ? surveyId : undefined;
    },
  };
}
