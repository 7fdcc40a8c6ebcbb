import type { SurveyLinks } from '../../ports/survey-store.js';
import { type LinkSettings, signedTokens } from './signed-tokens.js';

/** Characters of a survey id. */
const ID_LENGTH = 16;

/** Links of the form `/s/{survey id}.{signature}`: of one length, and short, since they have to fit an SMS. */
export function createSurveyLinks({ secret, publicUrl }: LinkSettings): SurveyLinks {
  const tokens = signedTokens(secret, 'survey-link', ID_LENGTH);
  return { url: (surveyId) => `${publicUrl}/s/${tokens.token(surveyId)}`, read: tokens.read };
}
