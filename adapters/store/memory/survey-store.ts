import type { Survey, SurveyAnswer, SurveyRef, SurveyStore } from '../../../ports/survey-store.js';
import { atomically } from './atomically.js';

/** Surveys in memory. */
export class MemorySurveyStore implements SurveyStore {
  readonly #surveys = new Map<string, Survey>();

  invite(survey: Omit<Survey, 'answer' | 'superseded'>): Promise<Survey> {
    return atomically(() => {
      const known = this.#ofRound(survey);
      if (known !== undefined) return known;
      for (const earlier of this.#surveys.values()) {
        if (isSuperseded(earlier, survey)) this.#surveys.set(earlier.surveyId, { ...earlier, superseded: true });
      }
      const invited = { ...survey, superseded: false };
      this.#surveys.set(survey.surveyId, invited);
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
    return atomically(() => this.#ofRound(ref));
  }

  #ofRound({ tenant, caseId, round }: SurveyRef): Survey | undefined {
    return [...this.#surveys.values()].find(
      (survey) => survey.tenant === tenant && survey.caseId === caseId && survey.round === round,
    );
  }
}

function isSuperseded(survey: Survey, by: Omit<Survey, 'answer' | 'superseded'>): boolean {
  if (survey.tenant !== by.tenant || survey.customerId !== by.customerId || survey.answer !== undefined) return false;
  return survey.caseId !== by.caseId || survey.round < by.round;
}
