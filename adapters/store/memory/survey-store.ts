import type { Invitation, Survey, SurveyAnswer, SurveyRef, SurveyStore } from '../../../ports/survey-store.js';
import { surveyIdOf } from '../survey-id.js';
import { atomically } from './atomically.js';

/** Surveys in memory. */
export class MemorySurveyStore implements SurveyStore {
  readonly #surveys = new Map<string, Survey>();

  invite(invitation: Invitation): Promise<Survey> {
    const surveyId = surveyIdOf(invitation);
    return atomically(() => {
      const known = this.#surveys.get(surveyId);
      if (known !== undefined) return known;
      for (const earlier of this.#surveys.values()) {
        if (isSuperseded(earlier, invitation)) this.#surveys.set(earlier.surveyId, { ...earlier, superseded: true });
      }
      const invited = { surveyId, ...invitation, superseded: false };
      this.#surveys.set(surveyId, invited);
      return invited;
    });
  }

  answer(surveyId: string, answer: SurveyAnswer): Promise<'recorded' | 'used' | 'expired' | 'unknown'> {
    return atomically(() => {
      const survey = this.#surveys.get(surveyId);
      if (survey === undefined) return 'unknown';
      if (survey.answer !== undefined) return 'used';
      if (survey.superseded || survey.expiresAt <= answer.at) return 'expired';
      this.#surveys.set(surveyId, { ...survey, answer: structuredClone(answer) });
      return 'recorded';
    });
  }

  get(surveyId: string): Promise<Survey | undefined> {
    return atomically(() => this.#surveys.get(surveyId));
  }

  ofRound(ref: SurveyRef): Promise<Survey | undefined> {
    return this.get(surveyIdOf(ref));
  }
}

function isSuperseded(survey: Survey, by: Invitation): boolean {
  if (survey.tenant !== by.tenant || survey.customerId !== by.customerId || survey.answer !== undefined) return false;
  return survey.caseId !== by.caseId || survey.round < by.round;
}
