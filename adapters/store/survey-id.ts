import { createHash } from 'node:crypto';
import type { SurveyRef } from '../../ports/survey-store.js';

/** Bytes of a survey id: 96 bits of a SHA-256 meet by chance never, and are 16 characters of a link in an SMS. */
const ID_BYTES = 12;

/** The id of the survey of a round: always the same, 16 characters of base64url, and nothing of case or tenant shows. */
export function surveyIdOf({ tenant, caseId, round }: SurveyRef): string {
  // Neither tenant nor case id holds a line break, so no two rounds make the same text.
  const digest = createHash('sha256').update(`${tenant}\n${caseId}\n${round}`).digest();
  return digest.subarray(0, ID_BYTES).toString('base64url');
}
